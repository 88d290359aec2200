// Who may call the Management API, and how often.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManagementClient } from 'auth0';
import { client, refused, tenant } from './management.js';

const withToken = (token) => new ManagementClient({ domain: tenant.domain, token });

test('wrong credentials get no token', async () => {
  const wrong = new ManagementClient({ domain: tenant.domain, ...tenant.management, clientSecret: 'wrong' });
  await assert.rejects(wrong.guardian.policies.list(), /Unauthorized/);
});

test('an application without a grant gets no token', async () => {
  const login = new ManagementClient({ domain: tenant.domain, ...tenant.login });
  await assert.rejects(login.guardian.policies.list(), /Grant type 'client_credentials' not allowed for the client\./);
});

test('a token of another tenant is refused', async () => {
  await refused(withToken('a.b.c').guardian.policies.list(), 401, 'Invalid signature received for JSON Web Token validation');
  await refused(withToken('nonsense').guardian.policies.list(), 400, 'Bad HTTP authentication header format', 'Bearer');
});

test('each endpoint asks for its scope', async () => {
  const reader = withToken(await tenant.token('read:mfa_policies'));
  assert.deepEqual(await reader.guardian.policies.list(), []);
  await refused(reader.guardian.policies.set([]), 403, 'Insufficient scope, expected any of: update:mfa_policies', 'insufficient_scope');
  await refused(reader.clients.get('x'), 403, 'Insufficient scope, expected any of: read:clients,read:client_keys', 'insufficient_scope');
});

test('a request that is over the limit is repeated', async () => {
  await tenant.fail({ method: 'GET', path: '/api/v2/guardian/policies', status: 429 });
  assert.deepEqual(await client.guardian.policies.list(), []);
});

test('a limit that stays is told', async () => {
  await tenant.fail({ method: 'GET', path: '/api/v2/guardian/policies', status: 429 });
  await refused(client.guardian.policies.list({ maxRetries: 0 }), 429, 'Global limit has been reached', 'too_many_requests');
});

test('a day later a token has expired', async () => {
  const old = withToken(await tenant.token('read:mfa_policies'));
  await tenant.advance(24 * 60 * 60 + 1);
  await refused(old.guardian.policies.list(), 401, 'Expired token received for JSON Web Token validation');
});
