// When there is nothing to show but that it can't be shown.

import { signInPage } from '../../pages/credentials.mjs';

export const errors = {
  'error-404': (stage) => stage.refused(404, () => stage.open('/nothing-here')),

  async 'error-403'(stage) {
    const form = `<form method="post" action="${stage.server.origin}/sign-out"><button>A prize!</button></form>`;
    await stage.page.goto(`data:text/html,${encodeURIComponent(form)}`);
    await stage.refused(403, () => stage.page.getByRole('button').click());
  },

  'cookies-blocked': (stage) => {
    const { origin } = stage.server;
    return stage.refused(401, () => stage.page.goto(`${origin}/mfa`, { referer: `${origin}/sign-in` }));
  },

  async 'session-changed'(stage) {
    await stage.as('enrolled');
    await stage.open('/account/security');
    await stage.as('withBoth');
    await stage.refused(409, () => stage.page.getByRole('button', { name: 'End all other sessions' }).click());
  },

  async 'codes-replaced'(stage) {
    const person = await stage.asNew('enrolled');
    await person.client.post('/account/recovery-codes');
    await stage.open('/mfa/recovery-codes');
    await person.client.post('/account/recovery-codes');
    await stage.page.getByRole('checkbox').check();
    await stage.refused(409, () => stage.page.getByRole('button', { name: 'Done' }).click());
  },

  async 'error-429'(stage) {
    await stage.at('hurried', { LATCHKEY__LIMITS__SIGN_INS_PER_MINUTE: '1' });
    const credentials = { email: 'somebody@example.org', password: 'not the password' };
    await stage.open('/sign-in');
    for (let round = 0; round < 3; round += 1) {
      await stage.page.request.post(`${stage.server.origin}/sign-in`, { form: credentials, headers: { origin: stage.server.origin } });
    }
    await stage.refused(429, () => signInPage(stage.page).enter(credentials));
  },

  async 'error-503'(stage) {
    await stage.at('broken', {});
    await stage.as('enrolled');
    await stage.server.database.destroy();
    await stage.refused(503, () => stage.open('/account/security'));
  },
};
