// Email templates, the tenant's settings and its applications.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, invalid, refused, tenant } from './management.js';

const mail = {
  template: 'mfa_oob_code', body: '<p>{{code}}</p>', from: 'mfa@example.com', subject: 'Code', syntax: 'liquid', enabled: true,
};

test('an email template is created, replaced and changed', async () => {
  const templates = client.emailTemplates;
  await refused(templates.get('mfa_oob_code'), 404, 'The template does not exist.', 'inexistent_email_template');
  await refused(templates.update('mfa_oob_code', { subject: 'x' }), 404, 'The template does not exist.', 'inexistent_email_template');
  assert.deepEqual(await templates.create({ ...mail, resultUrl: 'https://example.com/' }), { ...mail, resultUrl: 'https://example.com/' });
  await refused(templates.create(mail), 409, 'Template mfa_oob_code already exists.');

  assert.deepEqual(await templates.set('mfa_oob_code', mail), mail);
  assert.deepEqual(await templates.get('mfa_oob_code'), mail);
  assert.deepEqual(await templates.update('mfa_oob_code', { subject: '', enabled: false }), { ...mail, subject: '', enabled: false });
  assert.deepEqual(await templates.get('mfa_oob_code'), { ...mail, subject: '', enabled: false });
  assert.deepEqual((await tenant.state()).mail, { ...mail, subject: '', enabled: false });

  const { syntax, ...incomplete } = mail;
  await invalid(templates.set('mfa_oob_code', incomplete), "'Missing required property: syntax'.");
});

test('an email template that Auth0 does not know is refused', async () => {
  await assert.rejects(client.emailTemplates.get('other'), (error) => {
    assert.equal(error.statusCode, 400);
    assert.equal(error.body.errorCode, 'invalid_uri');
    return true;
  });
});

test("the tenant's settings are merged", async () => {
  const before = await client.tenants.settings.get();
  assert.equal(before.phone_consolidated_experience, false);
  const after = await client.tenants.settings.update({
    customize_mfa_in_postlogin_action: true, flags: { mfa_show_factor_list_on_enrollment: true },
  });
  const expected = {
    ...before, customize_mfa_in_postlogin_action: true, flags: { ...before.flags, mfa_show_factor_list_on_enrollment: true },
  };
  assert.deepEqual(after, expected);
  assert.deepEqual(await client.tenants.settings.get(), expected);
  assert.deepEqual(await client.tenants.settings.get({ fields: 'friendly_name', include_fields: true }),
    { friendly_name: before.friendly_name });
  await assert.rejects(client.tenants.settings.update({ customize_mfa_in_postlogin_action: 'yes' }),
    (error) => error.statusCode === 400 && error.body.errorCode === 'invalid_body');
});

test('an application gets other grant types', async () => {
  const id = tenant.login.clientId;
  const application = await client.clients.get(id);
  assert.equal(application.client_id, id);
  assert.equal(application.client_secret, tenant.login.clientSecret);
  assert(application.grant_types.includes('http://auth0.com/oauth/grant-type/mfa-oob'));
  assert.deepEqual(await client.clients.get(id, { fields: 'client_id', include_fields: true }), { client_id: id });

  const grant_types = ['password', 'refresh_token'];
  assert.deepEqual((await client.clients.update(id, { grant_types })).grant_types, grant_types);
  assert.deepEqual((await client.clients.get(id)).grant_types, grant_types);
  await refused(client.clients.update(id, { grant_types: ['magic'] }), 400, 'Invalid grant types: magic');
  await refused(client.clients.get('unknown'), 404, 'The client does not exist', 'inexistent_client');
  await refused(client.clients.update('unknown', { grant_types }), 404, 'The client does not exist', 'inexistent_client');
});
