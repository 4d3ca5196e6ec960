// `/mfa/choose`: which kind of method.

export class ChoosePage {
  constructor(page) {
    this.authenticatorApp = page.getByRole('button', { name: 'Authenticator app', exact: true });
    this.passkey = page.getByRole('button', { name: 'Passkey', exact: true });
    this.useBackupCode = page.getByRole('link', { name: 'Use a backup code', exact: true });
  }
}
