// How the phone factor sends its messages: the older way, and the Unified Phone Experience.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, invalid, known, refused, tenant } from './management.js';

const { phone } = client.guardian.factors;
const { providers, templates } = client.branding.phone;

test('message types are replaced', async () => {
  assert.deepEqual(await phone.getMessageTypes(), { message_types: [] });
  for (const message_types of [['sms', 'voice'], [], ['voice']]) {
    assert.deepEqual(await phone.setMessageTypes({ message_types }), { message_types });
    assert.deepEqual(await phone.getMessageTypes(), { message_types });
  }
  await invalid(phone.setMessageTypes({ message_types: ['fax'] }), `'Invalid value "fax"' on property message_types[0].`);
  assert.deepEqual((await tenant.state()).messageTypes, ['voice']);
});

test('the older provider is selected', async () => {
  assert.deepEqual(await phone.getSelectedProvider(), { provider: 'auth0' });
  for (const provider of ['twilio', 'phone-message-hook', 'auth0']) {
    assert.deepEqual(await phone.setProvider({ provider }), { provider });
    assert.deepEqual(await phone.getSelectedProvider(), { provider });
  }
  await invalid(phone.setProvider({ provider: 'pigeon' }), `'Invalid value "pigeon"' on property provider.`);
});

test('the older Twilio account is replaced whole', async () => {
  assert.deepEqual(await phone.getTwilioProvider(), {});
  const account = { from: '+15005550006', sid: 'AC123', auth_token: 'secret' };
  assert.deepEqual(await phone.setTwilioProvider(account), account);
  assert.deepEqual(await phone.getTwilioProvider(), { ...account, messaging_service_sid: null });
  assert.equal((await tenant.state()).twilio.AuthToken, 'secret');
  await invalid(phone.setTwilioProvider({ sid: '' }), "'String is too short (0 chars), minimum 1' on property sid (Twilio SID).");
});

test('the older templates are replaced, and have to be Liquid', async () => {
  const messages = { enrollment_message: 'Enroll with {{code}}', verification_message: 'Verify with {{code}}' };
  assert.match((await phone.getTemplates()).enrollment_message, /\{\{code\}\}/);
  assert.deepEqual(await phone.setTemplates(messages), messages);
  assert.deepEqual(await phone.getTemplates(), messages);
  await assert.rejects(phone.setTemplates({ ...messages, enrollment_message: '{{code' }), (error) => {
    assert.equal(error.statusCode, 400);
    assert.match(error.body.message, /^Invalid enrollment_message template: /);
    return true;
  });
  await invalid(phone.setTemplates({ enrollment_message: 'x' }), "'Missing required property: verification_message'.");
});

test('on the Unified Phone Experience all of that is refused', async () => {
  await client.tenants.settings.update({ phone_consolidated_experience: true });
  const moved = (promise) => refused(promise, 403, 'Insufficient privileges to use this deprecated feature. ' +
    'To handle Phone Provider/Templates refer to Tenant Phone Settings', 'legacy_mfa_phone_provider_not_allowed');
  await moved(phone.getSelectedProvider());
  await moved(phone.setProvider({ provider: 'auth0' }));
  await moved(phone.getTwilioProvider());
  await moved(phone.setTwilioProvider({}));
  await moved(phone.getTemplates());
  await moved(phone.setTemplates({ enrollment_message: 'x', verification_message: 'y' }));
  assert.deepEqual(await phone.getMessageTypes(), { message_types: ['voice'] });
});

const twilio = {
  name: 'twilio', disabled: false,
  configuration: { sid: 'AC123', default_from: '+15005550006', delivery_methods: ['text', 'voice'] },
  credentials: { auth_token: 'secret' },
};

test('a phone provider is created, changed and deleted', async () => {
  assert.deepEqual(await providers.list(), { providers: [] });
  const created = await providers.create(twilio);
  const { credentials, ...shown } = twilio;
  known(created, { ...shown, channel: 'phone', tenant: tenant.domain });
  assert.match(created.id, /^pro_/);
  assert.equal(created.credentials, undefined);
  assert.equal((await tenant.state()).phoneProvider.AuthToken, credentials.auth_token);
  assert.deepEqual(await providers.get(created.id), created);
  assert.deepEqual((await providers.list()).providers, [{ ...created, credentials: null }]);
  assert.deepEqual((await providers.list({ disabled: true })).providers, []);

  const configuration = { ...twilio.configuration, default_from: '+15005550007' };
  const changed = await providers.update(created.id, { disabled: true, configuration });
  known(changed, { id: created.id, name: 'twilio', disabled: true, configuration });
  assert.equal((await tenant.state()).phoneProvider.AuthToken, 'secret');
  known(await providers.get(created.id), { disabled: true, configuration });

  await refused(providers.create(twilio), 409, 'A phone provider is already configured.');
  await providers.delete(created.id);
  await refused(providers.get(created.id), 404, 'Notification Resource not found');
  await refused(providers.update(created.id, { disabled: false }), 404, 'Notification Resource not found');
  await refused(providers.delete(created.id), 404, 'Notification Resource not found');
});

test('a phone provider of Twilio needs a sender', async () => {
  const { default_from, ...configuration } = twilio.configuration;
  await refused(providers.create({ ...twilio, configuration }), 400, 'Bad Operation on Notification Resource');
  await invalid(providers.create({ ...twilio, configuration: { sid: 'AC123', default_from } }),
    "'Missing required property: delivery_methods' on property configuration.");
});

test('message types that the provider does not deliver are refused', async () => {
  const { id } = await providers.create({ ...twilio, configuration: { ...twilio.configuration, delivery_methods: ['text'] } });
  await refused(phone.setMessageTypes({ message_types: ['sms', 'voice'] }), 409,
    'Message Type is not supported by the configured phone provider');
  assert.deepEqual(await phone.setMessageTypes({ message_types: ['sms'] }), { message_types: ['sms'] });
  await providers.delete(id);
});

test('a custom phone provider needs no account', async () => {
  const custom = { name: 'custom', configuration: { delivery_methods: ['text'] }, credentials: {} };
  const created = await providers.create(custom);
  known(created, { name: 'custom', disabled: false, configuration: custom.configuration });
  await providers.delete(created.id);
});

test('a phone template is created, changed and deleted', async () => {
  const content = { from: '+15005550006', body: { text: 'A {{code}}', voice: 'B {{code}}' } };
  const wording = { type: 'otp_verify', disabled: false, content };
  const created = await templates.create(wording);
  known(created, { type: 'otp_verify', disabled: false, channel: 'phone', tenant: tenant.domain });
  assert.match(created.id, /^tem_/);
  assert.deepEqual(created.content, { ...wording.content, syntax: 'liquid' });
  assert.deepEqual(await templates.get(created.id), created);
  assert.deepEqual(await templates.list(), { templates: [created] });

  const changed = await templates.update(created.id, { content: { body: { text: 'C {{code}}' } } });
  assert.deepEqual(changed.content, { syntax: 'liquid', body: { text: 'C {{code}}' } });
  assert.deepEqual((await templates.get(created.id)).content, changed.content);

  await refused(templates.create(wording), 409, 'Template otp_verify already exists.');
  await invalid(templates.create({ ...wording, type: 'other' }), `'Invalid value "other"' on property type.`);
  await invalid(templates.update(created.id, { type: 'otp_enroll' }), "'Additional properties not allowed: type'.");
  await templates.delete(created.id);
  await refused(templates.get(created.id), 404, 'Notification Resource not found');
});
