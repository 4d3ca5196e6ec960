// When there is nothing to show but that it can't be shown.

import { signInPage } from '../../pages/credentials.mjs';

export const errors = {
  'error-404': (screen) => screen.refused(404, () => screen.open('/nothing-here')),

  async 'error-403'(screen) {
    const form = `<form method="post" action="${screen.server.origin}/sign-out"><button>A prize!</button></form>`;
    await screen.page.goto(`data:text/html,${encodeURIComponent(form)}`);
    await screen.refused(403, () => screen.page.getByRole('button').click());
  },

  'cookies-blocked': (screen) => {
    const { origin } = screen.server;
    return screen.refused(401, () => screen.page.goto(`${origin}/mfa`, { referer: `${origin}/sign-in` }));
  },

  async 'session-changed'(screen) {
    await screen.as('enrolled');
    await screen.open('/account/security');
    await screen.as('withBoth');
    await screen.refused(409, () => screen.page.getByRole('button', { name: 'End all other sessions' }).click());
  },

  async 'codes-replaced'(screen) {
    const person = await screen.asNew('enrolled');
    await person.client.post('/account/recovery-codes');
    await screen.open('/mfa/recovery-codes');
    await person.client.post('/account/recovery-codes');
    await screen.page.getByRole('checkbox').check();
    await screen.refused(409, () => screen.page.getByRole('button', { name: 'Done' }).click());
  },

  async 'error-429'(screen) {
    await screen.at('hurried', { LATCHKEY__LIMITS__SIGN_INS_PER_MINUTE: '1' });
    const credentials = { email: 'somebody@example.org', password: 'not the password' };
    await screen.open('/sign-in');
    for (let round = 0; round < 3; round += 1) {
      await screen.page.request.post(`${screen.server.origin}/sign-in`, { form: credentials, headers: { origin: screen.server.origin } });
    }
    await screen.refused(429, () => signInPage(screen.page).enter(credentials));
  },

  async 'error-503'(screen) {
    await screen.at('broken', {});
    await screen.as('enrolled');
    await screen.server.database.destroy();
    await screen.refused(503, () => screen.open('/account/security'));
  },
};
