// Texts, calls and push notifications.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MfaEnrollmentError, MfaVerifyError } from '@auth0/auth0-auth-js';
import { connect } from '../tenant.js';
import { invalidCode, refused, session, signedIn } from './session.js';

const tenant = await connect();
await tenant.setPolicies('all-applications');
await tenant.setFactors({ sms: true, 'push-notification': true });
await tenant.setMessageTypes('sms', 'voice');
const sms = { authenticatorTypes: ['oob'], oobChannels: ['sms'] };

let numbers = 0;
const newNumber = () => `+44207183${String(++numbers).padStart(4, '0')}`;

async function enrolledUser() {
  const s = await session(tenant);
  const phone = newNumber();
  const enrollment = await s.enrolled({ ...sms, phoneNumber: phone });
  signedIn(await s.verifyOob(enrollment, await tenant.textedCode(phone)), s.user);
  return { ...s, phone };
}

test('a user enrolls a phone and signs in with the texted code', async () => {
  const s = await session(tenant);
  const phone = newNumber();
  const enrollment = await s.enrolled({ ...sms, phoneNumber: phone });
  assert.equal(enrollment.authenticatorType, 'oob');
  assert.equal(enrollment.oobChannel, 'sms');
  assert.equal(enrollment.bindingMethod, 'prompt');
  signedIn(await s.verifyOob(enrollment, await tenant.textedCode(phone)), s.user);
});

test('the second login is challenged, by a text or by a call', async () => {
  const s = await enrolledUser();
  for (const prefix of ['sms', 'voice']) {
    const mfaToken = await s.mfaToken();
    const one = await s.authenticator(mfaToken, prefix);
    assert.equal(one.active, true);
    assert.equal(one.name, `XXXXXXXXX${s.phone.slice(-4)}`);
    const challenge = await s.auth.mfa.challengeAuthenticator({ mfaToken, challengeType: 'oob', authenticatorId: one.id });
    assert.equal(challenge.bindingMethod, 'prompt');
    signedIn(await s.verifyOob({ mfaToken, ...challenge }, await tenant.textedCode(s.phone)), s.user);
  }
  assert.equal((await tenant.texts(s.phone)).length, 3);
});

test('a wrong code is refused, and a used one', async () => {
  const s = await session(tenant);
  const { accessToken } = await s.password({ audience: tenant.mfaAudience, scope: 'enroll' });
  const phone = newNumber();
  const enrollment = await s.auth.mfa.enrollAuthenticator({ mfaToken: accessToken, ...sms, phoneNumber: phone });
  const started = { mfaToken: accessToken, oobCode: enrollment.oobCode };
  const code = await tenant.textedCode(phone);
  await invalidCode(s.verifyOob(started, code === '000000' ? '111111' : '000000'));
  assert((await s.verifyOob(started, code)).accessToken);
  await invalidCode(s.verifyOob(started, code));
});

test('a number that is none is refused', async () => {
  await refused((await session(tenant)).enrolled({ ...sms, phoneNumber: '0170' }), MfaEnrollmentError, 400, 'invalid_request',
    'The phone number is invalid.');
});

test('after ten texts there are no more for a while', async () => {
  const s = await enrolledUser();
  for (let i = 0; i < 9; i++) {
    await s.challenged({ challengeType: 'oob' });
  }
  await assert.rejects(s.challenged({ challengeType: 'oob' }), (error) => {
    assert.equal(error.statusCode, 400);
    assert.equal(error.message, 'Too many SMS sent by the user. Wait for some minutes before retrying.');
    return true;
  });
});

test('a push notification waits for its answer', async () => {
  const s = await session(tenant);
  const enrollment = await s.enrolled({ authenticatorTypes: ['oob'], oobChannels: ['auth0'] });
  assert.equal(enrollment.oobChannel, 'auth0');
  assert.equal(enrollment.bindingMethod, undefined);
  assert.match(enrollment.barcodeUri, /^otpauth:.*enrollment_tx_id=/);
  await refused(s.verifyOob(enrollment), MfaVerifyError, 400, 'authorization_pending',
    'Authorization pending: please repeat the request in a few seconds.');
  await tenant.approve(s.user.id);
  signedIn(await s.verifyOob(enrollment), s.user);

  const challenge = await s.challenged({ challengeType: 'oob' });
  assert.equal(challenge.bindingMethod, undefined);
  await tenant.reject(s.user.id);
  await refused(s.verifyOob(challenge), MfaVerifyError, 400, 'access_denied', 'MFA Authorization rejected.');
});

test('after five minutes a code has expired', async () => {
  const s = await session(tenant);
  const phone = newNumber();
  const enrollment = await s.enrolled({ ...sms, phoneNumber: phone });
  await tenant.advance(5 * 60 + 1);
  await refused(s.verifyOob(enrollment, await tenant.textedCode(phone)), MfaVerifyError, 403, 'expired_token', 'oob_code is expired');
});
