// A password alone opens nothing: not a page, not by post, not under another name.

import { Client } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { FULL, HALF } from '../lib/person.mjs';

const PAGES = ['/account/security', '/account/password', '/account/delete', '/mfa/recovery-codes', '/mfa/recovery-codes.txt'];
const POSTS = [
  ['/account/devices', { action: 'add' }],
  ['/account/recovery-codes', {}],
  ['/account/sessions', { action: 'end-others' }],
  ['/account/password', { current: 'x', new: 'y' }],
  ['/account/delete', { confirm: 'on' }],
  ['/mfa/recovery-codes', { acknowledged: 'on' }],
];

test('no page of the account is shown and no form is taken', { tag: '@postgres' }, async ({ people }) => {
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
  expect((await client.get('/mfa/totp')).status, 'a challenge is no way to enroll').toBe(303);
  expect((await person.client.get('/account/security')).status).toBe(200);
});

test('somebody who still owes the enrollment sees no account either', async ({ people }) => {
  const { client } = await people.pending();
  for (const path of PAGES) expect([path, (await client.get(path)).location]).toEqual([path, '/mfa']);
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
