// The first factor, and what the tenant demands after it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMfaRequiredError, TokenByPasswordError, TokenByRefreshTokenError } from '@auth0/auth0-auth-js';
import { connect } from '../tenant.js';
import { refused, session, signedIn } from './session.js';

const tenant = await connect();

test('without a policy the password is enough', async () => {
  await tenant.setPolicies();
  const s = await session(tenant);
  signedIn(await s.password(), s.user);
});

test('a realm names the directory', async () => {
  await tenant.setPolicies();
  const s = await session(tenant);
  signedIn(await s.password({ realm: 'Username-Password-Authentication' }), s.user);
});

test('a wrong password is refused', async () => {
  const s = await session(tenant);
  await refused(s.password({ password: 'wrong' }), TokenByPasswordError, 403, 'invalid_grant', 'Wrong email or password.');
});

test('a blocked user is refused', async () => {
  const s = await session(tenant, { blocked: true });
  await refused(s.password(), TokenByPasswordError, 403, 'unauthorized', 'user is blocked');
});

test('an unknown audience is refused', async () => {
  const s = await session(tenant);
  await refused(s.password({ audience: 'https://unknown/' }), TokenByPasswordError, 400, 'invalid_request',
    'invalid audience specified for password grant exchange');
});

test('after too many wrong passwords the account is blocked', async () => {
  const s = await session(tenant);
  for (let i = 0; i < 10; i++) {
    await refused(s.password({ password: 'wrong' }), TokenByPasswordError, 403, 'invalid_grant', 'Wrong email or password.');
  }
  await assert.rejects(s.password(), (error) => error.statusCode === 429 && error.cause.error === 'too_many_attempts');
});

test('a refresh token gives new tokens, and another one does not', async () => {
  await tenant.setPolicies();
  const s = await session(tenant);
  const { refreshToken } = await s.password({ scope: 'openid email offline_access' });
  const renewed = await s.auth.getTokenByRefreshToken({ refreshToken });
  assert(renewed.accessToken);
  assert.equal(renewed.claims.sub, s.user.id);
  await refused(s.auth.getTokenByRefreshToken({ refreshToken: 'other' }), TokenByRefreshTokenError, 403, 'invalid_grant',
    'Unknown or invalid refresh token.');
});

test('under the policy a factor is demanded', async () => {
  await tenant.setPolicies('all-applications');
  await tenant.setFactors({ otp: true });
  const s = await session(tenant);
  const error = await s.demand();
  assert(error instanceof TokenByPasswordError);
  assert.equal(error.code, 'token_by_password_error');
  assert.equal(error.statusCode, 403);
  assert.equal(error.cause.error_description, 'Multifactor authentication required');
  assert.match(error.cause.mfa_token, /^Fe26\.2\*/);
  assert.equal(error.cause.mfa_requirements, undefined);
});

test('with Early Access the client is told what can be enrolled, then what can be challenged', async () => {
  const early = await connect('early');
  await early.setPolicies('all-applications');
  await early.setFactors({ otp: true, sms: true, 'push-notification': true, email: true });
  const s = await session(early);
  assert.deepEqual((await s.demand()).cause.mfa_requirements, {
    enroll: [{ type: 'otp' }, { type: 'phone' }, { type: 'push-notification' }],
  });
  await early.addMethod({ user: s.user.id, type: 'totp' });
  await early.addMethod({ user: s.user.id, type: 'email', email: s.user.email });
  const error = await s.demand();
  assert(isMfaRequiredError(error));
  assert.deepEqual(error.cause.mfa_requirements, { challenge: [{ type: 'otp' }, { type: 'email' }] });
});
