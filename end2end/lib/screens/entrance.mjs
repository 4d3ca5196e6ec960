// Before anybody is known.

import { signInPage, signUpPage } from '../../pages/credentials.mjs';
import { PasskeyPage } from '../../pages/passkey.mjs';
import { Authenticators } from '../passkeys.mjs';

export const entrance = {
  landing: (screen) => screen.open('/'),
  'sign-up': (screen) => screen.open('/sign-up'),

  async 'sign-up-password-refused'(screen) {
    await screen.open('/sign-up');
    await screen.refused(422, () => signUpPage(screen.page).enter({ email: 'somebody@example.org', password: 'password1234567' }));
  },

  async 'sign-up-address-taken'(screen) {
    const { email, password } = await screen.shared.person(screen.server, 'signedUp');
    await screen.open('/sign-up');
    await screen.refused(422, () => signUpPage(screen.page).enter({ email, password }));
  },

  async 'sign-up-passkey'(screen) {
    await Authenticators.builtIn(screen.page);
    await screen.open('/sign-up');
    await screen.main().getByRole('textbox', { name: 'Email' }).fill(`${Date.now()}@example.org`);
    await screen.main().locator('[name=action][value=passkey]').click();
    await screen.page.waitForURL(/\/m\//);
    await screen.main().locator('.passkey button:not(.waiting)').waitFor();
  },

  'sign-in': (screen) => screen.open('/sign-in'),

  async 'sign-in-passkey-refused'(screen) {
    await Authenticators.builtIn(screen.page);
    await screen.open('/sign-in');
    const passkey = new PasskeyPage(screen.page);
    await passkey.signIn.click();
    await passkey.alert.waitFor();
  },

  async 'sign-in-refused'(screen) {
    await screen.open('/sign-in');
    const email = `${Date.now()}@example.org`;
    await screen.refused(401, () => signInPage(screen.page).enter({ email, password: 'not the password' }));
  },

  async 'sign-in-waits'(screen) {
    await screen.open('/sign-in');
    const credentials = { email: `${Date.now()}@example.org`, password: 'not the password' };
    for (let guess = 0; guess < 30; guess += 1) {
      await screen.page.request.post(`${screen.server.origin}/sign-in`, { form: credentials, headers: { origin: screen.server.origin } });
    }
    await screen.refused(429, () => signInPage(screen.page).enter(credentials));
  },

  async 'sign-in-session-ended'(screen) {
    const person = await screen.asNew('enrolled');
    await screen.server.database.execute(`DELETE FROM session WHERE account_id = (SELECT id FROM account WHERE email = '${person.email}')`);
    await screen.open('/account/security');
  },

  'lost-access': (screen) => screen.open('/lost-access'),

  async 'sign-out'(screen) {
    await screen.as('enrolled');
    await screen.open('/sign-out');
  },
};
