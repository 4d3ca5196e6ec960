// The example shops in five languages: each asks for the second factor everywhere, and lets nobody in without an answer.

import { test as base, expect } from '@playwright/test';
import { Authenticator } from '../lib/authenticator.mjs';
import { violations } from '../lib/axe.mjs';
import { cookieKind } from '../lib/client.mjs';
import { FULL } from '../lib/person.mjs';
import { Shop, WHO_KEY } from '../lib/shop.mjs';
import { tooWide } from '../lib/width.mjs';
import { ChoosePage } from '../pages/choose.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { RecoveryCodesPage } from '../pages/recovery-codes.mjs';
import { TotpPage } from '../pages/totp.mjs';

const PASSWORDS = { mira: 'example-harbour-9', tom: 'example-lantern-4' };
/** Control and format characters, spaces that aren’t one, and letters and marks that show nothing. */
const INVISIBLE = '\t\u0085\u00a0\u00ad\u034f\u061c\u115f\u180e\u200b\u200d\u202e\u2028\u2066\u2800\u3000\u3164\ue000\ufe0f\ufeff\u{e0041}\u{e0101}';
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

/** The requests that have ended a session of Latchkey. */
async function ends(shop) {
  return (await shop.latchkey.readLog()).split('\n').filter((line) => /path="\/api\/v1\/sessions\/end".*status=204/.test(line)).length;
}

const answerOf = (body, status = 200) => () => ({ status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const NO_CONTENT = () => ({ status: 204 });
const ELSEWHERE = () => ({ status: 302, headers: { location: '/elsewhere' } });

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
      expect(await ends(shop)).toBe(1);
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
      await expect(page).toHaveURL(/\/security\/mfa\/verify\?held=/);
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
      for (const form of [{ to: 'Ada', amount: '1e9' }, { to: 'Ada', amount: '-1.00' }, { to: 'Ada' }, { amount: '1.00' }, { 'to[]': 'Ada', amount: '1.00' }]) {
        expect((await post(page, shop, '/transfer', form)).status(), JSON.stringify(form)).toBe(422);
      }
      // Names that the page of Latchkey would show as another one.
      for (const to of ['', ' ', ' Ada', 'Ada  Eve', 'Ada\nEve', 'Ada\u0000', ...[...INVISIBLE].map((mark) => `Ada${mark}Eve`), 'a'.repeat(61)]) {
        expect((await post(page, shop, '/transfer', { to, amount: '1.00' })).status(), JSON.stringify(to)).toBe(422);
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
      const before = await ends(shop);
      await page.goto('/login');
      await giveForm(page, 'mira', PASSWORDS.mira);
      await page.goto('/orders');
      await expect(page).toHaveURL('/security/mfa/verify');
      expect(await ends(shop)).toBe(before + 1);
      await new CodeEntry(page).enter(await authenticator.next());
      await expect(heading(page, 'Orders of mira')).toBeVisible();
      // Only paths of the shop are led to.
      const backslashes = ['/', '/./', '/x/../', '/\t'].map((start) => `${start}\\elsewhere.example`);
      for (const next of ['//elsewhere.example/', 'https://elsewhere.example/', '/\t/elsewhere.example', ...backslashes]) {
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

    test('only the very answer lets anybody go on', async ({ page, shop }) => {
      await signIn(page, 'tom', '/transfer');
      await enroll(page);
      const transfer = { to: 'Ada', amount: '12.00' };
      const sent = page.getByRole('table').getByRole('row').filter({ hasText: '€' });

      // Whether the second factor was proved.
      shop.between.answer('/elsewhere', answerOf({ active: true }));
      const unclear = [{}, [], null, { active: 'true' }, { active: 1 }].map((body) => answerOf(body));
      for (const answer of [NO_CONTENT, ELSEWHERE, ...unclear, answerOf({ active: true }, 201)]) {
        shop.between.answer('/api/v1/sessions/verify', answer);
        expect([302, 303, 503], JSON.stringify(answer())).toContain((await page.request.get('/orders', { maxRedirects: 0 })).status());
        expect([403, 503], JSON.stringify(answer())).toContain((await post(page, shop, '/transfer', transfer)).status());
      }
      shop.between.passOn('/api/v1/sessions/verify');

      // Whether there is anything to confirm.
      shop.between.answer('/elsewhere', answerOf({ required: false }));
      const vague = [{}, [], null, { required: 0 }, { required: true }].map((body) => answerOf(body));
      for (const answer of [NO_CONTENT, ELSEWHERE, ...vague, answerOf({ required: false }, 201)]) {
        shop.between.answer('/api/v1/confirmations', answer);
        expect((await post(page, shop, '/transfer', transfer)).status(), JSON.stringify(answer())).toBe(503);
      }

      // Whether it is confirmed.
      let question;
      const begun = answerOf({ required: true, id: '1', location: '/orders' });
      shop.between.answer('/api/v1/confirmations', (asked) => begun((question = asked)));
      expect([302, 303]).toContain((await post(page, shop, '/transfer', transfer)).status());
      const proof = { user_id: question.visitor.id, action: 'transfer.create', method: 'totp', proved_at: 1 };
      shop.between.answer('/elsewhere', answerOf(proof));
      const others = [{ ...proof, action: 'transfer.delete' }, { ...proof, user_id: 'another' }, { action: proof.action }];
      const foreign = [{}, [], null, ...others].map((body) => answerOf(body));
      for (const answer of [NO_CONTENT, ELSEWHERE, ...foreign, answerOf(proof, 201), answerOf(proof, 403)]) {
        shop.between.answer('/api/v1/confirmations/consume', answer);
        expect((await page.request.get(question.return_to, { maxRedirects: 0 })).status(), JSON.stringify(answer())).toBe(409);
      }
      await page.goto('/transfer');
      await expect(sent).toHaveCount(0);
      shop.between.answer('/api/v1/confirmations/consume', answerOf(proof));
      await page.goto(question.return_to);
      await expect(sent).toHaveText([/Ada\s*12\.00 €/]);

      // As many as a session has room for, with the longest names: it may be a cookie.
      const names = Array.from({ length: 7 }, (_, index) => String(index) + anyLetters(59));
      for (const to of names) expect([302, 303], to).toContain((await post(page, shop, '/transfer', { to, amount: '123456.00' })).status());
      shop.between.answer('/api/v1/confirmations', answerOf({ required: false }));
      for (const to of names) expect([302, 303], to).toContain((await post(page, shop, '/transfer', { to, amount: '123456.00' })).status());
      await page.goto('/transfer');
      await expect(sent).toHaveText(names.slice(-5).reverse().map((name) => new RegExp(name)));
      for (const to of ['देवनागरी नाम', 'Åsa O’Neill-Łuk', 'ada@example.org']) {
        expect([302, 303], to).toContain((await post(page, shop, '/transfer', { to, amount: '1.00' })).status());
      }
      for (const { name, value } of await page.context().cookies()) expect(name.length + value.length).toBeLessThan(4_000);
    });

    test('two transfers at once, and a sign-out in the middle of one', async ({ page, context, shop }) => {
      await signIn(page, 'tom', '/transfer');
      const { authenticator } = await enroll(page);
      const sent = page.getByRole('table').getByRole('row').filter({ hasText: '€' });
      let returned;
      context.on('request', (request) => (returned = request.url().includes('/transfer/confirmed?') ? request.url() : returned));

      // The first one is confirmed, and its return comes to nothing.
      await send(page, 'Ada', '12.00');
      shop.between.answer('/api/v1/confirmations/consume', answerOf({ code: 'unavailable' }, 503));
      await new CodeEntry(page).enter(await authenticator.next());
      await expect(heading(page, 'Nothing was sent')).toBeVisible();
      const first = returned;
      shop.between.passOn('/api/v1/confirmations/consume');
      // Another tab begins another one. Each of them counts, once.
      const tab = await context.newPage();
      await tab.goto('/transfer');
      await send(tab, 'Bea', '5.00');
      await expect(tab.getByRole('main')).toContainText('Confirm: Send 5.00 € to Bea');
      await page.goto(first);
      await expect(sent).toHaveText([/Ada\s*12\.00 €/]);
      await new CodeEntry(tab).enter(await authenticator.next());
      await expect(tab).toHaveURL('/transfer');
      await page.goto('/transfer');
      await expect(sent).toHaveText([/Bea\s*5\.00 €/, /Ada\s*12\.00 €/]);
      for (const url of [first, returned]) expect((await page.request.get(url, { maxRedirects: 0 })).status()).toBe(409);

      // Latchkey answers about a third one after its session was signed out.
      const before = await context.cookies();
      const held = shop.between.hold('/api/v1/confirmations');
      const answer = post(page, shop, '/transfer', { to: 'Cleo', amount: '7.00' });
      const letGo = await held;
      await signOut(page);
      letGo();
      const status = (await answer).status();
      expect([302, 303, 400]).toContain(status);
      for (const cookies of [[], before]) {
        await context.addCookies(cookies);
        await page.goto('/orders');
        // A session in a cookie comes back with its cookie, but not with its second factor.
        await expect(page).toHaveURL(example === 'flask' ? /\/login\?next=|\/security\/mfa/ : /\/login\?next=/);
      }
    });

    test('requests that no form of the shop makes', async ({ page, shop }) => {
      const ask = (path, options) => page.request.fetch(path, { maxRedirects: 0, ...options });
      const expectToLead = async (path) => {
        const answer = await ask('/orders', { method: 'HEAD' });
        expect([302, 303]).toContain(answer.status());
        expect(decodeURIComponent(answer.headers().location)).toBe(path);
      };
      // Neither is a form. Express asks for a sign-in before they say what a page can do.
      expect((await ask('/login', { method: 'HEAD' })).status()).toBe(200);
      expect([200, 204, 303]).toContain((await ask('/login', { method: 'OPTIONS' })).status());
      await expectToLead('/login?next=/orders');
      await signIn(page, 'tom');
      await expectToLead('/security/mfa?next=/orders');
      await enroll(page);
      expect((await ask('/orders', { method: 'HEAD' })).status()).toBe(200);
      // Only Latchkey is told who is signed in: it asks at another port, and the proxy keeps the path away from all others in every spelling.
      const headers = { 'latchkey-key': WHO_KEY };
      for (const path of ['/latchkey/who', '/Latchkey/who', '/latchkey/who/', '/latchkey//who', '/%6catchkey/who', '/x/../latchkey/who']) {
        // It has no such port, and nothing but the key.
        if (example === 'go' && new URL(decodeURIComponent(path), shop.origin).pathname === '/latchkey/who') continue;
        expect(await (await ask(path, { headers })).text(), path).not.toContain('"session"');
      }
      // Nobody is shown the inside of the program.
      const origin = shop.origin;
      const type = 'application/x-www-form-urlencoded';
      const answers = [
        await ask('/login', { method: 'POST', headers: { origin, 'content-type': type }, data: `name=${'a'.repeat(20_000)}` }),
        await ask('/login', { method: 'POST', headers: { origin, 'content-type': `${type}; charset=none` }, data: 'name=a' }),
        await ask('/login', { method: 'POST', headers: { origin, 'content-type': type }, data: 'name[]=a&password[]=b&next[]=c' }),
        await ask('/login?next[]=a'),
      ];
      for (const answer of answers) {
        expect(answer.status()).toBeLessThan(500);
        expect(await answer.text()).not.toMatch(/node_modules|Traceback|goroutine|<b>Warning|&nbsp; at /);
      }
      if (example === 'express') expect(answers.map((answer) => answer.status())).toEqual([413, 415, 200, 200]);
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

/** Letters that take up as much room as any: no two are alike, and each has four bytes. */
const anyLetters = (count) => Array.from({ length: count }, () => String.fromCodePoint(0x20000 + Math.floor(Math.random() * 0xa000))).join('');

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
