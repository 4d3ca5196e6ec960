// Signing in with a second factor, or with what stands in for it.

import { CodeEntry } from '../../pages/code.mjs';
import { PasskeyPage } from '../../pages/passkey.mjs';
import { RecoveryPage } from '../../pages/recovery.mjs';
import { Authenticators } from '../passkeys.mjs';

/** Somebody whose password was accepted in this browser. */
async function challenged(stage, kind = 'new', has = 'enrolled') {
  const person = kind === 'new' ? await stage.asNew(has) : await stage.as(has);
  await stage.page.context().clearCookies();
  await stage.become(await person.halfSession());
  return person;
}

async function guess(stage, count) {
  const person = await challenged(stage);
  await stage.open('/mfa/verify');
  const form_token = await stage.page.locator('input[name=form_token]').first().inputValue();
  for (const code of await person.authenticator.wrong(count)) {
    const form = { code, form_token };
    await stage.page.request.post(`${stage.server.origin}/mfa/verify`, { form, headers: { origin: stage.server.origin } });
  }
  return person;
}

/** Signs in by backup codes until `left` are left. */
async function recovered(stage, left) {
  const person = await stage.asNew('enrolled');
  for (const code of person.codes.slice(0, 9 - left)) await (await person.halfSession()).post('/mfa/recovery', { code });
  await stage.page.context().clearCookies();
  await stage.become(await person.halfSession());
  await stage.open('/mfa/recovery');
  await new RecoveryPage(stage.page).enter(person.codes[9 - left]);
  await stage.page.waitForURL('**/account/security');
}

export const challenge = {
  async verify(stage) {
    await challenged(stage, 'shared');
    await stage.open('/mfa/verify');
  },

  async 'verify-malformed'(stage) {
    await challenged(stage, 'shared');
    await stage.open('/mfa/verify');
    await stage.refused(422, () => new CodeEntry(stage.page).enter('12a'));
  },

  async 'verify-wrong'(stage) {
    const person = await challenged(stage);
    await stage.open('/mfa/verify');
    const [code] = await person.authenticator.wrong();
    await stage.refused(401, () => new CodeEntry(stage.page).enter(code));
  },

  async 'verify-over'(stage) {
    await guess(stage, 5);
    await stage.refused(429, () => new CodeEntry(stage.page).enter('123456'));
  },

  async 'verify-waits'(stage) {
    const person = await guess(stage, 5);
    const client = await person.halfSession();
    for (const code of await person.authenticator.wrong(5)) await client.post('/mfa/verify', { code });
    await stage.page.context().clearCookies();
    await stage.become(await person.halfSession());
    await stage.open('/mfa/verify');
    await stage.refused(429, () => new CodeEntry(stage.page).enter('123456'));
  },

  async 'choose-at-sign-in'(stage) {
    await challenged(stage, 'shared');
    await stage.open('/mfa/choose');
  },

  async 'choose-of-both-at-sign-in'(stage) {
    await challenged(stage, 'shared', 'withBoth');
    await stage.open('/mfa/choose');
  },

  async 'passkey-verify'(stage) {
    await challenged(stage, 'shared', 'withPasskey');
    await stage.open('/mfa/passkey');
    await new PasskeyPage(stage.page).verify.waitFor();
  },

  async 'passkey-verify-refused'(stage) {
    await challenged(stage, 'shared', 'withPasskey');
    await Authenticators.builtIn(stage.page);
    await stage.open('/mfa/passkey');
    const passkey = new PasskeyPage(stage.page);
    await passkey.verify.click();
    await passkey.alert.waitFor();
  },

  async recovery(stage) {
    await challenged(stage, 'shared');
    await stage.open('/mfa/recovery');
  },

  async 'recovery-malformed'(stage) {
    await challenged(stage, 'shared');
    await stage.open('/mfa/recovery');
    await stage.refused(422, () => new RecoveryPage(stage.page).enter('1234'));
  },

  async 'recovery-wrong'(stage) {
    const { codes } = await challenged(stage);
    await stage.open('/mfa/recovery');
    await stage.refused(401, () => new RecoveryPage(stage.page).enter(`${codes[0].slice(0, -4)}2222`));
  },

  'security-after-backup-code': (stage) => recovered(stage, 9),
  'security-few-codes-left': (stage) => recovered(stage, 3),
  'security-no-codes-left': (stage) => recovered(stage, 0),
};
