// `/mfa/recovery-codes`: the ten backup codes, shown until they are acknowledged.

export class RecoveryCodesPage {
  constructor(page) {
    this.page = page;
    this.codes = page.getByTestId('recovery-code');
    this.copy = page.getByRole('button', { name: 'Copy codes', exact: true });
    this.download = page.getByRole('link', { name: 'Download codes', exact: true });
    this.print = page.getByRole('button', { name: 'Print codes', exact: true });
    this.saved = page.getByRole('checkbox', { name: 'I have saved these codes', exact: true });
    this.done = page.getByRole('button', { name: 'Done', exact: true });
    this.alert = page.getByRole('alert');
  }

  async read() {
    await this.page.waitForURL('**/mfa/recovery-codes');
    return this.codes.allInnerTexts();
  }

  async acknowledge() {
    await this.saved.check();
    await this.done.click();
  }
}
