// One-time passwords of an authenticator app.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MfaChallengeError, MfaVerifyError } from '@auth0/auth0-auth-js';
import { connect } from '../tenant.js';
import { totp } from '../totp.js';
import { refused, session, signedIn } from './session.js';

const tenant = await connect();
await tenant.setPolicies('all-applications');
await tenant.setFactors({ otp: true });
const otp = { authenticatorTypes: ['otp'] };

const code = async (secret, later = 0) => totp(secret, (await tenant.now()) + later);
const verify = (s, mfaToken, value) => s.auth.mfa.verify({ factorType: 'otp', mfaToken, otp: value });
const invalid = (promise) => refused(promise, MfaVerifyError, 403, 'invalid_grant', 'Invalid otp_code.');

async function enrolledUser() {
  const s = await session(tenant);
  const { mfaToken, secret } = await s.enrolled(otp);
  signedIn(await verify(s, mfaToken, await code(secret)), s.user);
  await tenant.advance(30); // the next code
  return { ...s, secret };
}

test('the codes of this file are those of RFC 6238', () => {
  assert.equal(totp('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 59), '287082');
  assert.equal(totp('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 1111111109), '081804');
});

test('a user enrolls an app and signs in with its code', async () => {
  const s = await session(tenant);
  const { mfaToken, ...enrollment } = await s.enrolled(otp);
  assert.equal(enrollment.authenticatorType, 'otp');
  assert.match(enrollment.secret, /^[A-Z2-7]{32}$/);
  const barcode = new URL(enrollment.barcodeUri);
  assert.equal(barcode.protocol, 'otpauth:');
  assert.equal(barcode.searchParams.get('secret'), enrollment.secret);
  assert.equal(barcode.searchParams.get('algorithm'), 'SHA1');
  assert.equal(barcode.searchParams.get('digits'), '6');
  assert.equal(barcode.searchParams.get('period'), '30');
  assert.equal((await s.authenticator(mfaToken, 'totp')).active, false);
  signedIn(await verify(s, mfaToken, await code(enrollment.secret)), s.user);
});

test('the second login is challenged', async () => {
  const s = await enrolledUser();
  const mfaToken = await s.mfaToken();
  const one = await s.authenticator(mfaToken, 'totp');
  assert.equal(one.authenticatorType, 'otp');
  assert.equal(one.active, true);
  const challenge = await s.auth.mfa.challengeAuthenticator({ mfaToken, challengeType: 'otp', authenticatorId: one.id });
  assert.deepEqual(challenge, { challengeType: 'otp' });
  signedIn(await verify(s, mfaToken, await code(s.secret)), s.user);
});

test('a wrong code is refused', async () => {
  const s = await enrolledUser();
  const right = await Promise.all([-30, 0, 30].map((later) => code(s.secret, later)));
  const wrong = ['000000', '111111', '222222', '333333'].find((one) => !right.includes(one));
  await invalid(verify(s, await s.mfaToken(), wrong));
});

test('a code is good for one login', async () => {
  const s = await enrolledUser();
  const value = await code(s.secret);
  signedIn(await verify(s, await s.mfaToken(), value), s.user);
  await invalid(verify(s, await s.mfaToken(), value));
});

test('a code of long ago is refused', async () => {
  const s = await enrolledUser();
  await invalid(verify(s, await s.mfaToken(), await code(s.secret, -300)));
});

test('an mfa_token is good for one login', async () => {
  const s = await enrolledUser();
  const mfaToken = await s.mfaToken();
  signedIn(await verify(s, mfaToken, await code(s.secret)), s.user);
  await tenant.advance(30);
  await refused(verify(s, mfaToken, await code(s.secret)), MfaVerifyError, 403, 'invalid_grant', 'Malformed mfa_token');
});

test('an app is not asked for a code that was sent', async () => {
  const s = await enrolledUser();
  await refused(s.challenged({ challengeType: 'oob' }), MfaChallengeError, 400, 'unsupported_challenge_type',
    'No matching challenge_type for provider "guardian". Requested: ["oob"]. Available: ["otp"].');
});

test('an authenticator that the user does not have is refused', async () => {
  const s = await enrolledUser();
  await refused(s.challenged({ challengeType: 'otp', authenticatorId: 'totp|dev_unknown' }), MfaChallengeError, 400,
    'invalid_authenticator', 'Invalid authenticator ID');
});

test('after ten minutes an mfa_token has expired', async () => {
  const s = await enrolledUser();
  const mfaToken = await s.mfaToken();
  await tenant.advance(10 * 60 + 1);
  await refused(verify(s, mfaToken, await code(s.secret)), MfaVerifyError, 403, 'expired_token', 'mfa_token is expired');
});
