// Recovering an account after a waiting time, on the server that sends mails.

import { administrator } from '../administrator.mjs';
import { Person } from '../person.mjs';
import { asked, begun, challenged, ready, RECOVERY_PAGE } from '../recoveries.mjs';

/** Opens the mail server's pages, for somebody on the way through a recovery. */
const at = (stage) => async (screen) => {
  await screen.atMailServer();
  return stage(screen.server);
};

/** The same, as that person at the challenge. */
const as = (stage) => async (screen) => {
  const person = await at(stage)(screen);
  await screen.become(person.half);
  return person;
};

const wrongPassword = (screen) =>
  screen.refused(422, async () => {
    await screen.main().locator('input[type=password]').fill('not the password');
    await screen.main().getByRole('button').first().click();
  });

/** As an administrator, with somebody's recovery under way. */
async function governed(screen) {
  const person = await at(begun)(screen);
  await screen.become((await administrator(screen.server)).client);
  return person;
}

export const recovery = {
  async 'recovery-lost-access'(screen) {
    await as(challenged)(screen);
    await screen.open('/lost-access');
  },

  async 'recovery-offered'(screen) {
    await as(challenged)(screen);
    await screen.open(RECOVERY_PAGE);
  },

  async 'recovery-new-address'(screen) {
    await screen.atMailServer();
    const person = await Person.of(screen.server, 'enrolled');
    await screen.become(await person.halfSession());
    await screen.open(RECOVERY_PAGE);
  },

  async 'recovery-link-sent'(screen) {
    await as(challenged)(screen);
    await screen.open(RECOVERY_PAGE);
    await screen.main().getByRole('button').first().click();
    await screen.page.getByRole('status').first().waitFor();
  },

  async 'recovery-link'(screen) {
    await screen.open((await as(asked)(screen)).link);
  },

  async 'recovery-link-wrong'(screen) {
    await screen.open((await as(asked)(screen)).link);
    await wrongPassword(screen);
  },

  async 'recovery-waiting'(screen) {
    await as(begun)(screen);
    await screen.open(RECOVERY_PAGE);
  },

  async 'recovery-banner'(screen) {
    const person = await as(begun)(screen);
    await screen.page.context().clearCookies();
    await screen.become(person.client);
    await screen.open('/account/security');
  },

  async 'recovery-stop-link'(screen) {
    await screen.open((await as(begun)(screen)).stop);
  },

  async 'recovery-stopped'(screen) {
    const person = await as(begun)(screen);
    await screen.page.context().clearCookies();
    await screen.become(person.client);
    await screen.open('/account/security');
    await screen.page.getByRole('button', { name: 'Stop recovery' }).click();
    await screen.page.waitForLoadState();
  },

  async 'recovery-finish-link'(screen) {
    await screen.open((await as(ready)(screen)).finish);
  },

  async 'recovery-ready'(screen) {
    const person = await at(ready)(screen);
    await screen.become(await person.halfSession());
    await screen.open(RECOVERY_PAGE);
  },

  async 'recovery-ready-again'(screen) {
    const person = await at(ready)(screen);
    await screen.become(await person.halfSession());
    await screen.open(RECOVERY_PAGE);
    await screen.main().getByRole('button').first().click();
    await screen.page.getByRole('status').first().waitFor();
  },

  async 'recovery-set-up'(screen) {
    const person = await as(ready)(screen);
    await screen.page.context().clearCookies();
    await screen.open(person.finish);
    await screen.main().locator('input[type=password]').fill(person.password);
    await screen.main().getByRole('button').first().click();
    await screen.page.waitForURL('**/mfa/choose');
  },

  async 'admin-recoveries-none'(screen) {
    await screen.at('quiet', {}, [], true);
    await screen.become((await administrator(screen.server)).client);
    await screen.open('/admin/recoveries');
  },

  async 'admin-recoveries'(screen) {
    await governed(screen);
    await screen.open('/admin/recoveries');
  },

  async 'admin-stop-recovery'(screen) {
    const { email } = await governed(screen);
    await screen.open('/admin/recoveries');
    await screen.main().getByRole('link', { name: `Stop recovery of ${email}` }).click();
    await screen.page.waitForURL(/\/stop$/);
  },
};
