// The built-in screens, which open as dialogs over an application's page: each is found by the name in its title.

import { decode } from '../lib/qr.mjs';

class Dialog {
  constructor(page, name) {
    this.page = page;
    this.name = name;
    this.root = page.getByRole('dialog', { name, exact: true });
    this.title = this.root.getByRole('heading', { name, exact: true });
    this.close = this.root.locator('.mfa-dialog-close');
    this.alert = this.root.getByRole('alert');
    this.timer = this.root.getByRole('timer', { name: 'Time left', exact: true });
  }

  button(name) {
    return this.root.getByRole('button', { name, exact: true });
  }

  link(name) {
    return this.root.getByRole('link', { name, exact: true });
  }
}

/** What asks for six digits. The sixth sends them. */
class CodeDialog extends Dialog {
  constructor(page, name) {
    super(page, name);
    this.field = this.root.getByRole('textbox', { name: 'Verification code', exact: true });
    this.verify = this.button('Verify');
  }

  async enter(code) {
    await this.field.fill(code);
  }
}

export class ManageDialog extends Dialog {
  constructor(page) {
    super(page, 'Manage MFA');
    this.add = this.button('Add authenticator app');
    this.replace = this.button('Replace authenticator app');
    this.addPasskey = this.button('Add passkey');
    this.newCodes = this.button('New backup codes');
    this.renames = this.root.getByRole('button', { name: /^Rename / });
    this.removes = this.root.getByRole('button', { name: /^Remove / });
    this.nameField = this.root.getByRole('textbox', { name: 'Name', exact: true });
    this.save = this.button('Save');
    this.cancel = this.link('Cancel');
    this.devices = this.root.getByRole('listitem');
  }
}

export class ChooseDialog extends Dialog {
  constructor(page) {
    super(page, 'Choose a method');
    this.authenticatorApp = this.button('Authenticator app');
    this.passkey = this.button('Passkey');
    this.useBackupCode = this.link('Use a backup code');
  }
}

export class ScanDialog extends CodeDialog {
  constructor(page) {
    super(page, 'Scan the QR code');
    this.qr = this.root.getByRole('img', { name: 'QR code', exact: true });
    this.secret = this.root.getByTestId('totp-secret');
    this.appLink = this.link('Open in authenticator app');
    this.startOver = this.button('Start over');
    this.cancel = this.button('Cancel');
  }

  /** The address that a phone's camera reads from the screen. */
  async scan() {
    return new URL(await decode(await this.qr.screenshot()));
  }

  async readSecret() {
    return (await this.secret.innerText()).replaceAll(/\s/g, '');
  }
}

export class VerifyDialog extends CodeDialog {
  constructor(page) {
    super(page, 'Enter the verification code');
    this.useDifferentMethod = this.link('Use a different method');
    this.useBackupCode = this.link('Use a backup code');
    this.cancel = this.link('Cancel');
  }
}

class PasskeyDialog extends Dialog {
  constructor(page, name, button) {
    super(page, name);
    this.go = this.button(button);
    this.useDifferentMethod = this.link('Use a different method');
    this.useBackupCode = this.link('Use a backup code');
    this.cancel = this.link('Cancel');
  }
}

export class RegisterPasskeyDialog extends PasskeyDialog {
  constructor(page) {
    super(page, 'Register a passkey', 'Register passkey');
  }
}

export class VerifyPasskeyDialog extends PasskeyDialog {
  constructor(page) {
    super(page, 'Verify with a passkey', 'Verify with passkey');
  }
}

export class CodesDialog extends Dialog {
  constructor(page) {
    super(page, 'Your backup codes');
    this.codes = this.root.getByTestId('recovery-code');
    this.copy = this.button('Copy codes');
    this.download = this.link('Download codes');
    this.print = this.button('Print codes');
    this.saved = this.root.getByRole('checkbox', { name: 'I have saved these codes', exact: true });
    this.done = this.button('Done');
  }

  async read() {
    await this.codes.nth(9).waitFor();
    return this.codes.allInnerTexts();
  }

  async acknowledge() {
    await this.saved.check();
    await this.done.click();
  }
}

export class BackupCodeDialog extends Dialog {
  constructor(page) {
    super(page, 'Enter a backup code');
    this.field = this.root.getByRole('textbox', { name: 'Backup code', exact: true });
    this.verify = this.button('Verify');
    this.useDifferentMethod = this.link('Use a different method');
  }

  async enter(code) {
    await this.field.fill(code);
    await this.verify.click();
  }
}

/** The question before codes disappear that nobody has saved. */
export class LeaveDialog extends Dialog {
  constructor(page) {
    super(page, 'Close without saving your codes?');
    this.stay = this.button('Back to the codes');
    this.leave = this.button('Close anyway');
  }
}
