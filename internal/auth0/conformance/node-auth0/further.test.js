// Endpoints that the tenant may lack: each test runs where all of its own are
// emulated.

import assert from 'node:assert/strict';
import { client, emulatedTest, invalid, known, refused, tenant } from './management.js';

const { guardian, users } = client;
const { sms, pushNotification: push } = guardian.factors;
const unknown = 'auth0|unknown';
const noUser = (promise) => refused(promise, 404, 'The user does not exist.', 'inexistent_user');
const paths = (...list) => list.map((one) => one.replace(' ', ' /api/v2/'));

let created = 0;
const newUser = () => users.create({
  connection: 'Username-Password-Authentication', email: `further${++created}@example.com`, password: 'Correct-horse-1',
});
const newPhone = (id) => users.authenticationMethods.create(id, {
  type: 'phone', phone_number: '+442071838750', preferred_authentication_method: 'sms',
});
const methods = async (id) => (await users.authenticationMethods.list(id)).data;

/** notFound does not look at the words, which are not known of everything. */
const notFound = (promise, errorCode) => assert.rejects(promise,
  (error) => error.statusCode === 404 && (!errorCode || error.body.errorCode === errorCode));

emulatedTest('an enrollment is shown and deleted', paths('GET guardian/enrollments/{id}', 'DELETE guardian/enrollments/{id}'), async () => {
  const { user_id: id } = await newUser();
  await newPhone(id);
  const [{ id: enrollment }] = await users.enrollments.get(id);
  known(await guardian.enrollments.get(enrollment), { id: enrollment, status: 'confirmed' });
  await guardian.enrollments.delete(enrollment);
  assert.deepEqual(await methods(id), []);
  await notFound(guardian.enrollments.get(enrollment), 'enrollment_not_found');
  await notFound(guardian.enrollments.get('dev_unknown'), 'enrollment_not_found');
});

emulatedTest('a ticket invites a user to enroll', paths('POST guardian/enrollments/ticket'), async () => {
  const { user_id } = await newUser();
  const ticket = await guardian.enrollments.createTicket({ user_id, send_mail: false });
  assert(ticket.ticket_id);
  assert(new URL(ticket.ticket_url).href.includes(ticket.ticket_id));
  await notFound(guardian.enrollments.createTicket({ user_id: unknown }));
  await assert.rejects(guardian.enrollments.createTicket({}), (error) => error.statusCode === 400);
});

emulatedTest("a user's authenticators are deleted together", paths('DELETE users/{id}/authenticators'), async () => {
  const { user_id: id } = await newUser();
  await newPhone(id);
  await users.authenticators.deleteAll(id);
  assert.deepEqual(await methods(id), []);
  await noUser(users.authenticators.deleteAll(unknown));
});

emulatedTest('a provider of multifactor is deleted', paths('DELETE users/{id}/multifactor/{provider}'), async () => {
  const { user_id: id } = await newUser();
  await users.multifactor.deleteProvider(id, 'google-authenticator');
  await assert.rejects(users.multifactor.deleteProvider(id, 'pigeon'), (error) => error.statusCode === 400);
  await noUser(users.multifactor.deleteProvider(unknown, 'duo'));
});

emulatedTest('browsers are forgotten', paths('POST users/{id}/multifactor/actions/invalidate-remember-browser'), async () => {
  const { user_id: id } = await newUser();
  await users.multifactor.invalidateRememberBrowser(id);
  await noUser(users.multifactor.invalidateRememberBrowser(unknown));
});

emulatedTest('a recovery code is made anew', paths('POST users/{id}/recovery-code-regeneration'), async () => {
  const { user_id: id } = await newUser();
  const first = await users.regenerateRecoveryCode(id);
  assert.match(first.recovery_code, /^[A-Z0-9]{24}$/);
  assert.notEqual((await users.regenerateRecoveryCode(id)).recovery_code, first.recovery_code);
  await notFound(users.regenerateRecoveryCode(unknown));
});

emulatedTest('a user is found by id and by a query', paths('GET users/{id}', 'GET users'), async () => {
  const user = await newUser();
  known(await users.get(user.user_id), { user_id: user.user_id, email: user.email });
  await noUser(users.get(unknown));
  const found = await users.list({ q: `email:"${user.email}"`, search_engine: 'v3' });
  assert.deepEqual(found.data.map((one) => one.user_id), [user.user_id]);
  const all = [];
  for await (const one of await users.list({ per_page: 1 })) {
    all.push(one.user_id);
  }
  assert(all.length === created && all.includes(user.user_id));
});

emulatedTest('applications are listed in pages', paths('GET clients'), async () => {
  const ids = [];
  for await (const one of await client.clients.list({ per_page: 1, include_totals: true })) {
    ids.push(one.client_id);
  }
  for (const { clientId } of [tenant.login, tenant.management]) {
    assert.equal(ids.filter((id) => id === clientId).length, 1);
  }
});

emulatedTest('a phone provider is tried', paths('POST branding/phone/providers/{id}/try'), async () => {
  const { providers } = client.branding.phone;
  const { id } = await providers.create({
    name: 'twilio', configuration: { sid: 'AC123', default_from: '+15005550006', delivery_methods: ['text'] },
    credentials: { auth_token: 'secret' },
  });
  await providers.test(id, { to: '+442071838750', delivery_method: 'text' });
  await providers.delete(id);
  await notFound(providers.test(id, { to: '+442071838750', delivery_method: 'text' }));
});

emulatedTest('a phone template is tried and reset',
  paths('POST branding/phone/templates/{id}/try', 'PATCH branding/phone/templates/{id}/reset'), async () => {
    const { templates } = client.branding.phone;
    const { id } = await templates.create({ type: 'otp_verify', content: { body: { text: 'Mine {{code}}' } } });
    await templates.test(id, { to: '+442071838750', delivery_method: 'text' });
    known(await templates.reset(id, {}), { id, type: 'otp_verify' });
    assert.notEqual((await templates.get(id)).content.body.text, 'Mine {{code}}');
    await notFound(templates.test('tem_unknown', { to: '+442071838750', delivery_method: 'text' }));
    await notFound(templates.reset('tem_unknown', {}));
    await templates.delete(id);
  });

const pushPath = 'guardian/factors/push-notification/providers';

emulatedTest("a part of Apple's service is changed", paths(`PATCH ${pushPath}/apns`), async () => {
  await push.setApnsProvider({ sandbox: true, bundle_id: 'com.example.app', p12: 'MAcCAQMwAgUA' });
  await push.updateApnsProvider({ bundle_id: 'com.example.other' });
  assert.deepEqual(await push.getApnsProvider(), { sandbox: true, bundle_id: 'com.example.other', enabled: true });
  await assert.rejects(push.updateApnsProvider({ p12: 'bm8=' }), (error) => error.statusCode === 400);
});

emulatedTest("a part of Google's service is changed", paths(`PATCH ${pushPath}/fcmv1`), async () => {
  const server_credentials = JSON.stringify({
    type: 'service_account', project_id: 'p', private_key: 'other', client_email: 'a@p.iam.gserviceaccount.com',
  });
  assert.deepEqual(await push.updateFcmv1Provider({ server_credentials }), {});
  assert.equal((await tenant.state()).fcm, server_credentials);
  await refused(push.updateFcmv1Provider({ server_credentials: '{}' }), 400, 'Invalid server credentials');
});

for (const [method, set] of [['PUT', push.setFcmProvider], ['PATCH', push.updateFcmProvider]]) {
  emulatedTest(`Google's older service takes a key (${method})`, paths(`${method} ${pushPath}/fcm`), async () => {
    assert.deepEqual(await set.call(push, { server_key: 'secret' }), {});
    await assert.rejects(set.call(push, { server_key: 'x'.repeat(153) }), (error) => error.statusCode === 400);
  });
}

emulatedTest("a part of Amazon's service is changed", paths(`PATCH ${pushPath}/sns`), async () => {
  await push.setSnsProvider({ aws_access_key_id: 'AKIA', aws_secret_access_key: 'secret', aws_region: 'eu-west-1' });
  await push.updateSnsProvider({ aws_region: 'eu-central-1' });
  known(await push.getSnsProvider(), { aws_access_key_id: 'AKIA', aws_region: 'eu-central-1' });
  assert.equal((await tenant.state()).sns.SecretAccessKey, 'secret');
});

emulatedTest('a part of Duo is changed', paths('PATCH guardian/factors/duo/settings'), async () => {
  const { settings } = guardian.factors.duo;
  const keys = { ikey: 'DIXXXXXXXXXXXXXXXXXX', skey: 'secret', host: 'api-0.duosecurity.com' };
  await settings.set(keys);
  await settings.update({ host: 'api-1.duosecurity.com' });
  assert.deepEqual(await settings.get(), { ...keys, host: 'api-1.duosecurity.com' });
  await invalid(settings.update({ other: '' }), "'Additional properties not allowed: other'.");
});

const smsPath = 'guardian/factors/sms';

emulatedTest('the oldest names of the phone factor have a provider',
  paths(`GET ${smsPath}/selected-provider`, `PUT ${smsPath}/selected-provider`), async () => {
    assert.deepEqual(await sms.setProvider({ provider: 'twilio' }), { provider: 'twilio' });
    assert.deepEqual(await sms.getSelectedProvider(), { provider: 'twilio' });
    await assert.rejects(sms.setProvider({ provider: 'pigeon' }), (error) => error.statusCode === 400);
  });

emulatedTest('the oldest names of the phone factor have an account',
  paths(`GET ${smsPath}/providers/twilio`, `PUT ${smsPath}/providers/twilio`), async () => {
    const account = { from: '+15005550006', sid: 'AC123', auth_token: 'secret' };
    assert.deepEqual(await sms.setTwilioProvider(account), account);
    known(await sms.getTwilioProvider(), account);
  });

emulatedTest('the oldest names of the phone factor have templates',
  paths(`GET ${smsPath}/templates`, `PUT ${smsPath}/templates`), async () => {
    const messages = { enrollment_message: 'enroll {{code}}', verification_message: 'verify {{code}}' };
    assert.deepEqual(await sms.setTemplates(messages), messages);
    assert.deepEqual(await sms.getTemplates(), messages);
    await assert.rejects(sms.setTemplates({ enrollment_message: 'x' }), (error) => error.statusCode === 400);
  });
