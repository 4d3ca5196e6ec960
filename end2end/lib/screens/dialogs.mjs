// The built-in screens as dialogs over a page, and the page that shows them.

import { Playground } from '../../pages/playground.mjs';
import { cutBefore, holdBack } from '../network.mjs';
import { Authenticators, withoutPasskeys } from '../passkeys.mjs';

/** Opens a dialog in somebody's name. */
async function dialog(stage, modal) {
  await stage.open('/playground');
  const playground = new Playground(stage.page);
  await playground.show(modal);
  return playground;
}

/** Somebody whose password was accepted in this browser. */
async function challenged(stage, has = 'enrolled') {
  const person = await stage.asNew(has);
  await stage.page.context().clearCookies();
  await stage.become(await person.halfSession());
  return person;
}

export const dialogs = {
  'playground-signed-out': (stage) => stage.open('/playground'),

  async playground(stage) {
    await stage.as('enrolled');
    await stage.open('/playground');
  },

  async 'dialog-signed-out'(stage) {
    stage.watch.tolerate(401);
    const { manage } = await dialog(stage, 'manage');
    await manage.alert.waitFor();
  },

  async 'dialog-loading'(stage) {
    await stage.as('enrolled');
    await holdBack(stage.page, 'manage/methods');
    await dialog(stage, 'manage');
  },

  async 'dialog-unreachable'(stage) {
    await stage.as('enrolled');
    stage.watch.tolerateCuts();
    await cutBefore(stage.page, 'manage/methods');
    const { manage } = await dialog(stage, 'manage');
    await manage.alert.waitFor();
  },

  async 'dialog-choose'(stage) {
    await stage.as('signedUp');
    const { choose } = await dialog(stage, 'choose');
    await choose.authenticatorApp.waitFor();
  },

  async 'dialog-scan'(stage) {
    await stage.as('pending');
    const { scan } = await dialog(stage, 'scan');
    await scan.qr.waitFor();
  },

  async 'dialog-scan-wrong'(stage) {
    const { authenticator } = await stage.asNew('pending');
    const { scan } = await dialog(stage, 'scan');
    const [code] = await authenticator.wrong();
    stage.watch.tolerate(401);
    await scan.enter(code);
    await scan.alert.waitFor();
  },

  async 'dialog-codes'(stage) {
    await stage.as('verified');
    const { codes } = await dialog(stage, 'codes');
    await codes.read();
  },

  async 'dialog-codes-not-saved'(stage) {
    await stage.as('verified');
    const { codes } = await dialog(stage, 'codes');
    await codes.done.click();
    await codes.alert.waitFor();
  },

  async 'dialog-codes-leave'(stage) {
    await stage.as('verified');
    const { codes, leave } = await dialog(stage, 'codes');
    await codes.read();
    await codes.close.click();
    await leave.root.waitFor();
  },

  async 'dialog-codes-saved'(stage) {
    await stage.as('enrolled');
    stage.watch.tolerate(409);
    const { codes } = await dialog(stage, 'codes');
    await codes.alert.waitFor();
  },

  async 'dialog-nothing-to-verify'(stage) {
    await stage.as('signedUp');
    stage.watch.tolerate(409);
    const { verify } = await dialog(stage, 'verify');
    await verify.alert.waitFor();
  },

  async 'dialog-verify'(stage) {
    await challenged(stage);
    const { verify } = await dialog(stage, 'verify');
    await verify.field.waitFor();
  },

  async 'dialog-verify-wrong'(stage) {
    const { authenticator } = await challenged(stage);
    const { verify } = await dialog(stage, 'verify');
    const [code] = await authenticator.wrong();
    stage.watch.tolerate(401);
    await verify.enter(code);
    await verify.alert.waitFor();
  },

  async 'dialog-verify-waits'(stage) {
    const person = await challenged(stage);
    await person.exhaust();
    stage.watch.tolerate(429);
    const { verify } = await dialog(stage, 'verify');
    await verify.timer.waitFor();
  },

  async 'dialog-verify-over'(stage) {
    const person = await stage.asNew('enrolled');
    const client = await person.halfSession();
    for (const code of await person.authenticator.wrong(5)) await client.post('/mfa/verify', { code });
    await stage.page.context().clearCookies();
    await stage.become(client);
    const { verify } = await dialog(stage, 'verify');
    stage.watch.tolerate(429);
    await verify.enter('123456');
    await verify.button('Sign in again').waitFor();
  },

  async 'dialog-step-up'(stage) {
    await stage.as('enrolled');
    const { verify } = await dialog(stage, 'verify');
    await verify.cancel.waitFor();
  },

  async 'dialog-choose-proof'(stage) {
    await challenged(stage);
    const { choose } = await dialog(stage, 'choose');
    await choose.useBackupCode.waitFor();
  },

  async 'dialog-choose-proof-of-both'(stage) {
    await challenged(stage, 'withBoth');
    const { choose } = await dialog(stage, 'choose');
    await choose.passkey.waitFor();
  },

  async 'dialog-register-passkey'(stage) {
    await stage.as('signedUp');
    const { registerPasskey } = await dialog(stage, 'registerPasskey');
    await registerPasskey.go.waitFor();
  },

  async 'dialog-register-passkey-refused'(stage) {
    await stage.as('signedUp');
    await (await Authenticators.builtIn(stage.page)).refuse();
    const { registerPasskey } = await dialog(stage, 'registerPasskey');
    await registerPasskey.go.click();
    await registerPasskey.alert.waitFor();
  },

  async 'dialog-passkey-unsupported'(stage) {
    await withoutPasskeys(stage.page);
    await stage.as('signedUp');
    const { registerPasskey } = await dialog(stage, 'registerPasskey');
    await registerPasskey.alert.waitFor();
  },

  async 'dialog-verify-passkey'(stage) {
    await challenged(stage, 'withPasskey');
    const { verifyPasskey } = await dialog(stage, 'verifyPasskey');
    await verifyPasskey.go.waitFor();
  },

  async 'dialog-step-up-passkey'(stage) {
    await stage.as('withPasskey');
    const { verifyPasskey } = await dialog(stage, 'verifyPasskey');
    await verifyPasskey.cancel.waitFor();
  },

  async 'dialog-passkey-waits'(stage) {
    await challenged(stage, 'withPasskey');
    await (await Authenticators.builtIn(stage.page)).leave();
    const { verifyPasskey } = await dialog(stage, 'verifyPasskey');
    await verifyPasskey.go.click();
    await verifyPasskey.root.getByText('Follow the instructions from your browser').waitFor();
  },

  async 'dialog-manage-passkeys'(stage) {
    await stage.as('withBoth');
    const { manage } = await dialog(stage, 'manage');
    await manage.newCodes.waitFor();
  },

  async 'dialog-remove-passkey'(stage) {
    await stage.as('withBoth');
    const { manage } = await dialog(stage, 'manage');
    await manage.removes.first().click();
    await manage.cancel.waitFor();
  },

  async 'dialog-backup-code'(stage) {
    await challenged(stage);
    const { backupCode } = await dialog(stage, 'backupCode');
    await backupCode.field.waitFor();
  },

  async 'dialog-backup-code-wrong'(stage) {
    await challenged(stage);
    const { backupCode } = await dialog(stage, 'backupCode');
    stage.watch.tolerate(422);
    await backupCode.enter('1234');
    await backupCode.alert.waitFor();
  },

  async 'dialog-manage'(stage) {
    await stage.as('enrolled');
    const { manage } = await dialog(stage, 'manage');
    await manage.newCodes.waitFor();
  },

  async 'dialog-manage-few-codes'(stage) {
    const person = await stage.asNew('enrolled');
    for (const code of person.codes.slice(0, 8)) await (await person.halfSession()).post('/mfa/recovery', { code });
    const { manage } = await dialog(stage, 'manage');
    await manage.newCodes.waitFor();
  },

  async 'dialog-manage-several'(stage) {
    await several(stage);
  },

  async 'dialog-rename'(stage) {
    await stage.as('enrolled');
    const { manage } = await dialog(stage, 'manage');
    await manage.renames.click();
    await manage.nameField.waitFor();
  },

  async 'dialog-rename-refused'(stage) {
    await stage.as('enrolled');
    const { manage } = await dialog(stage, 'manage');
    await manage.renames.click();
    await manage.nameField.fill('');
    stage.watch.tolerate(422);
    await manage.save.click();
    await manage.alert.waitFor();
  },

  async 'dialog-remove'(stage) {
    const { manage } = await several(stage);
    await manage.removes.first().click();
    await manage.cancel.waitFor();
  },

  async 'dialog-remove-last'(stage) {
    await stage.as('enrolled');
    const { manage } = await dialog(stage, 'manage');
    await manage.removes.click();
    await manage.alert.waitFor();
  },

  async 'dialog-replace'(stage) {
    await stage.asNew('enrolled');
    const { manage, scan } = await dialog(stage, 'manage');
    await manage.replace.click();
    await scan.cancel.waitFor();
  },
};

/** The management of two apps. */
async function several(stage) {
  await stage.at('several', {}, ['max_totp_devices=2', 'enrollment=none']);
  const person = await stage.asNew('enrolled');
  await person.client.post('/account/devices', { action: 'add' });
  const second = await person.readAuthenticator();
  await person.client.post('/mfa/totp', { code: await second.next() });
  await stage.become(person.client);
  const playground = await dialog(stage, 'manage');
  await playground.manage.newCodes.waitFor();
  return playground;
}
