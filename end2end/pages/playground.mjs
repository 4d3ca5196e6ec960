// `/playground`: the modal controls and the hooks, live, and over them the built-in screens.

import { expect } from '@playwright/test';
import {
  BackupCodeDialog,
  ChooseDialog,
  CodesDialog,
  LeaveDialog,
  ManageDialog,
  RegisterPasskeyDialog,
  ScanDialog,
  VerifyDialog,
  VerifyPasskeyDialog,
} from './dialog.mjs';

export const MODALS = {
  manage: 'Show MFA Management',
  choose: 'Show MFA Type Selection',
  scan: 'Show QR Code',
  verify: 'Show OTP Verification',
  codes: 'Show Backup Codes',
  backupCode: 'Show Enter Backup Codes',
  registerPasskey: 'Show Register Passkey',
  verifyPasskey: 'Show Verify Passkey',
};

/** A hook: what can be pressed, its state, and what the last call came to. */
class Panel {
  constructor(page, hook) {
    this.region = page.getByRole('region', { name: hook, exact: true });
    this.state = page.getByTestId(`${hook}-state`);
    this.result = page.getByTestId(`${hook}-result`);
  }

  button(name) {
    return this.region.getByRole('button', { name: `Call ${name}`, exact: true });
  }

  async press(name) {
    await this.button(name).click();
  }
}

/** `use_mfa`: its calls take what is in the field. */
class MfaPanel extends Panel {
  constructor(page) {
    super(page, 'use_mfa');
    this.page = page;
    this.argument = page.getByRole('textbox', { name: 'Argument', exact: true });
    this.log = new Log(page);
  }

  /** Calls a function and gives its result. */
  async call(name, argument = '') {
    await this.argument.fill(argument);
    const entry = name.replace(/\(.*/, '');
    const before = (await this.log.read()).length;
    await this.press(name);
    await expect.poll(async () => (await this.log.read()).slice(before).some((line) => line.startsWith(`${entry} `))).toBe(true);
    return this.result.innerText();
  }
}

/** `use_get_mfa_token`: an application's own form. */
class TransferPanel extends Panel {
  constructor(page) {
    super(page, 'use_get_mfa_token');
    this.amount = page.getByRole('textbox', { name: 'Amount', exact: true });
    this.to = page.getByRole('textbox', { name: 'To', exact: true });
    this.sending = this.region.getByRole('button', { name: 'Send', exact: true });
  }

  async send(amount = '12.00', to = 'Ada') {
    await this.amount.fill(amount);
    await this.to.fill(to);
    await this.sending.click();
  }
}

/** `settings.change`: a setting that is open for a while once that is confirmed. */
class SettingsPanel extends Panel {
  constructor(page) {
    super(page, 'settings.change');
    this.limit = page.getByRole('textbox', { name: 'Daily limit', exact: true });
    this.saving = this.region.getByRole('button', { name: 'Save', exact: true });
  }

  async save(limit) {
    await this.limit.fill(limit);
    await this.saving.click();
  }
}

class SyncPanel extends Panel {
  constructor(page) {
    super(page, 'use_sync_mfa_flow');
    this.installed = page.getByRole('checkbox', { name: 'Handler installed', exact: true });
  }
}

/** What has happened on the page, newest last. */
class Log {
  constructor(page) {
    this.entries = page.getByRole('log', { name: 'Events', exact: true }).getByRole('listitem');
    this.clear = page.getByRole('button', { name: 'Clear', exact: true });
  }

  /** The entries without their times. */
  async read() {
    return (await this.entries.allInnerTexts()).map((text) => text.replace(/^\d+:\d\d:\d\d\s+/, ''));
  }
}

export class Playground {
  constructor(page) {
    this.page = page;
    this.heading = page.getByRole('heading', { name: 'Playground', exact: true });
    this.dialog = page.getByRole('dialog');
    /** What is said where not all panels wake. */
    this.asleep = page.getByRole('status').getByText('they haven’t all come to life');
    this.manage = new ManageDialog(page);
    this.choose = new ChooseDialog(page);
    this.scan = new ScanDialog(page);
    this.verify = new VerifyDialog(page);
    this.codes = new CodesDialog(page);
    this.backupCode = new BackupCodeDialog(page);
    this.registerPasskey = new RegisterPasskeyDialog(page);
    this.verifyPasskey = new VerifyPasskeyDialog(page);
    this.leave = new LeaveDialog(page);
    /** What was just done, said beside the dialog. */
    this.said = page.locator('.mfa-said');

    this.modals = new Panel(page, 'use_mfa_modals');
    this.auth = new Panel(page, 'use_auth');
    this.mfa = new MfaPanel(page);
    this.sync = new SyncPanel(page);
    this.prompt = new Panel(page, 'use_prompt_mfa_auth');
    this.methods = new Panel(page, 'use_get_user_mfa_methods');
    this.registerPasskeyHook = new Panel(page, 'use_register_passkey');
    this.authenticatePasskeyHook = new Panel(page, 'use_authenticate_passkey_mfa');
    this.signInWithPasskeyHook = new Panel(page, 'use_sign_in_with_passkey');
    this.getPasskeysHook = new Panel(page, 'use_get_passkeys');
    this.deletePasskeyHook = new Panel(page, 'use_delete_passkey');
    this.passkeyName = this.getPasskeysHook.region.getByRole('textbox', { name: 'Name', exact: true });
    this.required = new Panel(page, 'use_is_mfa_required_for_action');
    this.requiredAction = this.required.region.getByRole('textbox', { name: 'Action', exact: true });
    this.transfer = new TransferPanel(page);
    this.settings = new SettingsPanel(page);
    this.events = new Panel(page, 'use_mfa_events');
    this.log = new Log(page);
  }

  async open() {
    await this.page.goto('/playground');
    await this.expectClosed();
  }

  /** The button that opens a dialog. Like all of the page's, it can be pressed once it has woken up. */
  opener(modal) {
    return this.page.getByRole('button', { name: MODALS[modal], exact: true });
  }

  /** Opens a dialog by its button. */
  async show(modal) {
    await this.opener(modal).click();
    await expect(this[modal].root).toBeVisible();
    return this[modal];
  }

  /** Has the page look at where the visitor stands, as it does when its tab is looked at again. */
  async lookAgain() {
    const answer = this.page.waitForResponse('**/api/latchkey/flow/status');
    await this.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await answer;
  }

  async expectClosed() {
    await expect(this.dialog).toHaveCount(0);
  }
}

/** Opens the playground, signed in as `client` if there is one, and waits until its islands are hydrated. */
export async function openPlayground(page, become, client) {
  if (client) await become(client);
  const playground = new Playground(page);
  await playground.open();
  await expect(playground.prompt.button('prompt'), 'hydrated').toBeEnabled();
  return playground;
}

/** Opens the playground in somebody's name, and a dialog on it. */
export async function openDialog(page, become, client, modal) {
  await become(client);
  const playground = new Playground(page);
  await playground.open();
  await playground.show(modal);
  return playground;
}
