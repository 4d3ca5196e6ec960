// `/mfa/totp`: the QR code, the secret to type, the link for a phone, and the first code.

import { decode } from '../lib/qr.mjs';
import { CodeEntry } from './code.mjs';

export class TotpPage extends CodeEntry {
  constructor(page) {
    super(page);
    this.qr = page.getByRole('img', { name: 'QR code', exact: true });
    this.secret = page.getByTestId('totp-secret');
    this.link = page.getByRole('link', { name: 'Open in authenticator app', exact: true });
  }

  /** What a phone's camera reads from the screen. */
  async scan() {
    return decode(await this.qr.screenshot());
  }

  async readSecret() {
    return (await this.secret.innerText()).replaceAll(/\s/g, '');
  }
}
