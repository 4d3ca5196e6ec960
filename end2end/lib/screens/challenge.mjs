// Signing in with a second factor, or with what stands in for it.

import { CodeEntry } from '../../pages/code.mjs';
import { PasskeyPage } from '../../pages/passkey.mjs';
import { RecoveryPage } from '../../pages/recovery.mjs';
import { Confirmations } from '../confirmations.mjs';
import { Authenticators } from '../passkeys.mjs';

/** Somebody whose password was accepted in this browser. */
async function challenged(screen, kind = 'new', has = 'enrolled') {
  const person = kind === 'new' ? await screen.asNew(has) : await screen.as(has);
  await screen.page.context().clearCookies();
  await screen.become(await person.halfSession());
  return person;
}

async function guess(screen, count) {
  const person = await challenged(screen);
  await screen.open('/mfa/verify');
  const form_token = await screen.page.locator('input[name=form_token]').first().inputValue();
  for (const code of await person.authenticator.wrong(count)) {
    const form = { code, form_token };
    await screen.page.request.post(`${screen.server.origin}/mfa/verify`, { form, headers: { origin: screen.server.origin } });
  }
  return person;
}

/** An action of an application that this person is asked to confirm. */
async function confirming(screen, has) {
  await screen.at('confirming', {}, ['enrollment=none']);
  await screen.asNew(has);
  const shop = await Confirmations.of(screen.server);
  const { location } = await shop.begin(await screen.page.context().cookies());
  await screen.open(location);
}

/** Signs in by backup codes until `left` are left. */
async function recovered(screen, left) {
  const person = await screen.asNew('enrolled');
  for (const code of person.codes.slice(0, 9 - left)) await (await person.halfSession()).post('/mfa/recovery', { code });
  await screen.page.context().clearCookies();
  await screen.become(await person.halfSession());
  await screen.open('/mfa/recovery');
  await new RecoveryPage(screen.page).enter(person.codes[9 - left]);
  await screen.page.waitForURL('**/account/security');
}

export const challenge = {
  async verify(screen) {
    await challenged(screen, 'shared');
    await screen.open('/mfa/verify');
  },

  async 'verify-trust'(screen) {
    await screen.at('trusted', {}, ['trust_days=30']);
    await challenged(screen, 'shared');
    await screen.open('/mfa/verify');
  },

  async 'passkey-trust'(screen) {
    await screen.at('trusted', {}, ['trust_days=30']);
    await challenged(screen, 'shared', 'withPasskey');
    await screen.open('/mfa/passkey');
  },

  async 'verify-malformed'(screen) {
    await challenged(screen, 'shared');
    await screen.open('/mfa/verify');
    await screen.refused(422, () => new CodeEntry(screen.page).enter('12a'));
  },

  async 'verify-wrong'(screen) {
    const person = await challenged(screen);
    await screen.open('/mfa/verify');
    const [code] = await person.authenticator.wrong();
    await screen.refused(401, () => new CodeEntry(screen.page).enter(code));
  },

  async 'verify-over'(screen) {
    await guess(screen, 5);
    await screen.refused(429, () => new CodeEntry(screen.page).enter('123456'));
  },

  async 'verify-waits'(screen) {
    const person = await guess(screen, 5);
    const client = await person.halfSession();
    for (const code of await person.authenticator.wrong(5)) await client.post('/mfa/verify', { code });
    await screen.page.context().clearCookies();
    await screen.become(await person.halfSession());
    await screen.open('/mfa/verify');
    await screen.refused(429, () => new CodeEntry(screen.page).enter('123456'));
  },

  async 'choose-at-sign-in'(screen) {
    await challenged(screen, 'shared');
    await screen.open('/mfa/choose');
  },

  async 'choose-of-both-at-sign-in'(screen) {
    await challenged(screen, 'shared', 'withBoth');
    await screen.open('/mfa/choose');
  },

  async 'passkey-verify'(screen) {
    await challenged(screen, 'shared', 'withPasskey');
    await screen.open('/mfa/passkey');
    await new PasskeyPage(screen.page).verify.waitFor();
  },

  async 'passkey-verify-refused'(screen) {
    await challenged(screen, 'shared', 'withPasskey');
    await Authenticators.builtIn(screen.page);
    await screen.open('/mfa/passkey');
    const passkey = new PasskeyPage(screen.page);
    await passkey.verify.click();
    await passkey.alert.waitFor();
  },

  async recovery(screen) {
    await challenged(screen, 'shared');
    await screen.open('/mfa/recovery');
  },

  async 'recovery-malformed'(screen) {
    await challenged(screen, 'shared');
    await screen.open('/mfa/recovery');
    await screen.refused(422, () => new RecoveryPage(screen.page).enter('1234'));
  },

  async 'recovery-wrong'(screen) {
    const { codes } = await challenged(screen);
    await screen.open('/mfa/recovery');
    await screen.refused(401, () => new RecoveryPage(screen.page).enter(`${codes[0].slice(0, -4)}2222`));
  },

  'confirm-action': (screen) => confirming(screen, 'enrolled'),
  'confirm-action-passkey': (screen) => confirming(screen, 'withPasskey'),
  'confirm-action-enroll': (screen) => confirming(screen, 'signedUp'),

  async 'confirm-action-over'(screen) {
    await screen.as('enrolled');
    await screen.refused(409, () => screen.open('/mfa/confirm/0'));
  },

  'security-after-backup-code': (screen) => recovered(screen, 9),
  'security-few-codes-left': (screen) => recovered(screen, 3),
  'security-no-codes-left': (screen) => recovered(screen, 0),
};
