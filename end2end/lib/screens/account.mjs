// Inside the account.

import { CodeEntry } from '../../pages/code.mjs';
import { PasskeyPage } from '../../pages/passkey.mjs';
import { SecurityPage } from '../../pages/security.mjs';

const BROWSERS = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
];

async function security(screen, kind = 'as', has = 'enrolled') {
  const person = await screen[kind](has);
  await screen.open('/account/security');
  return { person, page: new SecurityPage(screen.page) };
}

/** The same page for somebody whose proof is too old for what wants a fresh one. */
async function stale(screen, has = 'enrolled') {
  const { person, page } = await security(screen, 'asNew', has);
  await person.letProofsExpire();
  return { person, page };
}

export const account = {
  security: (screen) => security(screen),

  async 'security-lived-in'(screen) {
    const person = await screen.asNew('enrolled');
    for (const agent of BROWSERS) await person.signIn({ 'user-agent': agent });
    for (const code of person.codes.slice(0, 8)) await (await person.halfSession()).post('/mfa/recovery', { code });
    await screen.open('/account/security');
  },

  async 'security-trusted'(screen) {
    await screen.at('trusted', {}, ['trust_days=30']);
    const person = await screen.asNew('enrolled');
    // Two codes are accepted at once; a third one would have to wait for its step.
    await person.trustBrowser({ 'user-agent': BROWSERS[0] });
    await screen.become(await person.trustBrowser());
    await screen.open('/account/security');
  },

  async 'security-none-trusted'(screen) {
    await screen.at('trusted', {}, ['trust_days=30']);
    await security(screen);
  },

  async 'security-check-up'(screen) {
    const person = await screen.asNew('enrolled');
    await person.awaitCheckUp();
    await screen.page.context().clearCookies();
    await screen.become(person.client);
    await screen.open('/account/security');
  },

  async 'time-zone'(screen) {
    await screen.as('enrolled');
    await screen.open('/time-zone?back=%2Faccount%2Fsecurity');
  },

  async activity(screen) {
    const person = await screen.asNew('enrolled');
    for (const agent of BROWSERS) await person.signIn({ 'user-agent': agent });
    for (const code of person.codes.slice(0, 3)) await (await person.halfSession()).post('/mfa/recovery', { code });
    for (let guess = 0; guess < 3; guess += 1) await (await person.halfSession()).post('/mfa/verify', { code: '000000' });
    await screen.open('/account/activity');
  },

  async 'activity-changes'(screen) {
    await screen.asNew('enrolled');
    await screen.open('/account/activity?show=changes');
  },

  async 'security-second-app-refused'(screen) {
    const { page } = await security(screen);
    await screen.refused(401, () => page.add.click());
  },

  async 'security-several-apps'(screen) {
    await screen.at('several', {}, ['max_totp_devices=2', 'enrollment=none']);
    const person = await screen.asNew('enrolled');
    await person.client.post('/account/devices', { action: 'add' });
    const second = await person.readAuthenticator();
    await person.client.post('/mfa/totp', { code: await second.next() });
    await screen.become(person.client);
    await screen.open('/account/security');
  },

  'security-passkeys': (screen) => security(screen, 'as', 'withBoth'),
  'security-only-passkey': (screen) => security(screen, 'as', 'withPasskey'),

  async 'security-no-password'(screen) {
    const person = await screen.asNew('withPasskey');
    await person.removePassword();
    await screen.become(person.client);
    await screen.open('/account/security');
  },

  async 'security-no-name'(screen) {
    await screen.at('number', {}, []);
    await screen.server.restart({ LATCHKEY__SERVER__PUBLIC_ORIGIN: `http://127.0.0.1:${screen.server.port}` });
    screen.server.origin = `http://127.0.0.1:${screen.server.port}`;
    await security(screen);
  },

  async 'passkey-add'(screen) {
    const { page } = await security(screen, 'as', 'withPasskey');
    await page.addPasskey.click();
    await new PasskeyPage(screen.page).register.waitFor();
  },

  async 'passkey-rename'(screen) {
    const { page } = await security(screen, 'as', 'withPasskey');
    await page.renames.click();
    await screen.page.waitForURL(/rename\??$/);
  },

  async 'passkey-rename-refused'(screen) {
    const { page } = await security(screen, 'as', 'withPasskey');
    await page.renames.click();
    await screen.page.waitForURL(/rename\??$/);
    const field = screen.main().getByRole('textbox');
    await field.fill('');
    await screen.refused(422, () => field.press('Enter'));
  },

  async 'passkey-remove'(screen) {
    const { page } = await security(screen, 'as', 'withBoth');
    await page.removes.first().click();
    await screen.page.waitForURL(/passkeys.*remove\??$/);
  },

  async 'passkey-remove-last'(screen) {
    const { page } = await security(screen, 'as', 'withPasskey');
    await page.removes.click();
    await screen.page.waitForURL(/remove\??$/);
  },

  async 'step-up-passkey'(screen) {
    const { page } = await stale(screen, 'withPasskey');
    await page.addPasskey.click();
    await new PasskeyPage(screen.page).verify.waitFor();
  },

  async 'device-rename'(screen) {
    const { page } = await security(screen);
    await page.renames.first().click();
    await screen.page.waitForURL(/rename\??$/);
  },

  async 'device-rename-refused'(screen) {
    const { page } = await security(screen);
    await page.renames.first().click();
    await screen.page.waitForURL(/rename\??$/);
    const field = screen.main().getByRole('textbox');
    await field.fill('');
    await screen.refused(422, () => field.press('Enter'));
  },

  async 'device-renamed'(screen) {
    const { page } = await security(screen, 'asNew');
    await page.renames.first().click();
    await screen.main().getByRole('textbox').fill('A phone with a name that is as long as the longest names can be');
    await screen.main().getByRole('textbox').press('Enter');
    await screen.page.waitForURL(/security/);
  },

  async 'device-remove'(screen) {
    await screen.at('several', {}, ['max_totp_devices=2', 'enrollment=none']);
    const { page } = await security(screen);
    await page.removes.first().click();
    await screen.page.waitForURL(/remove\??$/);
  },

  async 'device-remove-last'(screen) {
    const { page } = await security(screen);
    await page.removes.first().click();
    await screen.page.waitForURL(/remove\??$/);
  },

  async 'device-replace'(screen) {
    const { page } = await security(screen, 'asNew');
    await page.replace.click();
    await screen.page.waitForURL(/totp$/);
  },

  async 'new-recovery-codes'(screen) {
    const { page } = await security(screen, 'asNew');
    await page.newCodes.click();
    await screen.page.waitForURL(/recovery-codes$/);
  },

  async 'step-up'(screen) {
    const { page } = await stale(screen);
    await page.newCodes.click();
    await screen.page.waitForURL(/verify$/);
  },

  async 'step-up-wrong'(screen) {
    const { page, person } = await stale(screen);
    await page.newCodes.click();
    await screen.page.waitForURL(/verify$/);
    const [code] = await person.authenticator.wrong();
    await screen.refused(401, () => new CodeEntry(screen.page).enter(code));
  },

  async email(screen) {
    await screen.as('enrolled');
    await screen.open('/account/email');
  },

  async 'email-refused'(screen) {
    await screen.asNew('enrolled');
    await screen.open('/account/email');
    await screen.main().locator('[name=email]').fill('name@');
    await screen.main().locator('[name=current]').fill('not the present one');
    await screen.refused(422, () => screen.main().locator('[name=current]').press('Enter'));
  },

  async 'email-announced'(screen) {
    const person = await screen.asNew('enrolled');
    await person.letProofsExpire();
    await screen.open('/account/email');
  },

  async 'email-changed'(screen) {
    const person = await screen.asNew('enrolled');
    await screen.open('/account/email');
    await screen.main().locator('[name=email]').fill(`new-${person.email}`);
    await screen.main().locator('[name=current]').fill(person.password);
    await screen.main().locator('[name=current]').press('Enter');
    await screen.page.waitForURL(/security$/);
  },

  async password(screen) {
    await screen.as('enrolled');
    await screen.open('/account/password');
  },

  async 'password-refused'(screen) {
    await screen.asNew('enrolled');
    await screen.open('/account/password');
    const fields = screen.main().locator('input[type=password]');
    await fields.nth(0).fill('not the present one');
    await fields.nth(1).fill('a passphrase that is long enough');
    await screen.refused(422, () => fields.nth(1).press('Enter'));
  },

  async 'password-add'(screen) {
    const person = await screen.asNew('withPasskey');
    await person.removePassword();
    await screen.open('/account/password');
  },

  async 'password-announced'(screen) {
    const person = await screen.asNew('enrolled');
    await person.letProofsExpire();
    await screen.open('/account/password');
  },

  async data(screen) {
    await screen.asNew('enrolled');
    await screen.open('/account/data');
  },

  async 'data-proof-first'(screen) {
    await stale(screen);
    await screen.open('/account/data');
  },

  async delete(screen) {
    await screen.as('enrolled');
    await screen.open('/account/delete');
  },

  async 'delete-not-meant'(screen) {
    await screen.as('enrolled');
    await screen.open('/account/delete');
    await screen.refused(422, () => screen.main().getByRole('button', { name: /delete/i }).click());
  },

  async deleted(screen) {
    await screen.asNew('enrolled');
    await screen.open('/account/delete');
    await screen.main().getByRole('checkbox').check();
    await screen.main().getByRole('button', { name: /delete/i }).click();
    await screen.page.waitForURL((url) => url.pathname === '/');
  },
};
