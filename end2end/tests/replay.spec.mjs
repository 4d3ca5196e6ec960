// A code counts once: not again, not elsewhere, not at the same moment.

import { expect, test } from '../lib/fixtures.mjs';
import { alerts } from '../lib/html.mjs';
import { Person } from '../lib/person.mjs';

test('a code that was accepted is refused everywhere afterwards', async ({ server }) => {
  // Enrolled just now: the code of that is among those that are tried again.
  const person = await Person.enrolled(server);
  const first = await person.halfSession();
  const second = await person.halfSession();
  const spentAtEnrollment = await person.authenticator.at(-1);
  const code = await person.authenticator.next();

  expect((await first.post('/mfa/verify', { code })).status).toBe(303);
  const elsewhere = await second.post('/mfa/verify', { code });
  expect(elsewhere.status).toBe(401);
  expect(alerts(elsewhere.text)).toHaveLength(1);
  expect(accepted([await first.post('/mfa/verify', { code })])).toBe(0);
  expect((await second.post('/mfa/verify', { code: spentAtEnrollment })).status).toBe(401);
  expect((await second.get('/account/security')).location).toBe('/mfa');
});

test('of twenty posts of one code in one session, one is accepted', async ({ people }) => {
  const person = await people.enrolled();
  const client = await person.halfSession();
  const code = await person.authenticator.next();
  const answers = await Promise.all(Array.from({ length: 20 }, () => client.copy().post('/mfa/verify', { code })));
  expect(accepted(answers)).toBe(1);
});

test('of twenty sessions that send one code, one is accepted', async ({ people }) => {
  const person = await people.enrolled();
  const clients = await Promise.all(Array.from({ length: 20 }, () => person.halfSession()));
  const code = await person.authenticator.next();
  const answers = await Promise.all(clients.map((client) => client.post('/mfa/verify', { code })));
  expect(accepted(answers)).toBe(1);
  const pages = await Promise.all(clients.map((client) => client.get('/account/security')));
  expect(pages.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('of twenty posts that confirm one new device, one is accepted', async ({ people }) => {
  const person = await people.pending();
  const code = await person.authenticator.next();
  const answers = await Promise.all(Array.from({ length: 20 }, () => person.client.copy().post('/mfa/totp', { code })));
  expect(accepted(answers)).toBe(1);
});

test('a code of another window, or of an app that was never confirmed, is refused', async ({ people }) => {
  const person = await people.enrolled();
  const client = await person.halfSession();
  for (const offset of [-3, 3, 100]) {
    expect((await client.post('/mfa/verify', { code: await person.authenticator.at(offset) })).status).toBe(401);
  }
});

/** How many were let in, each of which is given a new session. */
function accepted(answers) {
  const unexpected = answers.filter(({ status }) => ![303, 401, 403, 409, 429].includes(status));
  expect(unexpected.map(({ status }) => status)).toEqual([]);
  return answers.filter(({ headers }) => (headers['set-cookie'] ?? []).some((line) => /^latchkey-\d+=[^;]/.test(line))).length;
}
