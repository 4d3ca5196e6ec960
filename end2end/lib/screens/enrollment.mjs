// From the password to the saved backup codes.

import { PasskeyPage } from '../../pages/passkey.mjs';
import { RecoveryCodesPage } from '../../pages/recovery-codes.mjs';
import { TotpPage } from '../../pages/totp.mjs';
import { Authenticators, withoutPasskeys } from '../passkeys.mjs';

export const enrollment = {
  async choose(stage) {
    await stage.as('signedUp');
    await stage.open('/mfa/choose');
  },

  async 'choose-no-passkeys'(stage) {
    await stage.at('without passkeys', {}, ['passkey=false']);
    await stage.as('signedUp');
    await stage.open('/mfa/choose');
  },

  async 'passkey-register'(stage) {
    await stage.as('signedUp');
    await stage.open('/mfa/passkey');
    await new PasskeyPage(stage.page).register.waitFor();
  },

  async 'passkey-register-waits'(stage) {
    await stage.as('signedUp');
    await (await Authenticators.builtIn(stage.page)).leave();
    await stage.open('/mfa/passkey');
    const passkey = new PasskeyPage(stage.page);
    await passkey.register.click();
    await passkey.waiting.waitFor();
  },

  async 'passkey-register-refused'(stage) {
    await stage.as('signedUp');
    await (await Authenticators.builtIn(stage.page)).refuse();
    await stage.open('/mfa/passkey');
    const passkey = new PasskeyPage(stage.page);
    await passkey.register.click();
    await passkey.alert.waitFor();
  },

  async 'passkey-unsupported'(stage) {
    await withoutPasskeys(stage.page);
    await stage.as('signedUp');
    await stage.open('/mfa/passkey');
    await new PasskeyPage(stage.page).alert.waitFor();
  },

  async totp(stage) {
    await stage.as('pending');
    await stage.open('/mfa/totp');
  },

  async 'totp-malformed'(stage) {
    await stage.as('pending');
    await stage.open('/mfa/totp');
    await stage.refused(422, () => new TotpPage(stage.page).enter('12a'));
  },

  async 'totp-wrong'(stage) {
    const { authenticator } = await stage.asNew('pending');
    await stage.open('/mfa/totp');
    const [code] = await authenticator.wrong();
    await stage.refused(401, () => new TotpPage(stage.page).enter(code));
  },

  async 'totp-clock-off'(stage) {
    const { authenticator } = await stage.asNew('pending');
    await stage.open('/mfa/totp');
    const code = await authenticator.at(-6);
    await stage.refused(401, () => new TotpPage(stage.page).enter(code));
  },

  async 'recovery-codes'(stage) {
    await stage.as('verified');
    await stage.open('/mfa/recovery-codes');
  },

  async 'recovery-codes-not-saved'(stage) {
    await stage.as('verified');
    await stage.open('/mfa/recovery-codes');
    await stage.refused(422, () => new RecoveryCodesPage(stage.page).done.click());
  },
};
