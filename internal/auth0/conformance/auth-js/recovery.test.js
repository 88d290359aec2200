// Recovery codes: one at a time, and each for one login.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MfaVerifyError } from '@auth0/auth0-auth-js';
import { connect } from '../tenant.js';
import { totp } from '../totp.js';
import { refused, session, signedIn } from './session.js';

const tenant = await connect();
await tenant.setPolicies('all-applications');
await tenant.setFactors({ otp: true, 'recovery-code': true });

const verify = (s, mfaToken, recoveryCode) => s.auth.mfa.verify({ factorType: 'recovery-code', mfaToken, recoveryCode });
const rejected = (promise) => refused(promise, MfaVerifyError, 403, 'invalid_grant', 'MFA Authorization rejected.');

async function enrolledUser() {
  const s = await session(tenant);
  const { mfaToken, secret, recoveryCodes } = await s.enrolled({ authenticatorTypes: ['otp'] });
  assert.equal(recoveryCodes.length, 1);
  assert.match(recoveryCodes[0], /^[A-Z0-9]{24}$/);
  const tokens = await s.auth.mfa.verify({ factorType: 'otp', mfaToken, otp: totp(secret, await tenant.now()) });
  assert.equal(tokens.recoveryCode, undefined);
  return { ...s, recoveryCode: recoveryCodes[0] };
}

test('a recovery code signs in once, and brings the next one', async () => {
  const s = await enrolledUser();
  const mfaToken = await s.mfaToken();
  const one = await s.authenticator(mfaToken, 'recovery-code');
  assert.equal(one.authenticatorType, 'recovery-code');
  assert.equal(one.active, true);

  const tokens = await verify(s, mfaToken, s.recoveryCode);
  signedIn(tokens, s.user);
  assert.match(tokens.recoveryCode, /^[A-Z0-9]{24}$/);
  assert.notEqual(tokens.recoveryCode, s.recoveryCode);

  await rejected(verify(s, await s.mfaToken(), s.recoveryCode));
  signedIn(await verify(s, await s.mfaToken(), tokens.recoveryCode), s.user);
});

test('a wrong recovery code is refused, and the right one still works', async () => {
  const s = await enrolledUser();
  const mfaToken = await s.mfaToken();
  await rejected(verify(s, mfaToken, 'AAAAAAAAAAAAAAAAAAAAAAAA'));
  signedIn(await verify(s, mfaToken, s.recoveryCode), s.user);
});

test('before the enrollment is confirmed its recovery code is of no use', async () => {
  const s = await session(tenant);
  const { mfaToken, recoveryCodes } = await s.enrolled({ authenticatorTypes: ['otp'] });
  await rejected(verify(s, mfaToken, recoveryCodes[0]));
});

test('while the factor is off nobody recovers', async () => {
  const s = await enrolledUser();
  await tenant.setFactors({ 'recovery-code': false });
  await rejected(verify(s, await s.mfaToken(), s.recoveryCode));
  await tenant.setFactors({ 'recovery-code': true });
});
