// Users, their authentication methods and enrollments.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, invalid, known, refused } from './management.js';

const methods = client.users.authenticationMethods;
const unknown = 'auth0|unknown';
const noUser = (promise) => refused(promise, 404, 'The user does not exist.', 'inexistent_user');

let users = 0;
const newUser = () => client.users.create({
  connection: 'Username-Password-Authentication', email: `managed${++users}@example.com`, password: 'Correct-horse-1', email_verified: true,
});

const listed = async (id, query) => (await methods.list(id, query)).data;

test('a user is created and deleted', async () => {
  const user = await newUser();
  assert.match(user.user_id, /^auth0\|/);
  known(user, { email: 'managed1@example.com', email_verified: true });
  known(user.identities[0], { connection: 'Username-Password-Authentication', provider: 'auth0', isSocial: false });
  assert.equal(user.password, undefined);

  const again = { connection: 'Username-Password-Authentication', email: user.email, password: 'Correct-horse-1' };
  await refused(client.users.create(again), 409, 'The user already exists.', 'auth0_idp_error');
  await refused(client.users.create({ ...again, connection: 'other' }), 400, 'The connection does not exist.', 'inexistent_connection');
  await invalid(client.users.create({ ...again, email: 'nonsense' }),
    "'Object didn't pass validation for format email: nonsense' on property email.");

  await client.users.delete(user.user_id);
  await noUser(methods.list(user.user_id));
  await client.users.delete(user.user_id); // as Auth0 has it, no error
});

test('methods are created, shown masked, and deleted', async () => {
  const { user_id: id } = await newUser();
  assert.deepEqual(await listed(id), []);

  const email = await methods.create(id, { type: 'email', name: 'Mail', email: 'chuck334@example.com' });
  known(email, { type: 'email', name: 'Mail', email: 'chuc****@exam*******' });
  assert.match(email.id, /^email\|dev_[A-Za-z0-9]{16}$/);
  assert.equal(email.confirmed, undefined);
  const phone = await methods.create(id, { type: 'phone', phone_number: '+442071838750', preferred_authentication_method: 'voice' });
  known(phone, { type: 'phone', phone_number: 'XXXXXXXXX8750', preferred_authentication_method: 'voice' });
  const totp = await methods.create(id, { type: 'totp', name: 'App', totp_secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' });
  known(totp, { type: 'totp', name: 'App' });

  assert.deepEqual((await listed(id)).map((one) => one.type), ['email', 'totp', 'phone']);
  assert.deepEqual((await listed(id, { page: 1, per_page: 1 })).map((one) => one.type), ['totp']);
  known(await methods.get(id, email.id), { id: email.id, email: 'chuc****@exam*******', confirmed: true });

  known(await methods.update(id, email.id, { name: 'Other' }), { id: email.id, name: 'Other' });
  known(await methods.get(id, email.id), { name: 'Other' });
  known(await methods.update(id, phone.id, { preferred_authentication_method: 'sms' }), { preferred_authentication_method: 'sms' });

  await methods.delete(id, totp.id);
  assert.deepEqual((await listed(id)).map((one) => one.type), ['email', 'phone']);
  await methods.deleteAll(id);
  assert.deepEqual(await listed(id), []);
});

test('all methods are replaced, and shown in full', async () => {
  const { user_id: id } = await newUser();
  await methods.create(id, { type: 'email', email: 'before@example.com' });
  const replaced = await methods.set(id, [
    { type: 'email', email: 'after@example.com', name: 'Mail' },
    { type: 'phone', phone_number: '+442071838750', preferred_authentication_method: 'sms' },
  ]);
  assert.deepEqual(replaced.map((one) => one.email ?? one.phone_number), ['after@example.com', '+442071838750']);
  assert.deepEqual((await listed(id)).map((one) => one.email ?? one.phone_number), ['afte****@exam*******', 'XXXXXXXXX8750']);
});

test('what is wrong with a method is said', async () => {
  const { user_id: id } = await newUser();
  const email = { type: 'email', email: 'twice@example.com' };
  await methods.create(id, email);
  await refused(methods.create(id, email), 409, 'Authentication method already exists.');
  await invalid(methods.create(id, { type: 'email' }), "'Missing required property: email'.");
  await invalid(methods.create(id, { type: 'pigeon' }), `'Invalid value "pigeon"' on property type.`);
  await invalid(methods.set(id, [{ ...email, type: 'passkey' }]), `'Invalid value "passkey"' on property [0].type.`);
  await refused(methods.get(id, 'email|dev_unknown'), 404, 'The authentication method could not be found.');
  await refused(methods.update(id, 'email|dev_unknown', { name: 'x' }), 404, 'The authentication method could not be found.');
  await refused(methods.delete(id, 'email|dev_unknown'), 404, 'The authentication method could not be found.');
});

test('nobody has methods who does not exist', async () => {
  await noUser(methods.list(unknown));
  await noUser(methods.create(unknown, { type: 'email', email: 'a@example.com' }));
  await noUser(methods.set(unknown, []));
  await noUser(methods.deleteAll(unknown));
  await noUser(methods.get(unknown, 'email|dev_unknown'));
  await noUser(client.users.enrollments.get(unknown));
});

test('the first confirmed enrollment is shown', async () => {
  const { user_id: id } = await newUser();
  assert.deepEqual(await client.users.enrollments.get(id), []);
  await methods.create(id, { type: 'phone', phone_number: '+442071838750', preferred_authentication_method: 'sms' });
  const [enrollment, ...others] = await client.users.enrollments.get(id);
  assert.deepEqual(others, []);
  known(enrollment, { status: 'confirmed', auth_method: 'sms', phone_number: 'XXXXXXXXX8750' });
  assert.match(enrollment.id, /^dev_/);
});
