// English and German: by what the browser asks for, else by the switch, which is a post and stays on the page.

import { Client } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { plain } from '../lib/html.mjs';

const lang = (page) => page.locator('html').getAttribute('lang');

test('the switch', { tag: ['@plain'] }, async ({ page, people, become }) => {
  const person = await people.enrolled();
  await become(person);
  await page.goto('/account/security');
  expect(await lang(page)).toBe('en');
  await page.getByRole('button', { name: 'Deutsch' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page).toHaveURL('/account/security');
  await expect(page.getByRole('heading', { name: 'Account security' })).toHaveCount(0);
  await page.goto('/sign-in');
  expect(await lang(page)).toBe('de');
  await page.goto('/');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('what the browser asks for', async ({ server }) => {
  for (const [asked, given] of [
    ['de', 'de'],
    ['de-AT,de;q=0.9,en;q=0.5', 'de'],
    ['fr,de;q=0.5', 'de'],
    ['fr', 'en'],
    ['en;q=0.1,de;q=0.9', 'de'],
    ['*', 'en'],
    ['', 'en'],
    [';;;,q=', 'en'],
  ]) {
    const { text } = await new Client(server).get('/sign-in', { 'accept-language': asked });
    expect([asked, /<html[^>]*lang="(\w+)"/.exec(text)?.[1]]).toEqual([asked, given]);
  }
});

test('reading changes nothing, the language included', async ({ server }) => {
  const client = new Client(server);
  for (const path of ['/language?language=de', '/?language=de', '/sign-in?lang=de&language=de&back=%2F']) {
    const { headers } = await client.get(path);
    expect([path, headers['set-cookie']]).toEqual([path, undefined]);
  }
  expect((await client.post('/language', { language: 'tlh', back: '/' })).status).toBeLessThan(500);
  expect((await client.get('/')).text).toContain('lang="en"');
});

test('German pages hold no English', async ({ people, server }) => {
  const person = await people.enrolled();
  const german = { 'accept-language': 'de' };
  const half = await person.halfSession();
  const pages = [
    [new Client(server), ['/', '/sign-in', '/sign-up', '/lost-access', '/nothing-here']],
    [(await people.signedUp()).client, ['/mfa/choose']],
    [(await people.pending()).client, ['/mfa/totp']],
    [(await people.verified()).client, ['/mfa/recovery-codes']],
    [half, ['/mfa/verify', '/mfa/recovery', '/mfa/choose']],
    [person.client, ['/account/security', '/account/activity', '/account/email', '/account/password', '/account/data', '/account/delete', '/sign-out']],
  ];
  for (const [client, paths] of pages) {
    for (const path of paths) {
      const { text } = await client.get(path, german);
      const words = plain(text.replace(/<title>.*?<\/title>/s, ' ')).match(/\b(the|your|with|and|not|have|code is|sign|password)\b/gi);
      expect([path, words]).toEqual([path, null]);
    }
  }
});
