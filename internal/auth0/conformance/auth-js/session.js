// What every login test needs: a user of the tenant, and Auth0's client for its login application.

import assert from 'node:assert/strict';
import { AuthClient, isMfaRequiredError, MfaVerifyError } from '@auth0/auth0-auth-js';

let users = 0;

/** session makes a new user, who logs in with a password. */
export async function session(tenant, given = {}) {
  const user = await tenant.addUser({ email: `user${++users}@example.com`, ...given });
  const auth = new AuthClient({ domain: tenant.domain, ...tenant.login });
  const password = (options = {}) =>
    auth.getTokenByPassword({ username: user.email, password: user.password, scope: 'openid email', ...options });

  /** demand is what the client says of a login that needs a second factor. */
  const demand = async (options) => {
    const error = await password(options).then(() => assert.fail('The password alone was enough.'), (reason) => reason);
    assert(isMfaRequiredError(error), error);
    return error;
  };
  const mfaToken = async (options) => (await demand(options)).cause.mfa_token;
  const enrolled = async (options) => {
    const token = await mfaToken();
    return { mfaToken: token, ...(await auth.mfa.enrollAuthenticator({ mfaToken: token, ...options })) };
  };
  const verifyOob = (started, bindingCode) =>
    auth.mfa.verify({ factorType: 'oob', mfaToken: started.mfaToken, oobCode: started.oobCode, bindingCode });
  const challenged = async (options) => {
    const token = await mfaToken();
    return { mfaToken: token, ...(await auth.mfa.challengeAuthenticator({ mfaToken: token, ...options })) };
  };
  const authenticator = async (token, prefix) =>
    (await auth.mfa.listAuthenticators({ mfaToken: token })).find((one) => one.id.startsWith(`${prefix}|`));
  return { tenant, user, auth, password, demand, mfaToken, enrolled, verifyOob, challenged, authenticator };
}

/** refused expects the client to fail with an error of a class, and of what the tenant has said. */
export function refused(promise, type, status, error, description) {
  return assert.rejects(promise, (reason) => {
    assert(reason instanceof type, reason);
    assert.deepEqual(
      { status: reason.statusCode, error: reason.cause.error, description: reason.cause.error_description },
      { status, error, description },
    );
    return true;
  });
}

export const invalidCode = (promise) => refused(promise, MfaVerifyError, 403, 'invalid_grant', 'Invalid binding_code.');

/** signedIn checks the tokens of a login that has ended. */
export function signedIn(tokens, user) {
  assert.equal(tokens.tokenType.toLowerCase(), 'bearer');
  assert(tokens.accessToken);
  assert.equal(tokens.claims.sub, user.id);
  assert.equal(tokens.claims.email, user.email);
  assert.equal(tokens.scope, 'openid email');
  assert(tokens.expiresAt > Date.now() / 1000 + 80_000, 'It lives for a day.');
}
