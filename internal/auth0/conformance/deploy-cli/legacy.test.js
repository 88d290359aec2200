// A tenant whose phone factor sends its messages the older way.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ManagementClient } from 'auth0';
import { connect } from '../tenant.js';
import { deployment } from './deploy.js';

const tenant = await connect();
const deploy = await deployment(tenant);
let first;
const client = new ManagementClient({ domain: tenant.domain, ...tenant.management });

before(async () => {
  await client.guardian.factors.set('email', { enabled: true });
  await client.guardian.factors.set('otp', { enabled: true });
  await client.guardian.factors.set('sms', { enabled: true });
  await client.guardian.policies.set(['all-applications']);
  await client.guardian.factors.phone.setMessageTypes({ message_types: ['sms', 'voice'] });
  await client.guardian.factors.phone.setProvider({ provider: 'twilio' });
  await client.emailTemplates.create({
    template: 'mfa_oob_code', body: '<p>{{code}}</p>\n', from: '', subject: 'Code', syntax: 'liquid', enabled: true,
  });
  await client.tenants.settings.update({ flags: { mfa_show_factor_list_on_enrollment: true }, session_lifetime: 3 });
  first = await deploy.exported('first');
});

test('an export has what the tenant has', () => {
  const { assets } = first;
  const on = assets.guardianFactors.filter((one) => one.enabled).map((one) => one.name);
  assert.deepEqual(on.sort(), ['email', 'otp', 'sms']);
  assert.equal(assets.guardianFactors.length, 8);
  assert.deepEqual(assets.guardianPolicies, { policies: ['all-applications'] });
  assert.deepEqual(assets.guardianPhoneFactorMessageTypes, { message_types: ['sms', 'voice'] });
  assert.deepEqual(assets.guardianPhoneFactorSelectedProvider, { provider: 'twilio' });
  assert.deepEqual(assets.phoneProviders, []);
  assert.deepEqual(assets.phoneTemplates, []);
  assert.deepEqual(assets.emailTemplates.map((one) => one.template), ['mfa_oob_code']);
  assert.equal(assets.tenant.flags.mfa_show_factor_list_on_enrollment, true);
  assert.deepEqual(assets.guardianFactorTemplates.map((one) => one.name), ['sms']);
});

test('an import of it changes nothing', async () => {
  const before = await tenant.state();
  await deploy.imported('first');
  assert.deepEqual(await tenant.state(), before);
  assert.deepEqual((await deploy.exported('second')).text, first.text);
});

test('what is changed in the file gets to the tenant', async () => {
  await deploy.exported('changed');
  await deploy.change('changed', (assets) => {
    assets.guardianFactors.find((one) => one.name === 'recovery-code').enabled = true;
    assets.guardianFactors.find((one) => one.name === 'otp').enabled = false;
    assets.guardianPolicies.policies = [];
    assets.guardianPhoneFactorMessageTypes.message_types = ['voice'];
    assets.guardianPhoneFactorSelectedProvider.provider = 'phone-message-hook';
    // The CLI exports no credentials: it looks for them where its own client has none. It imports them.
    assets.guardianFactorProviders = [
      { name: 'push-notification', provider: 'sns', aws_access_key_id: 'AKIA', aws_secret_access_key: 'secret', aws_region: 'eu-west-1' },
      { name: 'sms', provider: 'twilio', from: '+15005550006', sid: 'AC123', auth_token: 'secret' },
    ];
    assets.guardianFactorTemplates[0].verification_message = 'Verify with {{code}}';
    assets.emailTemplates[0].subject = 'Your code';
    assets.tenant.customize_mfa_in_postlogin_action = true;
    assets.tenant.session_lifetime = 100.5;
  });
  await deploy.write('changed', 'emailTemplates/mfa_oob_code.html', '<b>{{code}}</b>\n');
  await deploy.imported('changed');
  const state = await tenant.state();
  assert.equal(state.factors['recovery-code'], true);
  assert.equal(state.factors.otp, false);
  assert.deepEqual(state.policies, []);
  assert.deepEqual(state.messageTypes, ['voice']);
  assert.equal(state.selectedProvider, 'phone-message-hook');
  assert.equal(state.sns.SecretAccessKey, 'secret');
  assert.equal(state.twilio.From, '+15005550006');
  assert.equal(state.templates.verification, 'Verify with {{code}}');
  assert.equal(state.mail.subject, 'Your code');
  assert.equal(state.mail.body, '<b>{{code}}</b>\n');
  assert.equal(state.tenant.customize_mfa_in_postlogin_action, true);
  assert.equal(state.tenant.session_lifetime, 100.5);
});

test('what is not in the file stays', async () => {
  await deploy.exported('less');
  await deploy.change('less', (assets) => {
    assets.emailTemplates = [];
    delete assets.guardianPolicies;
    assets.guardianFactors = assets.guardianFactors.filter((one) => one.name !== 'email');
  });
  const before = await tenant.state();
  await deploy.imported('less');
  assert.deepEqual(await tenant.state(), before);
});

test('what the tenant refuses, the CLI tells', async () => {
  await deploy.exported('wrong');
  await deploy.change('wrong', (assets) => { assets.emailTemplates[0].subject = 7; });
  await assert.rejects(deploy.imported('wrong'), (error) => {
    assert.match(error.stdout + error.stderr, /Expected type string,null but found type integer/);
    return true;
  });
});
