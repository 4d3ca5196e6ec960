// `/account/security`: everything that somebody can manage about an account.

export class SecurityPage {
  constructor(page) {
    const button = (name) => page.getByRole('button', { name, exact: true });
    this.page = page;
    this.heading = page.getByRole('heading', { name: 'Account security', exact: true });
    this.add = button('Add authenticator app');
    this.replace = button('Replace authenticator app');
    this.addPasskey = button('Add passkey');
    this.passkeys = page.getByRole('region', { name: 'Passkeys', exact: true }).getByRole('listitem');
    /** The offer of a second method. */
    this.accept = button('Set up now');
    this.decline = button('Not now');
    this.newCodes = button('New backup codes');
    this.endOthers = button('End all other sessions');
    this.signOut = button('Sign out');
    this.alert = page.getByRole('alert');
    this.rename = (name) => button(`Rename ${name}`);
    this.remove = (name) => button(`Remove ${name}`);
    this.renames = page.getByRole('button', { name: /^Rename / });
    this.removes = page.getByRole('button', { name: /^Remove (?!password$)/ });
  }

  async open() {
    await this.page.goto('/account/security');
  }
}
