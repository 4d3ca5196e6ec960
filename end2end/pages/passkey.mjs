// `/mfa/passkey`, and what `/sign-in` has of it.

export class PasskeyPage {
  constructor(page) {
    const button = (name) => page.getByRole('button', { name, exact: true });
    const link = (name) => page.getByRole('link', { name, exact: true });
    this.register = button('Register passkey');
    this.verify = button('Verify with passkey');
    this.signIn = button('Sign in with a passkey');
    this.alert = page.getByRole('alert');
    this.waiting = page.getByRole('status').filter({ hasText: 'Follow the instructions from your browser or device' });
    /** What is said where scripts don't bring the button to life. */
    this.asleep = page.getByRole('status').getByText('this browser hasn’t run the scripts');
    this.useDifferentMethod = link('Use a different method');
    this.useBackupCode = link('Use a backup code');
    // Where a form waits for the proof it is a button, which has the form forgotten.
    this.cancel = link('Cancel').or(button('Cancel'));
  }
}
