// Latchkey inside an application that has accounts of its own: what the application protects, and that nobody gets at anybody else's.

import { test as base, expect } from '@playwright/test';
import { Authenticator } from '../lib/authenticator.mjs';
import { violations } from '../lib/axe.mjs';
import { cookieKind } from '../lib/client.mjs';
import { Strongroom } from '../lib/embed.mjs';
import { Authenticators } from '../lib/passkeys.mjs';
import { FULL } from '../lib/person.mjs';
import { withExtensions, withoutWebAssembly } from '../lib/scripts.mjs';
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
    expect(complaints.filter((complaint) => !page.ignored?.test(complaint))).toEqual([]);
  },
});

const signIn = async (page, name) => {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORDS[name]);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};

/** The front page asks who is only halfway in for the rest. */
const signOut = async (page, { asked = false } = {}) => {
  await page.goto('/');
  if (asked) {
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();
};

const vault = (page) => page.getByRole('heading', { name: 'Your vault', exact: true });

const dialog = (page, name) => page.getByRole('dialog', { name, exact: true });

/** The value of a custom property. */
const token = (page, selector, name) =>
  page.evaluate(([selector, name]) => getComputedStyle(document.querySelector(selector)).getPropertyValue(name).trim(), [selector, name]);

/** What the server answers to a call by hand. */
const post = async (page, path) => (await page.request.post(path, { form: {} })).status();

/** The same as below, in the dialogs of the page. */
async function enrollInDialogs(page, withCodes = async () => {}) {
  const totp = new TotpPage(page);
  await dialog(page, 'Choose a method').getByRole('button', { name: 'Authenticator app', exact: true }).click();
  await expect(dialog(page, 'Scan the QR code')).toBeVisible();
  await totp.scan();
  expect(await violations(page)).toEqual([]);
  const authenticator = new Authenticator(await totp.readSecret());
  await totp.enter(await authenticator.next());
  const codes = dialog(page, 'Your backup codes');
  await expect(codes.getByTestId('recovery-code')).toHaveCount(10);
  expect(await violations(page)).toEqual([]);
  await withCodes();
  await new RecoveryCodesPage(page).acknowledge();
  return authenticator;
}

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

test('a passkey does as well, in dialogs and on pages, but signs in nobody whom the application hasn’t', { tag: '@postgres' }, async ({ page, strongroom }) => {
  await Authenticators.builtIn(page);
  await page.goto('/');
  await page.getByRole('link', { name: 'Sign in', exact: true }).click();
  await signIn(page, 'tom');
  await dialog(page, 'Choose a method').getByRole('button', { name: 'Passkey', exact: true }).click();
  await dialog(page, 'Register a passkey').getByRole('button', { name: 'Register passkey', exact: true }).click();
  await expect(dialog(page, 'Your backup codes').getByTestId('recovery-code')).toHaveCount(10);
  await new RecoveryCodesPage(page).acknowledge();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await signOut(page);

  // Protected by the server, the vault leads to the page.
  await page.goto('/vault');
  await signIn(page, 'tom');
  await expect(page).toHaveURL('/security/mfa/passkey');
  await page.getByRole('button', { name: 'Verify with passkey', exact: true }).click();
  await expect(vault(page)).toBeVisible();

  const begun = await page.request.post('/api/latchkey/passkey/sign-in/begin', { data: {}, headers: { origin: strongroom.origin } });
  expect(begun.status()).toBe(404);
});

test('the second factor is Latchkey’s, the accounts are the application’s', { tag: ['@plain', '@postgres'] }, async ({ page, javaScriptEnabled }) => {
  await page.goto('/vault');
  await expect(page).toHaveURL('/login?next=%2Fvault');
  await signIn(page, 'mira');
  const { authenticator, uri } = await enroll(page);
  expect(decodeURIComponent(uri.pathname)).toBe('/Strongroom:mira');
  await expect(page).toHaveURL('/vault');
  await expect(vault(page)).toBeVisible();
  await expect(page.getByRole('main')).toContainText('belongs to mira');

  // With scripts, a press opens a dialog instead.
  await page.goto(await page.getByRole('link', { name: 'Security', exact: true }).getAttribute('href'));
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

  await signOut(page, { asked: javaScriptEnabled });
  await page.goto('/vault');
  await signIn(page, 'mira');
  await expect(page).toHaveURL('/security/mfa/verify');
  await page.goto('/vault');
  await expect(page).toHaveURL('/security/mfa/verify');
  await new CodeEntry(page).enter(await authenticator.next());
  await expect(vault(page)).toBeVisible();
});

test('who takes over a browser gets nothing with the cookie that is left in it', async ({ page, context }) => {
  await page.goto('/vault');
  await signIn(page, 'mira');
  await enroll(page);
  await expect(vault(page)).toBeVisible();
  // Nothing is on its way any more.
  await expect(page.locator('.box', { hasText: 'Your security' })).toContainText('Authenticator app');
  const left = (await context.cookies()).filter(({ name }) => cookieKind(name) === FULL);
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
  await expect(page).toHaveURL('/');
  expect(await page.evaluate(() => window.stillHere)).toBe(undefined);
  await expect(dialog(page, 'Choose a method')).toBeVisible();
  await page.keyboard.press('Escape');
  // What Latchkey protects is asked of the server, which leads elsewhere.
  await page.getByRole('link', { name: 'Vault', exact: true }).click();
  await expect(page).toHaveURL('/security/mfa/choose');
  await expect.poll(() => token(page, ':root', '--accent'), 'once the stylesheets have arrived').toBe('#5a2a82');
});

test('the dialogs have the application’s colours, and leave its pages theirs', async ({ page }) => {
  await page.goto('/login');
  const look = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('body, body *:not(.mfa-dialog, .mfa-said)')].map((element) => {
        const { font, color, margin, padding, border, background, display } = getComputedStyle(element);
        return [element.tagName, font, color, margin, padding, border, background, display].join(' | ');
      }),
    );
  const [ours, theme] = await page.evaluate(() => [...document.styleSheets].map(({ href }) => new URL(href).pathname).slice(-2));
  expect(ours).toMatch(/^\/security\/pkg\/dialogs-[0-9a-f]{16}\.css$/);
  expect(theme).toBe('/theme.css');
  const withIt = await look();
  await page.evaluate(() => [...document.styleSheets].slice(-2).forEach((sheet) => Object.assign(sheet, { disabled: true })));
  expect(withIt).toEqual(await look());

  await page.reload();
  await signIn(page, 'mira');
  const choose = dialog(page, 'Choose a method');
  await expect(choose).toBeVisible();
  expect(await token(page, '.mfa-dialog', '--accent')).toBe('#5a2a82');
  expect(await token(page, ':root', '--s4')).toBe('');

  // Whatever the application's stylesheet says about elements and classes ends at the edge of the dialog.
  await expect(choose.getByRole('button', { name: 'Authenticator app', exact: true })).toBeVisible();
  const inside = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('.mfa-dialog, .mfa-dialog *:not(svg, svg *)')].flatMap((element) => {
        const style = getComputedStyle(element);
        return [...style].map((name) => `${element.tagName}.${element.className} ${name}: ${style.getPropertyValue(name)}`);
      }),
    );
  await page.mouse.move(0, 0);
  const before = await inside();
  await page.addStyleTag({
    content: `
      * { letter-spacing: 5px; line-height: 3 }
      body { text-transform: uppercase; text-align: center; word-spacing: 9px }
      dialog { padding: 3rem; border: 9px dotted red }
      body h2, body button, body p { margin: 3rem; font-size: 4rem; float: left }
      .button, .choice, .lead, .stack, .card-part { background: red; padding: 5rem; max-width: 3rem }`,
  });
  const after = await inside();
  expect(after.filter((line, at) => line !== before[at])).toEqual([]);
});

test('everything can be done in dialogs over the application’s own pages', async ({ page }) => {
  const news = page.locator('.news');
  await page.goto('/login');
  await signIn(page, 'mira');

  // What isn't done can be done later.
  await expect(dialog(page, 'Choose a method')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(news).toHaveText('The second door is still shut. Come back to it whenever you like.');
  await expect(page.getByRole('heading', { name: 'One more step, mira.', exact: true })).toBeVisible();
  expect(await post(page, '/api/strongroom/strongbox')).toBe(403);
  await page.reload();
  await expect(dialog(page, 'Choose a method')).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();

  await page.getByRole('link', { name: 'Finish signing in', exact: true }).click();
  const authenticator = await enrollInDialogs(page);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(news).toHaveText('Thank you. The second door is open.');
  await expect(page.getByRole('heading', { name: 'Good to see you, mira.', exact: true })).toBeVisible();
  await expect(page).toHaveURL('/');

  await page.getByRole('link', { name: 'Open my vault', exact: true }).click();
  await expect(vault(page)).toBeVisible();
  const security = page.locator('.box', { hasText: 'Your security' });
  await expect(security).toContainText('Authenticator app');

  // Manage, from the menu.
  await page.getByRole('link', { name: 'Security', exact: true }).click();
  const manage = dialog(page, 'Manage MFA');
  await expect(manage).toContainText('10 of 10');
  expect(await violations(page)).toEqual([]);
  await manage.getByRole('button', { name: /^Rename/ }).click();
  await manage.getByRole('textbox').fill('Mira’s phone');
  await manage.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(manage).toContainText('Mira’s phone');
  await page.keyboard.press('Escape');
  await expect(security).toContainText('Mira’s phone');

  // Something sensitive.
  const strongbox = page.getByRole('button', { name: 'Open the strongbox', exact: true });
  await strongbox.click();
  await expect(dialog(page, 'Enter the verification code')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alert')).toHaveText('It stays shut: you went back before you had confirmed that it’s you.');
  await expect(strongbox).toBeFocused();
  await strongbox.click();
  expect(await violations(page)).toEqual([]);
  await new CodeEntry(page).enter(await authenticator.next());
  await expect(page.getByText('A map of the cellar, drawn for mira alone.')).toBeVisible();
  expect(await violations(page)).toEqual([]);

  // Somebody else sees nothing of it.
  await signOut(page);
  await page.goto('/login');
  await signIn(page, 'tom');
  await expect(dialog(page, 'Choose a method')).toBeVisible();
  await expect(page.locator('body')).not.toContainText('mira', { ignoreCase: true });
  await signOut(page, { asked: true });

  await page.goto('/login');
  await signIn(page, 'mira');
  await expect(dialog(page, 'Enter the verification code')).toBeVisible();
  await new CodeEntry(page).enter(await authenticator.next());
  await expect(page.getByRole('heading', { name: 'Good to see you, mira.', exact: true })).toBeVisible();
});

test('on paper, backup codes in a dialog are all there is', async ({ page }) => {
  await page.goto('/login');
  await signIn(page, 'mira');
  await enrollInDialogs(page, async () => {
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByTestId('recovery-code')).toHaveCount(10);
    await expect(page.getByTestId('recovery-code').last()).toBeVisible();
    for (const hidden of [page.getByRole('banner'), page.getByRole('main'), page.getByRole('button')]) await expect(hidden).toHaveCount(0);
    await page.emulateMedia({ media: null });
  });
});

test('without WebAssembly, what needs it gives way to what doesn’t', async ({ page }) => {
  await withoutWebAssembly(page);
  page.ignored = /WebAssembly is not defined/;
  await page.goto('/vault');
  await signIn(page, 'mira');
  await enroll(page);
  await expect(vault(page)).toBeVisible();
  const instead = page.getByRole('link', { name: 'Look it up', exact: true });
  await expect(instead).toBeHidden();
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  await expect(page.getByText('It opens only where this page’s scripts run.')).toBeVisible();
  for (const name of ['Manage', 'Open the strongbox']) await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  await instead.click();
  await expect(page.getByRole('heading', { name: 'Account security', exact: true })).toBeVisible();
});

test('with nodes of extensions in the page, forms and links work all the same', async ({ page }) => {
  await withExtensions(page);
  page.ignored = /unreachable|panicked|hydration error/;
  await page.goto('/vault');
  await signIn(page, 'mira');
  await enroll(page);
  await expect(vault(page)).toBeVisible();
  await page.getByRole('link', { name: 'Security', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Account security', exact: true })).toBeVisible();
  await signOut(page);
});
