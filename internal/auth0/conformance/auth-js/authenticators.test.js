// The list of a user's authenticators, and what takes one away.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MfaDeleteAuthenticatorError, MfaEnrollmentError, MfaListAuthenticatorsError } from '@auth0/auth0-auth-js';
import { connect } from '../tenant.js';
import { totp } from '../totp.js';
import { refused, session } from './session.js';

const tenant = await connect();
await tenant.setPolicies('all-applications');
await tenant.setFactors({ email: true, otp: true, 'recovery-code': true });
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const everything = 'enroll read:authenticators remove:authenticators';

/** manager has a TOTP app, and an access token for the MFA API that was challenged for. */
async function manager(scope = everything) {
  const s = await session(tenant, { emailVerified: true });
  await tenant.addMethod({ user: s.user.id, type: 'totp', secret });
  await tenant.addMethod({ user: s.user.id, type: 'recovery-code' });
  const mfaToken = await s.mfaToken({ audience: tenant.mfaAudience, scope });
  const tokens = await s.auth.mfa.verify({ factorType: 'otp', mfaToken, otp: totp(secret, await tenant.now()) });
  assert.equal(tokens.scope, scope);
  const lifetime = tokens.expiresAt - Date.now() / 1000;
  assert(lifetime > 590 && lifetime <= 601, `${lifetime}`);
  return { ...s, accessToken: tokens.accessToken };
}

test('the list has all kinds', async () => {
  const s = await manager();
  const list = await s.auth.mfa.listAuthenticators({ mfaToken: s.accessToken });
  assert.deepEqual(list.map((one) => [one.id.split('|')[0], one.authenticatorType, one.active]),
    [['totp', 'otp', true], ['recovery-code', 'recovery-code', true], ['email', 'oob', true]]);
});

test('an authenticator is deleted, and then it is gone', async () => {
  const s = await manager();
  const one = await s.authenticator(s.accessToken, 'totp');
  await s.auth.mfa.deleteAuthenticator({ mfaToken: s.accessToken, authenticatorId: one.id });
  assert.equal(await s.authenticator(s.accessToken, 'totp'), undefined);
  await assert.rejects(s.auth.mfa.deleteAuthenticator({ mfaToken: s.accessToken, authenticatorId: one.id }), (error) => {
    assert(error instanceof MfaDeleteAuthenticatorError);
    assert.equal(error.code, 'mfa_delete_authenticator_error');
    assert.equal(error.statusCode, 404);
    return true;
  });
});

test('neither a recovery code nor the own address can be deleted', async () => {
  const s = await manager();
  for (const prefix of ['recovery-code', 'email']) {
    const { id } = await s.authenticator(s.accessToken, prefix);
    await assert.rejects(s.auth.mfa.deleteAuthenticator({ mfaToken: s.accessToken, authenticatorId: id }),
      (error) => error instanceof MfaDeleteAuthenticatorError && error.statusCode === 400);
  }
});

test('an mfa_token deletes nothing', async () => {
  const s = await manager();
  const { id } = await s.authenticator(s.accessToken, 'totp');
  await refused(s.auth.mfa.deleteAuthenticator({ mfaToken: await s.mfaToken(), authenticatorId: id }), MfaDeleteAuthenticatorError,
    401, 'invalid_grant', 'The mfa_token provided is invalid. Try getting a new token.');
});

test('each call needs its scope', async () => {
  const reader = await manager('read:authenticators');
  const { id } = await reader.authenticator(reader.accessToken, 'totp');
  const insufficient = (promise, type) => assert.rejects(promise,
    (error) => error instanceof type && error.statusCode === 403 && error.cause.error === 'insufficient_scope');
  await insufficient(reader.auth.mfa.deleteAuthenticator({ mfaToken: reader.accessToken, authenticatorId: id }),
    MfaDeleteAuthenticatorError);
  await insufficient(reader.auth.mfa.enrollAuthenticator({ mfaToken: reader.accessToken, authenticatorTypes: ['otp'] }),
    MfaEnrollmentError);
  const remover = await manager('remove:authenticators');
  await insufficient(remover.auth.mfa.listAuthenticators({ mfaToken: remover.accessToken }), MfaListAuthenticatorsError);
});

test('with the scope, one who has enrolled can enroll more', async () => {
  const s = await manager();
  const enrollment = await s.auth.mfa.enrollAuthenticator({
    mfaToken: s.accessToken, authenticatorTypes: ['oob'], oobChannels: ['email'],
  });
  const code = await tenant.mailedCode(s.user.email);
  const tokens = await s.auth.mfa.verify({
    factorType: 'oob', mfaToken: s.accessToken, oobCode: enrollment.oobCode, bindingCode: code,
  });
  assert(tokens.accessToken);
  assert.equal((await s.authenticator(s.accessToken, 'email')).active, true);
});

test('after ten minutes an access token for the MFA API has expired', async () => {
  const s = await manager();
  await tenant.advance(10 * 60 + 1);
  await refused(s.auth.mfa.listAuthenticators({ mfaToken: s.accessToken }), MfaListAuthenticatorsError, 401, 'invalid_grant',
    'The mfa_token provided is invalid. Try getting a new token.');
});
