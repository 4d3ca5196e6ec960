// The field for six digits, on `/mfa/totp` and `/mfa/verify`. With scripts it submits itself, without them the button does.

import { setTimeout as sleep } from 'node:timers/promises';

export class CodeEntry {
  constructor(page) {
    this.page = page;
    this.field = page.getByRole('textbox', { name: 'Verification code', exact: true });
    this.verify = page.getByRole('button', { name: 'Verify', exact: true });
    this.alert = page.getByRole('alert');
    this.useDifferentMethod = page.getByRole('link', { name: 'Use a different method', exact: true });
    this.useBackupCode = page.getByRole('link', { name: 'Use a backup code', exact: true });
  }

  /** Types a code, and presses the button where the page doesn't submit by itself. */
  async enter(code) {
    const answer = this.page.waitForResponse((response) => response.request().method() === 'POST');
    // The button of this very page: the next page may have one of the same name.
    const button = await this.verify.elementHandle();
    await this.field.fill(code);
    const byItself = await Promise.race([answer.then(() => true), sleep(500, false)]);
    if (!byItself) await button.click().catch(() => {});
    await answer;
    await this.page.waitForLoadState();
  }
}
