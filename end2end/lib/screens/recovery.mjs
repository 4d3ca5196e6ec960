// Recovering an account after a waiting time, on the server that sends mails.

import { administrator } from '../administrator.mjs';
import { must, Person } from '../person.mjs';

const PAGE = '/mfa/account-recovery';

/** Somebody with a method and an address that has been the account's for long enough. */
async function settled(screen) {
  await screen.atMailServer();
  const person = await Person.of(screen.server, 'enrolled');
  await screen.server.database.execute(`UPDATE account SET address_confirmed_at = address_confirmed_at - 700000000 WHERE email = '${person.email}'`);
  return person;
}

/** The same, at the challenge. */
async function challenged(screen) {
  const person = await settled(screen);
  person.half = await person.halfSession();
  await screen.become(person.half);
  return person;
}

/** The same, with the mail whose link begins the recovery: gives the path of the link. */
async function asked(screen) {
  const person = await challenged(screen);
  must(await person.half.post(PAGE));
  person.link = (await screen.server.relay.takeLink(person.email)).path;
  return person;
}

/** The same, with a recovery under way. */
async function begun(screen) {
  const person = await asked(screen);
  must(await person.half.post(person.link, { current: person.password }));
  person.stop = (await screen.server.relay.takeLink(person.email)).path;
  return person;
}

/** The same, whose waiting time is over. */
async function ready(screen) {
  const person = await begun(screen);
  const account = `(SELECT id FROM account WHERE email = '${person.email}')`;
  // The notice of the first day was handed over, or its link wouldn't be here.
  await screen.server.database.execute(`UPDATE account_recovery SET ready_at = began_at, days = 1 WHERE account_id = ${account}`);
  // It looks for recoveries once a minute, and at its start.
  await screen.server.restart();
  person.finish = (await screen.server.relay.takeLink(person.email)).path;
  return person;
}

const wrongPassword = (screen) =>
  screen.refused(422, async () => {
    await screen.main().locator('input[type=password]').fill('not the password');
    await screen.main().getByRole('button').first().click();
  });

/** Goes on as an administrator; `act` has somebody's recovery begin first. */
async function governed(screen, act) {
  const person = await act(screen);
  await screen.page.context().clearCookies();
  await screen.become((await administrator(screen.server)).client);
  return person;
}

export const recovery = {
  async 'recovery-lost-access'(screen) {
    await challenged(screen);
    await screen.open('/lost-access');
  },

  async 'recovery-offered'(screen) {
    await challenged(screen);
    await screen.open(PAGE);
  },

  async 'recovery-new-address'(screen) {
    await screen.atMailServer();
    const person = await Person.of(screen.server, 'enrolled');
    await screen.become(await person.halfSession());
    await screen.open(PAGE);
  },

  async 'recovery-link-sent'(screen) {
    await challenged(screen);
    await screen.open(PAGE);
    await screen.main().getByRole('button').first().click();
    await screen.page.getByRole('status').first().waitFor();
  },

  async 'recovery-link'(screen) {
    await screen.open((await asked(screen)).link);
  },

  async 'recovery-link-wrong'(screen) {
    await screen.open((await asked(screen)).link);
    await wrongPassword(screen);
  },

  async 'recovery-waiting'(screen) {
    await begun(screen);
    await screen.open(PAGE);
  },

  async 'recovery-banner'(screen) {
    const person = await begun(screen);
    await screen.page.context().clearCookies();
    await screen.become(person.client);
    await screen.open('/account/security');
  },

  async 'recovery-stop-link'(screen) {
    await screen.open((await begun(screen)).stop);
  },

  async 'recovery-stopped'(screen) {
    const person = await begun(screen);
    await screen.page.context().clearCookies();
    await screen.become(person.client);
    await screen.open('/account/security');
    await screen.page.getByRole('button', { name: 'Stop recovery' }).click();
    await screen.page.waitForLoadState();
  },

  async 'recovery-finish-link'(screen) {
    await screen.open((await ready(screen)).finish);
  },

  async 'recovery-set-up'(screen) {
    const person = await ready(screen);
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
    await governed(screen, begun);
    await screen.open('/admin/recoveries');
  },

  async 'admin-stop-recovery'(screen) {
    const { email } = await governed(screen, begun);
    await screen.open('/admin/recoveries');
    await screen.main().getByRole('link', { name: `Stop recovery of ${email}` }).click();
    await screen.page.waitForURL(/\/stop$/);
  },
};
