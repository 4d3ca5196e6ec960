// Before anybody is known.

import { signInPage, signUpPage } from '../../pages/credentials.mjs';
import { PasskeyPage } from '../../pages/passkey.mjs';
import { Authenticators } from '../passkeys.mjs';

export const entrance = {
  landing: (stage) => stage.open('/'),
  'sign-up': (stage) => stage.open('/sign-up'),

  async 'sign-up-password-refused'(stage) {
    await stage.open('/sign-up');
    await stage.refused(422, () => signUpPage(stage.page).enter({ email: 'somebody@example.org', password: 'password1234567' }));
  },

  async 'sign-up-address-taken'(stage) {
    const { email, password } = await stage.company.person(stage.server, 'signedUp');
    await stage.open('/sign-up');
    await stage.refused(422, () => signUpPage(stage.page).enter({ email, password }));
  },

  'sign-in': (stage) => stage.open('/sign-in'),

  async 'sign-in-passkey-refused'(stage) {
    await Authenticators.builtIn(stage.page);
    await stage.open('/sign-in');
    const passkey = new PasskeyPage(stage.page);
    await passkey.signIn.click();
    await passkey.alert.waitFor();
  },

  async 'sign-in-refused'(stage) {
    await stage.open('/sign-in');
    const email = `${Date.now()}@example.org`;
    await stage.refused(401, () => signInPage(stage.page).enter({ email, password: 'not the password' }));
  },

  async 'sign-in-waits'(stage) {
    await stage.open('/sign-in');
    const credentials = { email: `${Date.now()}@example.org`, password: 'not the password' };
    for (let guess = 0; guess < 30; guess += 1) {
      await stage.page.request.post(`${stage.server.origin}/sign-in`, { form: credentials, headers: { origin: stage.server.origin } });
    }
    await stage.refused(429, () => signInPage(stage.page).enter(credentials));
  },

  async 'sign-in-session-ended'(stage) {
    const person = await stage.asNew('enrolled');
    await stage.server.database.execute(`DELETE FROM session WHERE account_id = (SELECT id FROM account WHERE email = '${person.email}')`);
    await stage.open('/account/security');
  },

  'lost-access': (stage) => stage.open('/lost-access'),

  async 'sign-out'(stage) {
    await stage.as('enrolled');
    await stage.open('/sign-out');
  },
};
