// The built-in screens as dialogs over a page, and the page that shows them.

import { Playground } from '../../pages/playground.mjs';
import { cutBefore, holdBack } from '../network.mjs';
import { Authenticators, withoutPasskeys } from '../passkeys.mjs';

/** Opens a dialog in somebody's name. */
async function dialog(screen, modal) {
  await screen.open('/playground');
  const playground = new Playground(screen.page);
  await playground.show(modal);
  return playground;
}

/** Somebody whose password was accepted in this browser. */
async function challenged(screen, has = 'enrolled') {
  const person = await screen.asNew(has);
  await screen.page.context().clearCookies();
  await screen.become(await person.halfSession());
  return person;
}

export const dialogs = {
  'playground-signed-out': (screen) => screen.open('/playground'),

  async playground(screen) {
    await screen.as('enrolled');
    await screen.open('/playground');
  },

  async 'dialog-signed-out'(screen) {
    screen.watch.tolerate(401);
    const { manage } = await dialog(screen, 'manage');
    await manage.alert.waitFor();
  },

  async 'dialog-loading'(screen) {
    await screen.as('enrolled');
    await holdBack(screen.page, 'manage/methods');
    await dialog(screen, 'manage');
  },

  async 'dialog-unreachable'(screen) {
    await screen.as('enrolled');
    screen.watch.tolerateCuts();
    await cutBefore(screen.page, 'manage/methods');
    const { manage } = await dialog(screen, 'manage');
    await manage.alert.waitFor();
  },

  async 'dialog-choose'(screen) {
    await screen.as('signedUp');
    const { choose } = await dialog(screen, 'choose');
    await choose.authenticatorApp.waitFor();
  },

  async 'dialog-scan'(screen) {
    await screen.as('pending');
    const { scan } = await dialog(screen, 'scan');
    await scan.qr.waitFor();
  },

  async 'dialog-scan-wrong'(screen) {
    const { authenticator } = await screen.asNew('pending');
    const { scan } = await dialog(screen, 'scan');
    const [code] = await authenticator.wrong();
    screen.watch.tolerate(401);
    await scan.enter(code);
    await scan.alert.waitFor();
  },

  async 'dialog-codes'(screen) {
    await screen.as('verified');
    const { codes } = await dialog(screen, 'codes');
    await codes.read();
  },

  async 'dialog-codes-not-saved'(screen) {
    await screen.as('verified');
    const { codes } = await dialog(screen, 'codes');
    await codes.done.click();
    await codes.alert.waitFor();
  },

  async 'dialog-codes-leave'(screen) {
    await screen.as('verified');
    const { codes, leave } = await dialog(screen, 'codes');
    await codes.read();
    await codes.close.click();
    await leave.root.waitFor();
  },

  async 'dialog-codes-saved'(screen) {
    await screen.as('enrolled');
    screen.watch.tolerate(409);
    const { codes } = await dialog(screen, 'codes');
    await codes.alert.waitFor();
  },

  async 'dialog-nothing-to-verify'(screen) {
    await screen.as('signedUp');
    screen.watch.tolerate(409);
    const { verify } = await dialog(screen, 'verify');
    await verify.alert.waitFor();
  },

  async 'dialog-verify'(screen) {
    await challenged(screen);
    const { verify } = await dialog(screen, 'verify');
    await verify.field.waitFor();
  },

  async 'dialog-verify-wrong'(screen) {
    const { authenticator } = await challenged(screen);
    const { verify } = await dialog(screen, 'verify');
    const [code] = await authenticator.wrong();
    screen.watch.tolerate(401);
    await verify.enter(code);
    await verify.alert.waitFor();
  },

  async 'dialog-verify-waits'(screen) {
    const person = await challenged(screen);
    await person.exhaust();
    screen.watch.tolerate(429);
    const { verify } = await dialog(screen, 'verify');
    await verify.timer.waitFor();
  },

  async 'dialog-verify-over'(screen) {
    const person = await screen.asNew('enrolled');
    const client = await person.halfSession();
    for (const code of await person.authenticator.wrong(5)) await client.post('/mfa/verify', { code });
    await screen.page.context().clearCookies();
    await screen.become(client);
    const { verify } = await dialog(screen, 'verify');
    screen.watch.tolerate(429);
    await verify.enter('123456');
    await verify.button('Sign in again').waitFor();
  },

  async 'dialog-step-up'(screen) {
    await screen.as('enrolled');
    const { verify } = await dialog(screen, 'verify');
    await verify.cancel.waitFor();
  },

  async 'dialog-choose-proof'(screen) {
    await challenged(screen);
    const { choose } = await dialog(screen, 'choose');
    await choose.useBackupCode.waitFor();
  },

  async 'dialog-choose-proof-of-both'(screen) {
    await challenged(screen, 'withBoth');
    const { choose } = await dialog(screen, 'choose');
    await choose.passkey.waitFor();
  },

  async 'dialog-register-passkey'(screen) {
    await screen.as('signedUp');
    const { registerPasskey } = await dialog(screen, 'registerPasskey');
    await registerPasskey.go.waitFor();
  },

  async 'dialog-register-passkey-refused'(screen) {
    await screen.as('signedUp');
    await (await Authenticators.builtIn(screen.page)).refuse();
    const { registerPasskey } = await dialog(screen, 'registerPasskey');
    await registerPasskey.go.click();
    await registerPasskey.alert.waitFor();
  },

  async 'dialog-passkey-unsupported'(screen) {
    await withoutPasskeys(screen.page);
    await screen.as('signedUp');
    const { registerPasskey } = await dialog(screen, 'registerPasskey');
    await registerPasskey.alert.waitFor();
  },

  async 'dialog-verify-passkey'(screen) {
    await challenged(screen, 'withPasskey');
    const { verifyPasskey } = await dialog(screen, 'verifyPasskey');
    await verifyPasskey.go.waitFor();
  },

  async 'dialog-step-up-passkey'(screen) {
    await screen.as('withPasskey');
    const { verifyPasskey } = await dialog(screen, 'verifyPasskey');
    await verifyPasskey.cancel.waitFor();
  },

  async 'dialog-passkey-waits'(screen) {
    await challenged(screen, 'withPasskey');
    await (await Authenticators.builtIn(screen.page)).leave();
    const { verifyPasskey } = await dialog(screen, 'verifyPasskey');
    await verifyPasskey.go.click();
    await verifyPasskey.root.getByText('Follow the instructions from your browser').waitFor();
  },

  async 'dialog-manage-passkeys'(screen) {
    await screen.as('withBoth');
    const { manage } = await dialog(screen, 'manage');
    await manage.newCodes.waitFor();
  },

  async 'dialog-remove-passkey'(screen) {
    await screen.as('withBoth');
    const { manage } = await dialog(screen, 'manage');
    await manage.removes.first().click();
    await manage.cancel.waitFor();
  },

  async 'dialog-backup-code'(screen) {
    await challenged(screen);
    const { backupCode } = await dialog(screen, 'backupCode');
    await backupCode.field.waitFor();
  },

  async 'dialog-backup-code-wrong'(screen) {
    await challenged(screen);
    const { backupCode } = await dialog(screen, 'backupCode');
    screen.watch.tolerate(422);
    await backupCode.enter('1234');
    await backupCode.alert.waitFor();
  },

  async 'dialog-manage'(screen) {
    await screen.as('enrolled');
    const { manage } = await dialog(screen, 'manage');
    await manage.newCodes.waitFor();
  },

  async 'dialog-manage-few-codes'(screen) {
    const person = await screen.asNew('enrolled');
    for (const code of person.codes.slice(0, 8)) await (await person.halfSession()).post('/mfa/recovery', { code });
    const { manage } = await dialog(screen, 'manage');
    await manage.newCodes.waitFor();
  },

  async 'dialog-manage-several'(screen) {
    await several(screen);
  },

  async 'dialog-rename'(screen) {
    await screen.as('enrolled');
    const { manage } = await dialog(screen, 'manage');
    await manage.renames.click();
    await manage.nameField.waitFor();
  },

  async 'dialog-rename-refused'(screen) {
    await screen.as('enrolled');
    const { manage } = await dialog(screen, 'manage');
    await manage.renames.click();
    await manage.nameField.fill('');
    screen.watch.tolerate(422);
    await manage.save.click();
    await manage.alert.waitFor();
  },

  async 'dialog-remove'(screen) {
    const { manage } = await several(screen);
    await manage.removes.first().click();
    await manage.cancel.waitFor();
  },

  async 'dialog-remove-last'(screen) {
    await screen.as('enrolled');
    const { manage } = await dialog(screen, 'manage');
    await manage.removes.click();
    await manage.alert.waitFor();
  },

  async 'dialog-replace'(screen) {
    await screen.asNew('enrolled');
    const { manage, scan } = await dialog(screen, 'manage');
    await manage.replace.click();
    await scan.cancel.waitFor();
  },
};

/** The management of two apps. */
async function several(screen) {
  await screen.at('several', {}, ['max_totp_devices=2', 'enrollment=none']);
  const person = await screen.asNew('enrolled');
  await person.client.post('/account/devices', { action: 'add' });
  const second = await person.readAuthenticator();
  await person.client.post('/mfa/totp', { code: await second.next() });
  await screen.become(person.client);
  const playground = await dialog(screen, 'manage');
  await playground.manage.newCodes.waitFor();
  return playground;
}
