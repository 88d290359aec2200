// Push notifications and WebAuthn.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, generic, invalid, refused, tenant } from './management.js';

const push = client.guardian.factors.pushNotification;
const p12 = 'MAcCAQMwAgUA'; // no more of a PKCS #12 file than its outermost structure
const account = JSON.stringify({
  type: 'service_account', project_id: 'p', private_key: 'secret', client_email: 'a@p.iam.gserviceaccount.com',
});

test('a provider of push notifications is selected', async () => {
  assert.deepEqual(await push.getSelectedProvider(), { provider: 'guardian' });
  for (const provider of ['sns', 'direct', 'guardian']) {
    assert.deepEqual(await push.setProvider({ provider }), { provider });
    assert.deepEqual(await push.getSelectedProvider(), { provider });
  }
  await invalid(push.setProvider({ provider: 'pigeon' }), `'Invalid value "pigeon"' on property provider.`);
});

test("Apple's service never shows its certificate", async () => {
  assert.deepEqual(await push.getApnsProvider(), { enabled: false });
  assert.deepEqual(await push.setApnsProvider({ sandbox: true, bundle_id: 'com.example.app', p12 }),
    { sandbox: true, bundle_id: 'com.example.app' });
  assert.deepEqual(await push.getApnsProvider(), { sandbox: true, bundle_id: 'com.example.app', enabled: true });
  assert.equal((await tenant.state()).apns.P12, p12);
  await assert.rejects(push.setApnsProvider({ p12: 'bm8=' }), (error) => {
    assert.equal(error.statusCode, 400);
    assert.match(error.body.message, /^The PKCS #12 file is invalid\./);
    return true;
  });
});

test("Google's service takes a service account", async () => {
  assert.deepEqual(await push.setFcmv1Provider({ server_credentials: account }), {});
  assert.equal((await tenant.state()).fcm, account);
  await refused(push.setFcmv1Provider({ server_credentials: '{}' }), 400, 'Invalid server credentials');
});

test("Amazon's service never shows its secret", async () => {
  const access = {
    aws_access_key_id: 'AKIA', aws_region: 'eu-west-1',
    sns_apns_platform_application_arn: 'arn:apns', sns_gcm_platform_application_arn: 'arn:gcm',
  };
  assert.deepEqual(await push.getSnsProvider(), {});
  const secret = { ...access, aws_secret_access_key: 'secret' };
  assert.deepEqual(await push.setSnsProvider(secret), secret);
  assert.deepEqual(await push.getSnsProvider(), access);
  assert.equal((await tenant.state()).sns.SecretAccessKey, 'secret');
  await assert.rejects(push.setSnsProvider({ aws_region: 'moon-1' }), (error) => {
    assert.equal(error.statusCode, 400);
    assert.match(error.body.message, /on property aws_region/);
    return true;
  });
});

// The client has no method for what follows.

test('the custom app is merged', async () => {
  assert.deepEqual(await generic('GET', 'prompts/mfa-push'), { status: 200, body: {} });
  const app = { app_name: 'Example', apple_app_link: 'https://apps.example.com/1' };
  assert.deepEqual(await generic('PATCH', 'prompts/mfa-push', app), { status: 200, body: app });
  await generic('PATCH', 'prompts/mfa-push', { google_app_link: 'https://play.example.com/1' });
  assert.deepEqual((await generic('GET', 'prompts/mfa-push')).body, { ...app, google_app_link: 'https://play.example.com/1' });
  const { status, body } = await generic('PATCH', 'prompts/mfa-push', { apple_app_link: 'http://insecure.example.com' });
  assert.equal(status, 400);
  assert.equal(body.errorCode, 'invalid_body');
});

for (const [factor, settings] of Object.entries({
  'webauthn-roaming': { userVerification: 'required', overrideRelyingParty: true, relyingPartyIdentifier: 'example.com' },
  'webauthn-platform': { overrideRelyingParty: true, relyingPartyIdentifier: 'example.com' },
})) {
  test(`the settings of ${factor} are replaced`, async () => {
    const path = `guardian/factors/${factor}/settings`;
    assert.equal((await generic('GET', path)).body.overrideRelyingParty, false);
    assert.deepEqual(await generic('PUT', path, settings), { status: 200, body: settings });
    assert.deepEqual(await generic('GET', path), { status: 200, body: settings });
    const { status, body } = await generic('PUT', path, { ...settings, overrideRelyingParty: 'yes' });
    assert.equal(status, 400);
    assert.equal(body.message,
      "Payload validation error: 'Expected type boolean but found type string' on property overrideRelyingParty.");
  });
}
