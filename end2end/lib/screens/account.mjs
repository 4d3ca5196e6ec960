// Inside the account.

import { CodeEntry } from '../../pages/code.mjs';
import { PasskeyPage } from '../../pages/passkey.mjs';
import { SecurityPage } from '../../pages/security.mjs';

const BROWSERS = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
];

async function security(stage, kind = 'as', has = 'enrolled') {
  const person = await stage[kind](has);
  await stage.open('/account/security');
  return { person, page: new SecurityPage(stage.page) };
}

/** The same page for somebody whose proof is too old for what wants a fresh one. */
async function stale(stage, has = 'enrolled') {
  const { person, page } = await security(stage, 'asNew', has);
  await person.letProofsExpire();
  return { person, page };
}

export const account = {
  security: (stage) => security(stage),

  async 'security-lived-in'(stage) {
    const person = await stage.asNew('enrolled');
    for (const agent of BROWSERS) await person.signIn({ 'user-agent': agent });
    for (const code of person.codes.slice(0, 8)) await (await person.halfSession()).post('/mfa/recovery', { code });
    await stage.open('/account/security');
  },

  async 'time-zone'(stage) {
    await stage.as('enrolled');
    await stage.open('/time-zone?back=%2Faccount%2Fsecurity');
  },

  async activity(stage) {
    const person = await stage.asNew('enrolled');
    for (const agent of BROWSERS) await person.signIn({ 'user-agent': agent });
    for (const code of person.codes.slice(0, 3)) await (await person.halfSession()).post('/mfa/recovery', { code });
    for (let guess = 0; guess < 3; guess += 1) await (await person.halfSession()).post('/mfa/verify', { code: '000000' });
    await stage.open('/account/activity');
  },

  async 'activity-changes'(stage) {
    await stage.asNew('enrolled');
    await stage.open('/account/activity?show=changes');
  },

  async 'security-second-app-refused'(stage) {
    const { page } = await security(stage);
    await stage.refused(401, () => page.add.click());
  },

  async 'security-several-apps'(stage) {
    await stage.at('several', {}, ['max_totp_devices=2', 'enrollment=none']);
    const person = await stage.asNew('enrolled');
    await person.client.post('/account/devices', { action: 'add' });
    const second = await person.readAuthenticator();
    await person.client.post('/mfa/totp', { code: await second.next() });
    await stage.become(person.client);
    await stage.open('/account/security');
  },

  'security-passkeys': (stage) => security(stage, 'as', 'withBoth'),
  'security-only-passkey': (stage) => security(stage, 'as', 'withPasskey'),

  async 'security-no-name'(stage) {
    await stage.at('number', {}, []);
    await stage.server.restart({ LATCHKEY__SERVER__PUBLIC_ORIGIN: `http://127.0.0.1:${stage.server.port}` });
    stage.server.origin = `http://127.0.0.1:${stage.server.port}`;
    await security(stage);
  },

  async 'passkey-add'(stage) {
    const { page } = await security(stage, 'as', 'withPasskey');
    await page.addPasskey.click();
    await new PasskeyPage(stage.page).register.waitFor();
  },

  async 'passkey-rename'(stage) {
    const { page } = await security(stage, 'as', 'withPasskey');
    await page.renames.click();
    await stage.page.waitForURL(/rename\??$/);
  },

  async 'passkey-rename-refused'(stage) {
    const { page } = await security(stage, 'as', 'withPasskey');
    await page.renames.click();
    await stage.page.waitForURL(/rename\??$/);
    const field = stage.main().getByRole('textbox');
    await field.fill('');
    await stage.refused(422, () => field.press('Enter'));
  },

  async 'passkey-remove'(stage) {
    const { page } = await security(stage, 'as', 'withBoth');
    await page.removes.first().click();
    await stage.page.waitForURL(/passkeys.*remove\??$/);
  },

  async 'passkey-remove-last'(stage) {
    const { page } = await security(stage, 'as', 'withPasskey');
    await page.removes.click();
    await stage.page.waitForURL(/remove\??$/);
  },

  async 'step-up-passkey'(stage) {
    const { page } = await stale(stage, 'withPasskey');
    await page.addPasskey.click();
    await new PasskeyPage(stage.page).verify.waitFor();
  },

  async 'device-rename'(stage) {
    const { page } = await security(stage);
    await page.renames.first().click();
    await stage.page.waitForURL(/rename\??$/);
  },

  async 'device-rename-refused'(stage) {
    const { page } = await security(stage);
    await page.renames.first().click();
    await stage.page.waitForURL(/rename\??$/);
    const field = stage.main().getByRole('textbox');
    await field.fill('');
    await stage.refused(422, () => field.press('Enter'));
  },

  async 'device-renamed'(stage) {
    const { page } = await security(stage, 'asNew');
    await page.renames.first().click();
    await stage.main().getByRole('textbox').fill('A phone with a name that is as long as the longest names can be');
    await stage.main().getByRole('textbox').press('Enter');
    await stage.page.waitForURL(/security/);
  },

  async 'device-remove'(stage) {
    await stage.at('several', {}, ['max_totp_devices=2', 'enrollment=none']);
    const { page } = await security(stage);
    await page.removes.first().click();
    await stage.page.waitForURL(/remove\??$/);
  },

  async 'device-remove-last'(stage) {
    const { page } = await security(stage);
    await page.removes.first().click();
    await stage.page.waitForURL(/remove\??$/);
  },

  async 'device-replace'(stage) {
    const { page } = await security(stage, 'asNew');
    await page.replace.click();
    await stage.page.waitForURL(/totp$/);
  },

  async 'new-recovery-codes'(stage) {
    const { page } = await security(stage, 'asNew');
    await page.newCodes.click();
    await stage.page.waitForURL(/recovery-codes$/);
  },

  async 'step-up'(stage) {
    const { page } = await stale(stage);
    await page.newCodes.click();
    await stage.page.waitForURL(/verify$/);
  },

  async 'step-up-wrong'(stage) {
    const { page, person } = await stale(stage);
    await page.newCodes.click();
    await stage.page.waitForURL(/verify$/);
    const [code] = await person.authenticator.wrong();
    await stage.refused(401, () => new CodeEntry(stage.page).enter(code));
  },

  async email(stage) {
    await stage.as('enrolled');
    await stage.open('/account/email');
  },

  async 'email-refused'(stage) {
    await stage.asNew('enrolled');
    await stage.open('/account/email');
    await stage.main().locator('[name=email]').fill('name@');
    await stage.main().locator('[name=current]').fill('not the present one');
    await stage.refused(422, () => stage.main().locator('[name=current]').press('Enter'));
  },

  async 'email-announced'(stage) {
    const person = await stage.asNew('enrolled');
    await person.letProofsExpire();
    await stage.open('/account/email');
  },

  async 'email-changed'(stage) {
    const person = await stage.asNew('enrolled');
    await stage.open('/account/email');
    await stage.main().locator('[name=email]').fill(`new-${person.email}`);
    await stage.main().locator('[name=current]').fill(person.password);
    await stage.main().locator('[name=current]').press('Enter');
    await stage.page.waitForURL(/security$/);
  },

  async password(stage) {
    await stage.as('enrolled');
    await stage.open('/account/password');
  },

  async 'password-refused'(stage) {
    await stage.asNew('enrolled');
    await stage.open('/account/password');
    const fields = stage.main().locator('input[type=password]');
    await fields.nth(0).fill('not the present one');
    await fields.nth(1).fill('a passphrase that is long enough');
    await stage.refused(422, () => fields.nth(1).press('Enter'));
  },

  async 'password-announced'(stage) {
    const person = await stage.asNew('enrolled');
    await person.letProofsExpire();
    await stage.open('/account/password');
  },

  async delete(stage) {
    await stage.as('enrolled');
    await stage.open('/account/delete');
  },

  async 'delete-not-meant'(stage) {
    await stage.as('enrolled');
    await stage.open('/account/delete');
    await stage.refused(422, () => stage.main().getByRole('button', { name: /delete/i }).click());
  },

  async deleted(stage) {
    await stage.asNew('enrolled');
    await stage.open('/account/delete');
    await stage.main().getByRole('checkbox').check();
    await stage.main().getByRole('button', { name: /delete/i }).click();
    await stage.page.waitForURL((url) => url.pathname === '/');
  },
};
