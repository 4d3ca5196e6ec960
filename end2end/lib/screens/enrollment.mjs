// From the password to the saved backup codes.

import { PasskeyPage } from '../../pages/passkey.mjs';
import { RecoveryCodesPage } from '../../pages/recovery-codes.mjs';
import { TotpPage } from '../../pages/totp.mjs';
import { Authenticators, withoutPasskeys } from '../passkeys.mjs';

export const enrollment = {
  async choose(screen) {
    await screen.as('signedUp');
    await screen.open('/mfa/choose');
  },

  async 'choose-no-passkeys'(screen) {
    await screen.at('without passkeys', {}, ['passkey=false']);
    await screen.as('signedUp');
    await screen.open('/mfa/choose');
  },

  async 'passkey-register'(screen) {
    await screen.as('signedUp');
    await screen.open('/mfa/passkey');
    await new PasskeyPage(screen.page).register.waitFor();
  },

  async 'passkey-register-waits'(screen) {
    await screen.as('signedUp');
    await (await Authenticators.builtIn(screen.page)).leave();
    await screen.open('/mfa/passkey');
    const passkey = new PasskeyPage(screen.page);
    await passkey.register.click();
    await passkey.waiting.waitFor();
  },

  async 'passkey-register-refused'(screen) {
    await screen.as('signedUp');
    await (await Authenticators.builtIn(screen.page)).refuse();
    await screen.open('/mfa/passkey');
    const passkey = new PasskeyPage(screen.page);
    await passkey.register.click();
    await passkey.alert.waitFor();
  },

  async 'passkey-unsupported'(screen) {
    await withoutPasskeys(screen.page);
    await screen.as('signedUp');
    await screen.open('/mfa/passkey');
    await new PasskeyPage(screen.page).alert.waitFor();
  },

  async totp(screen) {
    await screen.as('pending');
    await screen.open('/mfa/totp');
  },

  async 'totp-malformed'(screen) {
    await screen.as('pending');
    await screen.open('/mfa/totp');
    await screen.refused(422, () => new TotpPage(screen.page).enter('12a'));
  },

  async 'totp-wrong'(screen) {
    const { authenticator } = await screen.asNew('pending');
    await screen.open('/mfa/totp');
    const [code] = await authenticator.wrong();
    await screen.refused(401, () => new TotpPage(screen.page).enter(code));
  },

  async 'totp-clock-off'(screen) {
    const { authenticator } = await screen.asNew('pending');
    await screen.open('/mfa/totp');
    const code = await authenticator.at(-6);
    await screen.refused(401, () => new TotpPage(screen.page).enter(code));
  },

  async 'recovery-codes'(screen) {
    await screen.as('verified');
    await screen.open('/mfa/recovery-codes');
  },

  async 'recovery-codes-not-saved'(screen) {
    await screen.as('verified');
    await screen.open('/mfa/recovery-codes');
    await screen.refused(422, () => new RecoveryCodesPage(screen.page).done.click());
  },
};
