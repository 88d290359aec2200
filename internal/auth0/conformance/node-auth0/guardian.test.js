// Factors, policies and what belongs to all of MFA.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, invalid, refused, tenant } from './management.js';

const names = ['sms', 'push-notification', 'otp', 'email', 'duo', 'webauthn-roaming', 'webauthn-platform', 'recovery-code'];

test('all factors are listed, in the order of Auth0', async () => {
  const factors = await client.guardian.factors.list();
  assert.deepEqual(factors, names.map((name) => ({ name, enabled: false, trial_expired: false })));
});

test('each factor is switched on and off', async () => {
  for (const name of names) {
    for (const enabled of [true, false]) {
      assert.deepEqual(await client.guardian.factors.set(name, { enabled }), { enabled });
      assert.equal((await client.guardian.factors.list()).find((one) => one.name === name).enabled, enabled);
      assert.equal((await tenant.state()).factors[name], enabled);
    }
  }
});

test('a factor that does not exist is refused', async () => {
  await assert.rejects(client.guardian.factors.set('voice', { enabled: true }), (error) => {
    assert.equal(error.statusCode, 400);
    assert.equal(error.body.errorCode, 'invalid_uri');
    assert.match(error.body.message, /^Path validation error: 'Invalid value "voice"' on property name/);
    return true;
  });
});

test('a switch is a boolean', async () => {
  await invalid(client.guardian.factors.set('email', { enabled: 'true' }),
    "'Expected type boolean but found type string' on property enabled (Whether this factor is enabled (true) or disabled (false).).");
  await invalid(client.guardian.factors.set('email', {}), "'Missing required property: enabled'.");
});

test('policies are replaced', async () => {
  assert.deepEqual(await client.guardian.policies.list(), []);
  for (const policies of [['all-applications'], ['confidence-score'], ['all-applications', 'confidence-score'], []]) {
    assert.deepEqual(await client.guardian.policies.set(policies), policies);
    assert.deepEqual(await client.guardian.policies.list(), policies);
    assert.deepEqual((await tenant.state()).policies, policies);
  }
});

test('a policy that does not exist is refused, and one that comes twice', async () => {
  await invalid(client.guardian.policies.set(['some-applications']),
    `'Invalid value "some-applications"' on property [0] (The MFA policy).`);
  await invalid(client.guardian.policies.set(['all-applications', 'all-applications']),
    "'Array items are not unique (indexes 0 and 1)'.");
});

test('the settings of MFA are replaced', async () => {
  assert.deepEqual(await client.guardian.get(), {
    display_remember_me_checkbox: true, remember_me_default_value: false,
    mfa_session_inactivity_timeout: 604800, mfa_session_overall_timeout: 2592000,
  });
  const settings = {
    display_remember_me_checkbox: false, remember_me_default_value: true,
    mfa_session_inactivity_timeout: 3600, mfa_session_overall_timeout: 7776000,
  };
  assert.deepEqual(await client.guardian.set(settings), settings);
  assert.deepEqual(await client.guardian.get(), settings);
});

test('the settings of MFA have bounds', async () => {
  const settings = await client.guardian.get();
  const refuse = (members) => assert.rejects(client.guardian.set({ ...settings, ...members }),
    (error) => error.statusCode === 400 && error.body.errorCode === 'invalid_body');
  await refuse({ mfa_session_inactivity_timeout: 3599 });
  await refuse({ mfa_session_inactivity_timeout: 2592001 });
  await refuse({ mfa_session_overall_timeout: 7776001 });
  await refuse({ mfa_session_inactivity_timeout: 7200, mfa_session_overall_timeout: 3600 });
  await refuse({ mfa_session_overall_timeout: undefined });
  assert.deepEqual(await client.guardian.get(), settings);
});

for (const factor of ['email', 'phone']) {
  test(`the codes of the ${factor} factor have a length and a life`, async () => {
    const api = client.guardian.factors[factor];
    assert.deepEqual(await api.get(), { otp_length: 6, otp_expiration_time: 300 });
    const settings = { otp_length: 8, otp_expiration_time: 600 };
    assert.deepEqual(await api.set(settings), settings);
    assert.deepEqual(await api.get(), settings);
    await invalid(api.set({ otp_length: 11, otp_expiration_time: 600 }), "'Value 11 is greater than maximum 10' on property otp_length.");
    await invalid(api.set({ otp_length: 8 }), "'Missing required property: otp_expiration_time'.");
    assert.deepEqual(await api.get(), settings);
  });
}

test('Duo is connected', async () => {
  const { settings } = client.guardian.factors.duo;
  assert.deepEqual(await settings.get(), {});
  const keys = { ikey: 'DIXXXXXXXXXXXXXXXXXX', skey: 'secret', host: 'api-0.duosecurity.com' };
  assert.deepEqual(await settings.set(keys), keys);
  assert.deepEqual(await settings.get(), keys);
  assert.equal((await tenant.state()).duo.SecretKey, 'secret');
  await invalid(settings.set({ ...keys, skey: '' }), "'String is too short (0 chars), minimum 1' on property skey.");
  await invalid(settings.set({ ...keys, other: '' }), "'Additional properties not allowed: other'.");
});

test('what does not exist is not found', async () => {
  const response = await client.fetch('guardian/nothing');
  assert.equal(response.status, 404);
  await refused(client.actions.get('unknown'), 404, 'Not Found', undefined);
});
