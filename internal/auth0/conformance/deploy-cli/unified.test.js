// A tenant on the Unified Phone Experience.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ManagementClient } from 'auth0';
import { connect } from '../tenant.js';
import { deployment } from './deploy.js';

const tenant = await connect();
await tenant.setUnifiedPhone(true);
const deploy = await deployment(tenant);
let first;
const client = new ManagementClient({ domain: tenant.domain, ...tenant.management });
const configuration = { sid: 'AC123', default_from: '+15005550006', delivery_methods: ['text', 'voice'] };

before(async () => {
  await client.guardian.factors.set('sms', { enabled: true });
  await client.guardian.factors.phone.setMessageTypes({ message_types: ['sms'] });
  await client.branding.phone.providers.create({ name: 'twilio', configuration, credentials: { auth_token: 'secret' } });
  await client.branding.phone.templates.create({ type: 'otp_verify', content: { body: { text: 'A {{code}}', voice: 'B {{code}}' } } });
  await client.branding.phone.templates.create({
    type: 'otp_enroll', content: { from: '+15005550006', body: { text: 'C {{code}}', voice: 'D {{code}}' } },
  });
  first = await deploy.exported('first');
});

test('an export has what the tenant has', () => {
  const { assets, log } = first;
  assert.deepEqual(assets.phoneProviders, [{
    name: 'twilio', disabled: false, configuration, credentials: { auth_token: '##TWILIO_AUTH_TOKEN##' },
  }]);
  assert.deepEqual(assets.phoneTemplates.map((one) => one.type).sort(), ['otp_enroll', 'otp_verify']);
  assert.deepEqual(assets.guardianPhoneFactorMessageTypes, { message_types: ['sms'] });
  assert.equal(assets.tenant.phone_consolidated_experience, true);
  assert.equal(assets.guardianPhoneFactorSelectedProvider, undefined);
  assert.match(log, /Skipping guardianPhoneFactorSelectedProvider/);
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
    assets.phoneProviders[0].configuration.default_from = '+15005550007';
    assets.phoneTemplates.find((one) => one.type === 'otp_verify').content.body.text = 'E {{code}}';
    assets.phoneTemplates.push({ type: 'change_password', disabled: true, content: { syntax: 'liquid', body: { text: 'F {{code}}' } } });
    assets.guardianPhoneFactorMessageTypes.message_types = ['sms', 'voice'];
  });
  await deploy.imported('changed');
  const state = await tenant.state();
  assert.equal(state.phoneProvider.DefaultFrom, '+15005550007');
  assert.equal(state.phoneProvider.AuthToken, 'secret');
  const texts = Object.fromEntries(state.phoneTemplates.map((one) => [one.Type, one.Text]));
  assert.deepEqual(texts, { otp_verify: 'E {{code}}', otp_enroll: 'C {{code}}', change_password: 'F {{code}}' });
  assert.deepEqual(state.messageTypes, ['sms', 'voice']);
});

test('what is not in the file stays', async () => {
  await deploy.exported('less');
  await deploy.change('less', (assets) => {
    assets.phoneProviders = [];
    assets.phoneTemplates = assets.phoneTemplates.filter((one) => one.type === 'otp_verify');
  });
  const log = await deploy.imported('less');
  assert.match(log, /phone templates should be deleted/);
  const state = await tenant.state();
  assert.equal(state.phoneTemplates.length, 3);
  assert.equal(state.phoneProvider.Name, 'twilio');
});

test('message types that the provider does not deliver are refused', async () => {
  await deploy.exported('wrong');
  await deploy.change('wrong', (assets) => { assets.phoneProviders[0].configuration.delivery_methods = ['text']; });
  await assert.rejects(deploy.imported('wrong'), (error) => {
    assert.match(error.stdout + error.stderr, /Message Type is not supported by the configured phone provider/);
    return true;
  });
});
