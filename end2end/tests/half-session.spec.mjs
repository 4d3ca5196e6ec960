// A password alone opens nothing: not a page, not by post, not under another name.

import { readdir, readFile } from 'node:fs/promises';
import { Client } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { FULL, HALF } from '../lib/person.mjs';

const PAGES = ['/account/security', '/account/activity', '/account/email', '/account/password', '/account/data', '/account/delete', '/mfa/recovery-codes', '/mfa/recovery-codes.txt'];
/** Server functions that somebody without a full session may call. */
const FREE = [
  'account/sign-in',
  'account/sign-out',
  'account/sign-up',
  'flow/begin-challenge',
  'flow/next-step',
  'flow/status',
  'flow/user',
  'method/list',
  'recovery/verify',
  'totp/cancel',
  'totp/verify',
];
const POSTS = [
  ['/account/devices', { action: 'add' }],
  ['/account/passkeys', { action: 'add' }],
  ['/account/passkeys/x/rename', { name: 'x' }],
  ['/account/passkeys/x/remove', {}],
  ['/account/second-method', { action: 'decline' }],
  ['/account/recovery-codes', {}],
  ['/account/sessions', { action: 'end-others' }],
  ['/account/trusted-browsers', { action: 'end-all' }],
  ['/account/email', { from: 'x', email: 'y@example.org', current: 'x' }],
  ['/account/password', { current: 'x', new: 'y' }],
  ['/account/data', { download: 'on' }],
  ['/account/delete', { confirm: 'on' }],
  ['/mfa/recovery-codes', { acknowledged: 'on' }],
];

test('no page of the account is shown and no form is taken', async ({ people }) => {
  const person = await people.enrolled();
  const client = await person.halfSession();
  for (const path of PAGES) {
    const { status, location } = await client.get(path);
    expect([path, status, location]).toEqual([path, 303, '/mfa']);
  }
  for (const [path, fields] of POSTS) {
    const { status, location } = await client.post(path, fields);
    expect([path, status === 403 || location === '/mfa']).toEqual([path, true]);
  }
  for (const path of ['/mfa/totp', '/mfa/passkey']) {
    expect([path, (await client.get(path)).status], 'a challenge is no way to enroll').toEqual([path, 303]);
  }
  expect((await person.client.get('/account/security')).status).toBe(200);
});

test('somebody who still owes the enrollment sees no account either', async ({ people }) => {
  const { client } = await people.pending();
  for (const path of PAGES) expect([path, (await client.get(path)).location]).toEqual([path, '/mfa']);
});

test('no server function beyond its own step answers', async ({ people }) => {
  const person = await people.enrolled();
  const half = await person.halfSession();
  const token = half.cookie(HALF);
  const headers = { 'content-type': 'application/json', accept: 'application/json', origin: person.server.origin };
  const guarded = (await functions()).filter((name) => !FREE.includes(name));
  expect(guarded.length).toBeGreaterThan(10);
  for (const name of guarded) {
    for (const body of ['{}', '{"id":"x","name":"x","current":"x","new":"x","code":"123456"}']) {
      const path = `/api/latchkey/${name}`;
      const answers = [
        await half.send('POST', path, { body, headers }),
        await new Client(person.server).send('POST', path, { body, headers: { ...headers, authorization: `Bearer ${token}` } }),
      ];
      for (const { status } of answers) expect([name, status >= 400 && status < 500]).toEqual([name, true]);
    }
  }
  expect((await person.client.get('/account/security')).status).toBe(200);
});

test('no passkey is registered with a password alone, and none proved that is not there', async ({ people }) => {
  const [person, owner] = [await people.enrolled(), await people.withPasskey()];
  for (const [client, expected] of [
    [await person.halfSession(), { register: 403, verify: 409, 'sign-in': 200 }],
    [await owner.halfSession(), { register: 403, verify: 200, 'sign-in': 200 }],
    [new Client(person.server), { register: 401, verify: 401, 'sign-in': 200 }],
  ]) {
    const headers = { 'content-type': 'application/json', origin: person.server.origin };
    const call = (path) => client.send('POST', `/api/latchkey/passkey/${path}`, { body: '{}', headers });
    for (const [ceremony, status] of Object.entries(expected)) {
      expect([ceremony, (await call(`${ceremony}/begin`)).status]).toEqual([ceremony, status]);
      const { status: finished } = await call(`${ceremony}/finish`);
      expect([ceremony, finished >= 400 && finished < 500]).toEqual([ceremony, true]);
    }
  }
  const stranger = new Client(owner.server);
  await stranger.post('/sign-in', { email: person.email, password: person.password });
  const { status, text } = await owner.passkey.use(await owner.halfSession()).then(() => owner.passkey.repeat(stranger));
  expect([status, JSON.parse(text).code], 'an answer of another session').toEqual([409, 'passkey_ceremony_over']);
  expect((await stranger.get('/account/security')).location).toBe('/mfa');
});

test('the cookie is worth nothing as a token or under the name of the other', async ({ people, server }) => {
  const person = await people.enrolled();
  const half = (await person.halfSession()).cookie(HALF);
  expect(half).toBeTruthy();
  const stranger = new Client(server);
  for (const scheme of ['Bearer', 'Basic', 'Token']) {
    const { location } = await stranger.get('/account/security', { authorization: `${scheme} ${half}` });
    expect(location).toMatch(/^\/sign-in/);
  }
  stranger.setCookie(FULL, half);
  expect((await stranger.get('/account/security')).location).toMatch(/^\/sign-in/);
});

test('every rise of privilege gives a new id, and the old one is dead', async ({ people }) => {
  const person = await people.enrolled();
  const client = await person.halfSession();
  const before = client.copy();
  expect((await client.post('/mfa/verify', { code: await person.authenticator.next() })).status).toBe(303);
  expect(client.cookie(HALF)).toBeUndefined();
  expect(client.cookie(FULL)).not.toBe(before.cookie(HALF));
  expect((await before.get('/mfa/verify')).location).toMatch(/^\/sign-in/);
  before.setCookie(FULL, before.cookie(HALF));
  expect((await before.get('/account/security')).location).toMatch(/^\/sign-in/);
});

test('a value that was planted never becomes a session', async ({ people, server }) => {
  const person = await people.enrolled();
  const planted = new Client(server);
  planted.setCookie(FULL, 'A'.repeat(43));
  planted.setCookie(HALF, 'A'.repeat(43));
  await planted.post('/sign-in', { email: person.email, password: person.password });
  const attacker = new Client(server);
  attacker.setCookie(HALF, 'A'.repeat(43));
  expect((await attacker.get('/mfa/verify')).location).toMatch(/^\/sign-in/);
});

/** The names of all server functions, as the sources declare them. */
async function functions() {
  const folder = new URL('../../ui/src/function/', import.meta.url);
  const files = await Promise.all((await readdir(folder)).map((name) => readFile(new URL(name, folder), 'utf8')));
  return files.flatMap((text) => [...text.matchAll(/endpoint = "([^"]+)"/g)].map(([, name]) => name));
}
