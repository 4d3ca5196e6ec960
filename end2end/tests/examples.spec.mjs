// The example shops in five languages: each asks for the second factor everywhere, and lets nobody in without an answer.

import { test as base, expect } from '@playwright/test';
import { Authenticator } from '../lib/authenticator.mjs';
import { violations } from '../lib/axe.mjs';
import { cookieKind } from '../lib/client.mjs';
import { FULL } from '../lib/person.mjs';
import { Shop } from '../lib/shop.mjs';
import { tooWide } from '../lib/width.mjs';
import { ChoosePage } from '../pages/choose.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { RecoveryCodesPage } from '../pages/recovery-codes.mjs';
import { TotpPage } from '../pages/totp.mjs';

const PASSWORDS = { mira: 'example-harbour-9', tom: 'example-lantern-4' };
/** Every page that a shop has, except for the sign-in. */
const PAGES = ['/', '/orders', '/orders?page=2', '/transfer', '/transfer/confirmed', '/transfer/confirmed?number=1'];

// A shop and its Latchkey are started for each test.
base.describe.configure({ timeout: 120_000 });

const test = base.extend({
  example: [undefined, { option: true }],

  shop: async ({ example }, use) => {
    const shop = await Shop.start(example);
    await use(shop);
    await shop.close();
    expect((await shop.latchkey.readLog()).split('\n').filter((line) => / ERROR |panicked/.test(line))).toEqual([]);
  },

  baseURL: ({ shop }, use) => use(shop.origin),

  /** A second browser. */
  other: async ({ browser, shop, javaScriptEnabled }, use) => {
    const context = await browser.newContext({ baseURL: shop.origin, javaScriptEnabled, locale: 'en-US' });
    await use(await context.newPage());
    await context.close();
  },
});

/** A page of a shop: accessible, without scripts, and narrow enough for a phone. */
async function expectDecent(page) {
  expect(await violations(page)).toEqual([]);
  await expect(page.locator('script')).toHaveCount(0);
  await page.setViewportSize({ width: 360, height: 800 });
  expect(await tooWide(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 720 });
}

const heading = (page, name) => page.getByRole('heading', { name, exact: true });

async function signIn(page, name, next = '/orders') {
  await page.goto(next);
  await expect(page).toHaveURL(/\/login\?next=/);
  await giveForm(page, name, PASSWORDS[name]);
}

async function giveForm(page, name, password) {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** From the choice of a method to the saved codes; the secret comes from the QR code alone. */
async function enroll(page) {
  await expect(page).toHaveURL('/security/mfa/choose');
  await new ChoosePage(page).authenticatorApp.click();
  await expect(page).toHaveURL('/security/mfa/totp');
  const totp = new TotpPage(page);
  const uri = new URL(await totp.scan());
  const authenticator = new Authenticator(uri.searchParams.get('secret'));
  await totp.enter(await authenticator.next());
  await expect(page).toHaveURL('/security/mfa/recovery-codes');
  await new RecoveryCodesPage(page).acknowledge();
  return { authenticator, uri };
}

async function send(page, to, amount) {
  await page.getByLabel('To', { exact: true }).fill(to);
  await page.getByLabel('Amount in €', { exact: true }).fill(amount);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

async function signOut(page) {
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page).toHaveURL('/login');
}

/** The answer to a form that is posted with everything right about it but the session. */
async function post(page, shop, path, form) {
  const login = await (await page.request.get('/login')).text();
  const [, field, token] = /name="(csrf\w*)" value="([^"]+)"/.exec(login) ?? [];
  const fields = { ...form, ...(field && { [field]: token }) };
  return page.request.post(path, { form: fields, headers: { origin: shop.origin }, maxRedirects: 0 });
}

for (const example of ['django', 'express', 'flask', 'go', 'php']) {
  test.describe(example, () => {
    test.use({ example });

    test('the way in, from the password to the orders, and out again', async ({ page, other, shop, context }) => {
      await page.goto('/orders');
      await expect(page).toHaveURL(/\/login\?next=/);
      await giveForm(page, 'mira', 'wrong');
      await expect(page.getByRole('alert')).toHaveText('Name or password is wrong.');
      await expectDecent(page);
      await giveForm(page, 'mira', PASSWORDS.mira);
      const { authenticator, uri } = await enroll(page);
      expect(decodeURIComponent(uri.pathname)).toBe('/Shop:mira');
      await expect(page).toHaveURL('/orders');
      await expect(heading(page, 'Orders of mira')).toBeVisible();
      await expectDecent(page);
      await page.getByRole('link', { name: 'Account security', exact: true }).click();
      await expect(heading(page, 'Account security')).toBeVisible();
      await expect(page.getByRole('main')).toContainText('10 of 10');

      await signIn(other, 'mira', '/transfer');
      await expect(other).toHaveURL('/security/mfa/verify');
      await expectNothingOpen(other, shop);
      await other.goto('/transfer');
      await new CodeEntry(other).enter(await authenticator.next());
      await expect(other).toHaveURL('/transfer');
      await expectDecent(other);

      await page.goto('/orders');
      const before = await context.cookies();
      await signOut(page);
      await page.goto('/orders');
      await expect(page).toHaveURL(/\/login\?next=/);
      // The cookies of before: a session that was only in them may be signed in again, but not without its second factor.
      await context.addCookies(before);
      await page.goto('/orders');
      await expect(page).toHaveURL(/\/login\?next=|\/security\/mfa/);
      expect((await shop.latchkey.readLog()).split('\n').filter((line) => /path="\/api\/v1\/sessions\/end".*status=204/.test(line))).toHaveLength(1);
      await other.goto('/orders');
      await expect(heading(other, 'Orders of mira')).toBeVisible();
    });

    test('money is sent once it is confirmed, and only what was confirmed', { tag: example === 'flask' ? '@plain' : [] }, async ({ page, context, shop }) => {
      await signIn(page, 'tom', '/transfer');
      const { authenticator } = await enroll(page);
      const returns = [];
      context.on('response', (response) => response.url().includes('/transfer/confirmed?') && returns.push([response.url(), response.status()]));
      const sent = page.getByRole('table').getByRole('row').filter({ hasText: '€' });

      await send(page, 'Ada <& Söhne>', '12.00');
      await expect(page).toHaveURL('/security/mfa/verify');
      await expect(page.getByRole('main')).toContainText('Confirm: Send 12.00 € to Ada <& Söhne>');
      await new CodeEntry(page).enter(await authenticator.next());
      await expect(page).toHaveURL('/transfer');
      await expect(sent).toHaveText([/Ada <& Söhne>\s*12\.00 €/]);

      // The same confirmation again.
      const [[returned, status]] = returns;
      expect([302, 303]).toContain(status);
      expect((await page.goto(returned)).status()).toBe(409);
      await expect(heading(page, 'Nothing was sent')).toBeVisible();
      // Another tab begins another transfer: the confirmation of the first one is worth nothing for it.
      await page.goto('/transfer');
      await send(page, 'Bea', '5.00');
      await expect(page.getByRole('main')).toContainText('Confirm: Send 5.00 € to Bea');
      const tab = await context.newPage();
      await tab.goto('/transfer');
      await send(tab, 'Eve', '900.00');
      await expect(tab.getByRole('main')).toContainText('Confirm: Send 900.00 € to Eve');
      await new CodeEntry(page).enter(await authenticator.next());
      await expect(page.getByRole('main')).toContainText('Start again.');
      await page.goto('/transfer');
      await expect(sent).toHaveCount(1);
      // One that is given up, and one that isn’t confirmed at all.
      await page.goto('/transfer');
      await send(page, 'Cleo', '7.00');
      await page.getByRole('button', { name: 'Cancel', exact: true }).click();
      await expect(page).toHaveURL(/\/transfer\/confirmed\?/);
      await expect(heading(page, 'Nothing was sent')).toBeVisible();
      expect((await page.goto('/transfer/confirmed')).status()).toBe(409);
      for (const [to, amount] of [['Ada', '1e9'], ['', '1.00'], ['Ada\nEve', '1.00'], ['Ada', '-1.00']]) {
        expect((await post(page, shop, '/transfer', { to, amount })).status(), `${to} ${amount}`).toBe(422);
      }
      await page.goto('/transfer');
      await expect(sent).toHaveCount(1);
    });

    test('another person in the same browser', async ({ page, context, shop }) => {
      await signIn(page, 'mira');
      const { authenticator } = await enroll(page);
      await expect(heading(page, 'Orders of mira')).toBeVisible();
      const left = (await context.cookies()).filter(({ name }) => cookieKind(name) === FULL);
      expect(left).toHaveLength(1);
      await signOut(page);
      // With the cookie that mira’s second factor has left.
      await signIn(page, 'tom');
      await context.addCookies(left);
      await page.goto('/orders');
      await expect(page).toHaveURL('/security/mfa/choose');
      await expect(page.getByRole('banner')).toContainText('tom');
      await page.goto('/security/account/security');
      await expect(page).toHaveURL('/security/mfa/choose');
      // Without signing out in between.
      await page.goto('/login');
      await giveForm(page, 'mira', PASSWORDS.mira);
      await page.goto('/orders');
      await expect(page).toHaveURL('/security/mfa/verify');
      await new CodeEntry(page).enter(await authenticator.next());
      await expect(heading(page, 'Orders of mira')).toBeVisible();
      // Only paths of the shop are led to.
      for (const next of ['//elsewhere.example/', 'https://elsewhere.example/', '/\\elsewhere.example', '/\t/elsewhere.example']) {
        await page.goto(`/login?next=${encodeURIComponent(next)}`);
        await giveForm(page, 'tom', PASSWORDS.tom);
        expect(new URL(page.url()).origin, next).toBe(shop.origin);
      }
      // Forms of other sites are refused.
      const foreign = await page.request.post('/logout', { form: {}, headers: { origin: 'https://elsewhere.example' }, maxRedirects: 0 });
      expect([400, 403]).toContain(foreign.status());
      await page.goto('/orders');
      await expect(page).toHaveURL('/security/mfa/choose');
    });

    test('nobody goes on while one of the two doesn’t answer', async ({ page, shop }) => {
      await signIn(page, 'tom');
      await enroll(page);
      await expect(heading(page, 'Orders of tom')).toBeVisible();
      for (const state of ['slow', 'cut']) {
        await page.waitForTimeout(1_100);
        shop.wire.state = state;
        expect((await page.goto('/security/account/security')).status(), state).toBe(503);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        shop.wire.state = 'open';
        await page.goto('/security/account/security');
        await expect(heading(page, 'Account security')).toBeVisible();
      }
      await shop.latchkey.kill();
      for (const path of PAGES) expect((await page.request.get(path, { maxRedirects: 0 })).status(), path).toBe(503);
      await page.goto('/orders');
      await expect(heading(page, 'We can’t check your sign-in right now')).toBeVisible();
      await expectDecent(page);
      expect((await post(page, shop, '/transfer', { to: 'Ada', amount: '12.00' })).status()).toBe(503);
      await shop.latchkey.run();
      await page.goto('/transfer');
      await expect(heading(page, 'Send money')).toBeVisible();
      await expect(heading(page, 'Sent')).toBeHidden();
    });
  });
}

/** A session that has yet to prove its second factor: it sees the sign-in and the static files, and may sign out. */
async function expectNothingOpen(page, shop) {
  for (const path of [...PAGES, '/nowhere']) {
    const answer = await page.request.get(path, { maxRedirects: 0 });
    const location = answer.headers().location ?? '';
    if (path === '/nowhere' && answer.status() === 404) continue;
    expect([path, answer.status(), location]).toEqual([path, expect.any(Number), `/security/mfa?next=${encodeURIComponent(path)}`]);
    expect([302, 303]).toContain(answer.status());
  }
  const sent = await post(page, shop, '/transfer', { to: 'Ada', amount: '12.00' });
  expect(sent.status()).toBe(403);
  expect(await sent.text()).toContain('Finish signing in first');
  expect([403, 404]).toContain((await page.request.get('/latchkey/who')).status());
  for (const open of ['/login', '/static/shop.css', '/static/shop.svg']) expect([open, (await page.request.get(open)).status()]).toEqual([open, 200]);

  const { code, stdout, stderr } = await shop.checkGates(await page.context().cookies(), PAGES);
  expect([code, stderr, stdout.trim().split('\n').at(-1)]).toEqual([0, '', `all ${PAGES.length} paths are closed to a session without its second factor`]);
  expect((await shop.checkGates(await page.context().cookies(), ['/login'])).stdout).toContain('OPEN     /login');
}
