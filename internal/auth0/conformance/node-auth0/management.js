// The client of the Management API, and what it makes of a refusal.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManagementClient, ManagementError } from 'auth0';
import { connect } from '../tenant.js';

export const tenant = await connect();

export const client = new ManagementClient({ domain: tenant.domain, ...tenant.management });

/** refused expects an error of a status, and the tenant's own words in it. */
export function refused(promise, status, message, errorCode) {
  return assert.rejects(promise, (error) => {
    assert(error instanceof ManagementError, error);
    assert.deepEqual(
      { status: error.statusCode, message: error.body.message, errorCode: error.body.errorCode },
      { status, message, errorCode },
    );
    assert.equal(error.body.statusCode, status);
    return true;
  });
}

/** invalid expects a body that the API's schema forbids. */
export const invalid = (promise, reason) => refused(promise, 400, `Payload validation error: ${reason}`, 'invalid_body');

/** generic calls what the client has no method for, by its own fetch; its errors are plain responses. */
export async function generic(method, path, body) {
  const response = await client.fetch(path, {
    method, ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
  return { status: response.status, body: await response.json() };
}

/** emulatedTest is a test of endpoints that the tenant may not have yet. The harness demands that each that it has is called. */
export function emulatedTest(name, endpoints, run) {
  if (endpoints.every((endpoint) => tenant.emulates(endpoint))) {
    test(name, run);
  }
}

/** known has the same members as expected; the rest, such as timestamps, is not looked at. */
export function known(actual, expected) {
  for (const [name, value] of Object.entries(expected)) {
    assert.deepEqual(actual[name], value, name);
  }
}
