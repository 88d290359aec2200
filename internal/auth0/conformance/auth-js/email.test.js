// Email: from an address that is not enrolled to the code of a second login.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MfaChallengeError, MfaEnrollmentError, MfaListAuthenticatorsError, MfaVerifyError } from '@auth0/auth0-auth-js';
import { connect } from '../tenant.js';
import { invalidCode, refused, session, signedIn } from './session.js';

const tenant = await connect();
await tenant.setPolicies('all-applications');
await tenant.setFactors({ email: true });
const email = { authenticatorTypes: ['oob'], oobChannels: ['email'] };

async function enrolledUser() {
  const s = await session(tenant);
  const enrollment = await s.enrolled(email);
  signedIn(await s.verifyOob(enrollment, await tenant.mailedCode(s.user.email)), s.user);
  return s;
}

test('a user enrolls the address and signs in with the mailed code', async () => {
  const s = await session(tenant);
  const mfaToken = await s.mfaToken();
  assert.deepEqual(await s.auth.mfa.listAuthenticators({ mfaToken }), []);

  const enrollment = await s.auth.mfa.enrollAuthenticator({ mfaToken, ...email });
  assert.equal(enrollment.authenticatorType, 'oob');
  assert.equal(enrollment.oobChannel, 'email');
  assert.equal(enrollment.bindingMethod, 'prompt');
  assert.equal(enrollment.recoveryCodes, undefined);
  assert.match(enrollment.oobCode, /^Fe26\.2\*/);

  const pending = await s.authenticator(mfaToken, 'email');
  assert.equal(pending.active, false);
  signedIn(await s.verifyOob({ mfaToken, ...enrollment }, await tenant.mailedCode(s.user.email)), s.user);
});

test('the second login is challenged', async () => {
  const s = await enrolledUser();
  const mfaToken = await s.mfaToken();
  const one = await s.authenticator(mfaToken, 'email');
  assert.equal(one.authenticatorType, 'oob');
  assert.equal(one.active, true);
  assert.equal(one.name, 'user****@exam*******');

  const challenge = await s.auth.mfa.challengeAuthenticator({ mfaToken, challengeType: 'oob', authenticatorId: one.id });
  assert.equal(challenge.challengeType, 'oob');
  assert.equal(challenge.bindingMethod, 'prompt');
  signedIn(await s.verifyOob({ mfaToken, ...challenge }, await tenant.mailedCode(s.user.email)), s.user);
});

test('a verified address can be challenged without an enrollment', async () => {
  const s = await session(tenant, { emailVerified: true });
  const challenge = await s.challenged({ challengeType: 'oob' });
  signedIn(await s.verifyOob(challenge, await tenant.mailedCode(s.user.email)), s.user);
});

test('another address can be enrolled', async () => {
  const s = await session(tenant);
  const other = `other.${s.user.email}`;
  await tenant.openInbox(other);
  const enrollment = await s.enrolled({ ...email, email: other });
  signedIn(await s.verifyOob(enrollment, await tenant.mailedCode(other)), s.user);
  assert.equal((await s.authenticator(await s.mfaToken(), 'email')).name, 'othe*******@exam*******');
});

test('a wrong code is refused, and the right one still works', async () => {
  const s = await session(tenant);
  const enrollment = await s.enrolled(email);
  const code = await tenant.mailedCode(s.user.email);
  await invalidCode(s.verifyOob(enrollment, String((Number(code) + 1) % 1_000_000).padStart(6, '0')));
  signedIn(await s.verifyOob(enrollment, code), s.user);
});

test('a code is good for one login', async () => {
  const s = await enrolledUser();
  const challenge = await s.challenged({ challengeType: 'oob' });
  const code = await tenant.mailedCode(s.user.email);
  signedIn(await s.verifyOob(challenge, code), s.user);
  await refused(s.verifyOob(challenge, code), MfaVerifyError, 403, 'invalid_grant', 'Malformed mfa_token');
});

test('a code that was used is refused with another token for the MFA API, too', async () => {
  const s = await session(tenant);
  const { accessToken } = await s.password({ audience: tenant.mfaAudience, scope: 'enroll' });
  const enrollment = await s.auth.mfa.enrollAuthenticator({ mfaToken: accessToken, ...email });
  const code = await tenant.mailedCode(s.user.email);
  const started = { mfaToken: accessToken, oobCode: enrollment.oobCode };
  assert((await s.verifyOob(started, code)).accessToken);
  await invalidCode(s.verifyOob(started, code));
});

test('the code of an earlier challenge does not answer a later one', async () => {
  const s = await enrolledUser();
  await s.challenged({ challengeType: 'oob' });
  const first = await tenant.mailedCode(s.user.email);
  const second = await s.challenged({ challengeType: 'oob' });
  const code = await tenant.mailedCode(s.user.email);
  if (first !== code) {
    await invalidCode(s.verifyOob(second, first));
  }
  signedIn(await s.verifyOob(second, code), s.user);
});

test('an oob_code belongs to its mfa_token', async () => {
  const s = await enrolledUser();
  const { oobCode } = await s.challenged({ challengeType: 'oob' });
  const code = await tenant.mailedCode(s.user.email);
  await refused(s.verifyOob({ oobCode, mfaToken: await s.mfaToken() }, code), MfaVerifyError, 400, 'invalid_request',
    "The oob_code doesn't match the mfa_token");
});

test('what the tenant has never issued is malformed', async () => {
  const s = await session(tenant);
  const mfaToken = await s.mfaToken();
  await refused(s.verifyOob({ mfaToken, oobCode: 'made up' }, '123456'), MfaVerifyError, 403, 'invalid_grant', 'Malformed oob_code');
  await refused(s.verifyOob({ mfaToken: 'made up', oobCode: 'made up' }, '123456'), MfaVerifyError, 403, 'invalid_grant',
    'Malformed mfa_token');
  await refused(s.auth.mfa.challengeAuthenticator({ mfaToken: 'made up', challengeType: 'oob' }), MfaChallengeError, 403,
    'invalid_grant', 'Malformed mfa_token');
  await refused(s.auth.mfa.listAuthenticators({ mfaToken: 'made up' }), MfaListAuthenticatorsError, 401, 'invalid_grant',
    'The mfa_token provided is invalid. Try getting a new token.');
});

test('without a code there is nothing to verify', async () => {
  const s = await session(tenant);
  await refused(s.verifyOob(await s.enrolled(email)), MfaVerifyError, 400, 'invalid_request', 'Missing required parameter: binding_code');
});

test('who has enrolled needs more than an mfa_token to enroll again', async () => {
  const s = await enrolledUser();
  await refused(s.enrolled(email), MfaEnrollmentError, 403, 'access_denied', 'User is already enrolled.');
});

test('who has not enrolled cannot be challenged', async () => {
  const s = await session(tenant);
  await assert.rejects(s.challenged({ challengeType: 'oob' }), (error) => {
    assert(error instanceof MfaChallengeError);
    assert.equal(error.code, 'mfa_challenge_error');
    assert.equal(error.statusCode, 400);
    assert.equal(error.cause.error, 'association_required');
    return true;
  });
});

test('a factor that is off enrolls nobody', async () => {
  await refused((await session(tenant)).enrolled({ authenticatorTypes: ['otp'] }), MfaEnrollmentError, 400,
    'unsupported_challenge_type', 'No MFA factors enabled for enrollment');
});

test('an address that is none is refused', async () => {
  await refused((await session(tenant)).enrolled({ ...email, email: 'nonsense' }), MfaEnrollmentError, 400, 'invalid_request',
    'The email is invalid.');
});

test('after ten wrong codes the right one is refused for a while', async () => {
  const s = await session(tenant);
  const enrollment = await s.enrolled(email);
  const code = await tenant.mailedCode(s.user.email);
  const wrong = code === '000000' ? '111111' : '000000';
  for (let i = 0; i < 10; i++) {
    await invalidCode(s.verifyOob(enrollment, wrong));
  }
  await refused(s.verifyOob(enrollment, code), MfaVerifyError, 400, 'invalid_request',
    'Too many failed codes. Wait for some minutes before retrying.');
});

test('after five minutes a code has expired', async () => {
  const s = await session(tenant);
  const enrollment = await s.enrolled(email);
  const code = await tenant.mailedCode(s.user.email);
  await tenant.advance(5 * 60 + 1);
  await refused(s.verifyOob(enrollment, code), MfaVerifyError, 403, 'expired_token', 'oob_code is expired');
});

test('after ten minutes an mfa_token has expired', async () => {
  const s = await enrolledUser();
  const mfaToken = await s.mfaToken();
  await tenant.advance(10 * 60 + 1);
  await refused(s.auth.mfa.challengeAuthenticator({ mfaToken, challengeType: 'oob' }), MfaChallengeError, 403, 'expired_token',
    'mfa_token is expired');
  await refused(s.verifyOob({ mfaToken, oobCode: 'any' }, '123456'), MfaVerifyError, 403, 'expired_token', 'mfa_token is expired');
  await refused(s.auth.mfa.listAuthenticators({ mfaToken }), MfaListAuthenticatorsError, 401, 'invalid_grant',
    'The mfa_token provided is invalid. Try getting a new token.');
  await refused(s.auth.mfa.enrollAuthenticator({ mfaToken, ...email }), MfaEnrollmentError, 401, 'invalid_grant',
    'The mfa_token provided is invalid. Try getting a new token.');
});
