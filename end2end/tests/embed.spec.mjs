// Latchkey inside an application that has accounts of its own: what the application protects, and that nobody gets at anybody else's.

import { test as base, expect } from '@playwright/test';
import { Authenticator } from '../lib/authenticator.mjs';
import { Strongroom } from '../lib/embed.mjs';
import { ChoosePage } from '../pages/choose.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { RecoveryCodesPage } from '../pages/recovery-codes.mjs';
import { TotpPage } from '../pages/totp.mjs';

const PASSWORDS = { mira: 'example-harbour-9', tom: 'example-lantern-4' };

const test = base.extend({
  database: ['sqlite', { option: true, scope: 'worker' }],

  strongroom: async ({ database }, use) => {
    const strongroom = await Strongroom.start(database);
    await use(strongroom);
    await strongroom.close();
    expect((await strongroom.readLog()).split('\n').filter((line) => / ERROR |panicked/.test(line))).toEqual([]);
  },

  baseURL: ({ strongroom }, use) => use(strongroom.origin),

  /** What the browser complains about. Scripts that are switched off are fetched all the same. */
  page: async ({ page, javaScriptEnabled }, use) => {
    const complaints = [];
    const unused = /was preloaded using link preload but not used/;
    page.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      if (!javaScriptEnabled && unused.test(message.text())) return;
      complaints.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => complaints.push(`uncaught: ${error}`));
    await use(page);
    expect(complaints).toEqual([]);
  },
});

const signIn = async (page, name) => {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORDS[name]);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};

const signOut = async (page) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();
};

const vault = (page) => page.getByRole('heading', { name: 'Your vault', exact: true });

/** From the choice of a method to the codes that are saved. */
async function enroll(page) {
  const totp = new TotpPage(page);
  await expect(page).toHaveURL('/security/mfa/choose');
  await new ChoosePage(page).authenticatorApp.click();
  await expect(page).toHaveURL('/security/mfa/totp');
  const uri = new URL(await totp.scan());
  const authenticator = new Authenticator(await totp.readSecret());
  await totp.enter(await authenticator.next());
  await expect(page).toHaveURL('/security/mfa/recovery-codes');
  await new RecoveryCodesPage(page).acknowledge();
  return { authenticator, uri };
}

test('the second factor is Latchkey’s, the accounts are the application’s', { tag: ['@plain', '@postgres'] }, async ({ page }) => {
  await page.goto('/vault');
  await expect(page).toHaveURL('/login?next=%2Fvault');
  await signIn(page, 'mira');
  const { authenticator, uri } = await enroll(page);
  expect(decodeURIComponent(uri.pathname)).toBe('/Strongroom:mira');
  await expect(page).toHaveURL('/vault');
  await expect(vault(page)).toBeVisible();
  await expect(page.getByRole('main')).toContainText('belongs to mira');

  await page.getByRole('link', { name: 'Security', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Account security', exact: true })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('10 of 10');
  await expect(page.getByRole('button', { name: 'Sign out', exact: true })).toHaveCount(0);
  // The password and the account are the application's.
  for (const name of ['Password', 'Delete account']) await expect(page.getByRole('heading', { name, exact: true })).toHaveCount(0);

  await signOut(page);
  await page.goto('/vault');
  await signIn(page, 'tom');
  await expect(page).toHaveURL('/security/mfa/choose');
  await expect(page.getByRole('banner')).toContainText('tom');
  await page.goto('/security/account/security');
  await expect(page).toHaveURL('/security/mfa/choose');

  await signOut(page);
  await page.goto('/vault');
  await signIn(page, 'mira');
  await expect(page).toHaveURL('/security/mfa/verify');
  await page.goto('/vault');
  await expect(page).toHaveURL('/security/mfa/verify');
  await new CodeEntry(page).enter(await authenticator.next());
  await expect(vault(page)).toBeVisible();
});

test('who takes over a browser gets nothing with the cookie that is left in it', async ({ page, context }) => {
  await page.goto('/login');
  await signIn(page, 'mira');
  await enroll(page);
  await expect(vault(page)).toBeVisible();
  const left = (await context.cookies()).filter(({ name }) => name === 'latchkey');
  expect(left).toHaveLength(1);
  await context.clearCookies();
  await page.goto('/login');
  await signIn(page, 'tom');
  await context.addCookies(left);
  await page.goto('/vault');
  await expect(page).toHaveURL('/security/mfa/choose');
  await expect(page.getByRole('banner')).toContainText('tom');
});

test('the pages come to life as a whole, and those behind the second door are asked of the server', async ({ page }) => {
  await page.goto('/');
  await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name, responseEnd }) => name.endsWith('.wasm') && responseEnd > 0));
  await page.evaluate(() => new Promise((done) => requestIdleCallback(() => requestAnimationFrame(done))));
  await page.evaluate(() => Object.assign(window, { stillHere: true }));
  // A link within the application loads no other page.
  await page.getByRole('link', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL('/login');
  await expect(page.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible();
  expect(await page.evaluate(() => window.stillHere)).toBe(true);
  await signIn(page, 'tom');
  await expect(page).toHaveURL('/security/mfa/choose');
  expect(await page.evaluate(() => window.stillHere)).toBe(undefined);
  // The application's colours, on Latchkey's page.
  const accent = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim());
  expect(accent).toBe('#5a2a82');
});
