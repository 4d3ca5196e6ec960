// Nobody is led away: whatever a link, a header or a form field says, the way stays on this origin.

import { Client } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { must } from '../lib/person.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { signInPage } from '../pages/credentials.mjs';

const ELSEWHERE = [
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  'data:text/html,x',
  '/%2f/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  ' //evil.example',
  '/\r\nSet-Cookie: planted=1',
  '/account/..//evil.example',
  '@evil.example',
];

test('a sign-in goes on to a page of ours or to none', async ({ people }) => {
  const visitors = [await people.enrolled(), await people.enrolled()];
  for (const next of ELSEWHERE) {
    const person = visitors.find(({ codes }) => codes.length > 0);
    const client = new Client(person.server);
    const form = await client.get(`/sign-in?next=${encodeURIComponent(next)}`);
    expect([next, form.status]).toEqual([next, 200]);
    for (const [, link] of form.text.matchAll(/(?:href|action)="([^"]*)"/g)) expectOurs({ location: link, headers: {} }, next);
    must(await client.post('/sign-in', { email: person.email, password: person.password, next }));
    let answer = must(await client.post('/mfa/recovery', { code: person.codes.shift() }));
    for (let hop = 0; answer.status === 303 && hop < 5; hop += 1) {
      expectOurs(answer, next);
      answer = await client.get(answer.location);
    }
    expect([200, 404]).toContain(answer.status);
    const { location } = await client.get('/mfa');
    expectOurs({ location, headers: {} }, next);
  }
});

test('a sign-in by a passkey goes on to a page of ours or to none', async ({ people }) => {
  const person = await people.withPasskey();
  for (const next of ELSEWHERE) {
    const client = new Client(person.server);
    const answer = await person.passkey.use(client, 'sign-in', { next });
    expect([next, answer.status]).toEqual([next, 200]);
    let { next: location } = JSON.parse(answer.text);
    for (let hop = 0; location && hop < 5; hop += 1) {
      expectOurs({ location, headers: {} }, next);
      ({ location } = await client.get(location));
    }
  }
});

test('a sign-in goes on to where it came from', { tag: '@plain' }, async ({ page, people }) => {
  const person = await people.enrolled();
  await page.goto('/account/password');
  await expect(page).toHaveURL('/sign-in?next=%2Faccount%2Fpassword');
  await signInPage(page).enter(person);
  await new CodeEntry(page).enter(await person.authenticator.next());
  await expect(page).toHaveURL('/account/password');
});

test('the switch of language returns to a page of ours', async ({ server }) => {
  for (const back of ELSEWHERE) {
    const answer = await new Client(server).post('/language', { language: 'de', back });
    expect(answer.status).toBe(303);
    expectOurs(answer, back);
  }
});

test('names in headers are never believed', async ({ server }) => {
  const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example', referer: 'https://evil.example/' };
  for (const path of ['/', '/sign-in', '/sign-up', '/account/security', '/nothing-here']) {
    const answer = await new Client(server).get(path, headers);
    expect(answer.text).not.toContain('evil.example');
    expect(JSON.stringify(answer.headers)).not.toContain('evil.example');
  }
});

function expectOurs({ location, headers }, attack) {
  const target = new URL(location, 'http://localhost');
  expect([attack, target.hostname, target.protocol]).toEqual([attack, 'localhost', 'http:']);
  expect(location).toMatch(/^[/#](?![/\\])/);
  expect(JSON.stringify(headers['set-cookie'] ?? [])).not.toContain('planted');
}
