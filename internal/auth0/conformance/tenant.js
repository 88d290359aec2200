// The tenant that a file of tests has to itself, and what can be done to it past
// its API. The harness serves these commands; see steer.go.

import assert from 'node:assert/strict';

const control = process.env.CONFORMANCE_CONTROL;
assert(control, 'Start the tests with make conformance.');

/** connect finds the tenant "plain", or "early" with the Early Access additions. */
export async function connect(name = 'plain') {
  const command = async (what, body = {}) => {
    const response = await fetch(`${control}/${name}/${what}`, { method: 'POST', body: JSON.stringify(body) });
    if (!response.ok) {
      throw new Error(await response.text());
    }
    return response.json();
  };
  const facts = await command('facts');
  return {
    ...facts,
    addUser: (user) => command('addUser', user),
    addMethod: (method) => command('addMethod', method),
    openInbox: (address) => command('openInbox', address),
    mailedCode: async (address) => (await command('readMail', address)).code,
    textedCode: async (phone) => (await command('texts', phone)).at(-1).match(/\d+$/)[0],
    texts: (phone) => command('texts', phone),
    setFactors: (factors) => command('setFactors', factors),
    setPolicies: (...policies) => command('setPolicies', policies),
    setMessageTypes: (...types) => command('setMessageTypes', types),
    setUnifiedPhone: (on) => command('setUnifiedPhone', on),
    advance: (seconds) => command('advance', seconds),
    now: async () => (await command('facts')).now,
    approve: (user) => command('approve', user),
    reject: (user) => command('reject', user),
    token: (...scopes) => command('token', scopes),
    fail: (fault) => command('fail', fault),
    state: () => command('state'),
    emulates: (endpoint) => facts.endpoints.includes(endpoint),
  };
}
