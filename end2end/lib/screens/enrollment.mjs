// From the password to the saved backup codes.

import { RecoveryCodesPage } from '../../pages/recovery-codes.mjs';
import { TotpPage } from '../../pages/totp.mjs';

export const enrollment = {
  async choose(stage) {
    await stage.as('signedUp');
    await stage.open('/mfa/choose');
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
