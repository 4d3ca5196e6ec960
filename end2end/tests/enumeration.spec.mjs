// Signing in tells nobody who has an account: not in words, not in headers, not in time.

import { Client } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { Person } from '../lib/person.mjs';

const PASSWORD = 'this is not the password';

test('an unknown address and a wrong password get the same answer', async ({ people, server }) => {
  const known = await people.enrolled();
  const unknown = new Person(server);
  const [wrong, nobody] = [await signIn(server, known.email), await signIn(server, unknown.email)];
  expect(wrong.status).toBe(401);
  expect(comparable(wrong, known.email)).toEqual(comparable(nobody, unknown.email));
});

test('they get it after the same time', async ({ server }) => {
  const [rounds, times] = [16, { known: [], unknown: [] }];
  for (let round = 0; round < rounds; round += 1) {
    const known = await Person.of(server, 'signedUp');
    times.known.push(await duration(() => signIn(server, known.email)));
    times.unknown.push(await duration(() => signIn(server, new Person(server).email)));
  }
  const [known, unknown] = [median(times.known), median(times.unknown)];
  // Loose, since two workers share the machine; it still tells hashing from not hashing.
  expect(Math.abs(known - unknown) / Math.max(known, unknown)).toBeLessThan(0.35);
});

test('both wait alike after many tries', async ({ people, server }) => {
  const known = await people.enrolled();
  const unknown = new Person(server);
  const statuses = { known: [], unknown: [] };
  for (let round = 0; round < 12; round += 1) {
    statuses.known.push((await signIn(server, known.email)).status);
    statuses.unknown.push((await signIn(server, unknown.email)).status);
  }
  expect(statuses.known).toContain(429);
  expect(statuses.known).toEqual(statuses.unknown);
});

test('spellings of one address are one account', async ({ people, server }) => {
  const person = await people.signedUp();
  for (const email of [person.email.toUpperCase(), ` ${person.email} `]) {
    const client = new Client(server);
    const answer = await client.post('/sign-in', { email, password: person.password });
    expect([email, answer.location]).toEqual([email, '/mfa/choose']);
    expect((await client.post('/sign-up', { email, password: person.password.repeat(2) })).status).not.toBe(303);
  }
});

const signIn = (server, email) => new Client(server).post('/sign-in', { email, password: PASSWORD });

async function duration(action) {
  const started = performance.now();
  await action();
  return performance.now() - started;
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** The answer without what differs between any two answers. */
function comparable({ status, headers, text }, email) {
  const nonce = /'nonce-([^']+)'/.exec(headers['content-security-policy'])[1];
  const same = Object.entries(headers).filter(([name]) => !['date', 'x-request-id'].includes(name));
  return JSON.stringify({ status, same, text }).replaceAll(nonce, 'NONCE').replaceAll(email, 'EMAIL');
}
