// `/mfa/recovery`: a backup code in place of a method, once.

export class RecoveryPage {
  constructor(page) {
    this.field = page.getByRole('textbox', { name: 'Backup code', exact: true });
    this.verify = page.getByRole('button', { name: 'Verify', exact: true });
    this.alert = page.getByRole('alert');
  }

  async enter(code) {
    await this.field.fill(code);
    await this.verify.click();
  }
}
