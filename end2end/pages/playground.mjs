// `/playground`: the modal controls and the hooks, live, and over them the built-in screens.

import { expect } from '@playwright/test';
import { BackupCodeDialog, ChooseDialog, CodesDialog, LeaveDialog, ManageDialog, ScanDialog, VerifyDialog } from './dialog.mjs';

export const MODALS = {
  manage: 'Show MFA Management',
  choose: 'Show MFA Type Selection',
  scan: 'Show QR Code',
  verify: 'Show OTP Verification',
  codes: 'Show Backup Codes',
  backupCode: 'Show Enter Backup Codes',
};

export class Playground {
  constructor(page) {
    this.page = page;
    this.heading = page.getByRole('heading', { name: 'Playground', exact: true });
    this.dialog = page.getByRole('dialog');
    this.manage = new ManageDialog(page);
    this.choose = new ChooseDialog(page);
    this.scan = new ScanDialog(page);
    this.verify = new VerifyDialog(page);
    this.codes = new CodesDialog(page);
    this.backupCode = new BackupCodeDialog(page);
    this.leave = new LeaveDialog(page);
    /** What was just done, said beside the dialog. */
    this.said = page.locator('.mfa-said');
  }

  async open() {
    await this.page.goto('/playground');
  }

  /** The button that opens a dialog. */
  opener(modal) {
    return this.page.getByRole('button', { name: MODALS[modal], exact: true });
  }

  /** Opens a dialog by its button; a button that hasn't woken up yet does nothing. */
  async show(modal) {
    await expect(async () => {
      if (!(await this[modal].root.isVisible())) {
        if (await this.dialog.isVisible()) await this.page.keyboard.press('Escape');
        await this.opener(modal).click({ timeout: 1_000 });
      }
      await expect(this[modal].root).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 10_000 });
    return this[modal];
  }

  async expectClosed() {
    await expect(this.dialog).toHaveCount(0);
  }
}
