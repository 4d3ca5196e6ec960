// Where mails lead, and how addresses are confirmed.

import { setTimeout as sleep } from 'node:timers/promises';
import { administrator } from '../administrator.mjs';
import { Client } from '../client.mjs';
import { must, Person } from '../person.mjs';

const PASSPHRASE = 'seven purple lighthouses';

const somebody = () => `${Date.now()}@example.org`;

/** Opens a page of the server that sends mails. */
const at = (path) => async (screen) => {
  await screen.atMailServer();
  await screen.open(path);
};

/** Opens it signed in, as a new person or one of the others. */
async function as(screen, kind, path) {
  await screen.atMailServer();
  const person = await screen[kind]('enrolled');
  await screen.open(path);
  return person;
}

/** Fills in the only address of the page, and waits for the page after it. */
async function send(screen, address, wait) {
  const field = screen.main().getByRole('textbox', { name: /email|address/i }).first();
  await field.fill(address);
  await Promise.all([screen.page.waitForURL(wait), field.press('Enter')]);
}

async function signUpLink(screen) {
  const address = somebody();
  await at('/sign-up')(screen);
  await send(screen, address, '**/check-mail');
  await screen.openLink(address);
}

async function resetLink(screen) {
  await screen.atMailServer();
  // A new account, since a mailbox gets one such mail a minute.
  const { email } = await Person.signedUp(screen.server);
  await screen.open('/reset');
  await send(screen, email, '**/check-mail');
  await screen.openLink(email);
}

/** Asks for a link to a second address; gives the address. */
async function secondAddress(screen) {
  await as(screen, 'asNew', '/account/second-address');
  const address = `second-${somebody()}`;
  await send(screen, address, /second-address|security/);
  return address;
}

const refusePassword = (screen) => {
  const field = screen.main().locator('#password');
  return screen.refused(422, async () => {
    await field.fill('password1234567');
    await field.press('Enter');
  });
};

export const mail = {
  'mail-sign-up': at('/sign-up'),

  async 'mail-check'(screen) {
    await at('/sign-up')(screen);
    await send(screen, somebody(), '**/check-mail');
  },

  'mail-sign-up-link': signUpLink,

  async 'mail-sign-up-link-refused'(screen) {
    await signUpLink(screen);
    await refusePassword(screen);
  },

  async 'mail-link-over'(screen) {
    await screen.atMailServer();
    await screen.refused(410, () => screen.open('/m/AAAAAAAAAAAAAAAAAAAAAA'));
  },

  'mail-reset': at('/reset'),

  async 'mail-reset-malformed'(screen) {
    await at('/reset')(screen);
    const field = screen.main().getByRole('textbox');
    await field.fill('nobody');
    await screen.refused(422, () => field.press('Enter'));
  },

  'mail-reset-link': resetLink,

  async 'mail-reset-link-refused'(screen) {
    await resetLink(screen);
    await refusePassword(screen);
  },

  async 'mail-reset-done'(screen) {
    await screen.atMailServer();
    const person = await screen.asNew('enrolled');
    must(await person.client.post('/reset', { email: person.email }), '/check-mail');
    await screen.page.context().clearCookies();
    await screen.openLink(person.email);
    await screen.main().locator('#password').fill(PASSPHRASE);
    await screen.main().getByRole('button').click();
    await screen.page.waitForURL('**/sign-in**');
  },

  'mail-not-me': at('/not-me'),
  'mail-security': (screen) => as(screen, 'as', '/account/security'),
  'mail-email': (screen) => as(screen, 'as', '/account/email'),

  async 'mail-security-unconfirmed'(screen) {
    await screen.atMailServer();
    const { email } = await screen.asNew('enrolled');
    await screen.server.database.execute(`UPDATE account SET address = NULL, address_confirmed_at = NULL WHERE email = '${email}'`);
    await screen.open('/account/security');
  },

  'mail-second-address': (screen) => as(screen, 'as', '/account/second-address'),

  async 'mail-second-address-stale'(screen) {
    await screen.atMailServer();
    const person = await screen.asNew('enrolled');
    await person.letProofsExpire();
    await screen.open('/account/second-address');
  },

  async 'mail-second-address-refused'(screen) {
    await as(screen, 'as', '/account/second-address');
    const field = screen.main().getByRole('textbox');
    await field.fill('nobody');
    await screen.refused(422, () => field.press('Enter'));
  },

  async 'mail-second-address-sent'(screen) {
    await secondAddress(screen);
  },

  async 'mail-second-address-link'(screen) {
    await screen.openLink(await secondAddress(screen));
  },

  async 'mail-second-address-link-signed-out'(screen) {
    const address = await secondAddress(screen);
    await screen.page.context().clearCookies();
    await screen.openLink(address);
  },

  async 'mail-second-address-set'(screen) {
    await screen.openLink(await secondAddress(screen));
    await screen.main().getByRole('button').click();
    await screen.page.waitForURL('**/account/security**');
  },

  async 'admin-mail'(screen) {
    await screen.atMailServer();
    const admin = await administrator(screen.server);
    // The relay refuses the first of these for good, and the other one for now.
    const receivers = ['nobody@example.org', 'busy@example.org'];
    for (const email of receivers) must(await new Client(screen.server).post('/sign-up', { email }), '/check-mail');
    await screen.become(admin.client);
    for (let tries = 0; tries < 100; tries += 1) {
      await screen.open('/admin/mail');
      const rows = await screen.main().locator('.row', { has: screen.page.locator('code') }).allTextContents();
      if (receivers.every((receiver) => rows.some((row) => row.includes(receiver)))) return;
      await sleep(100);
    }
    throw new Error('the relay refused nothing');
  },

  async 'admin-mail-none'(screen) {
    await screen.at('quiet', {}, [], true);
    const admin = await administrator(screen.server);
    await screen.become(admin.client);
    await screen.open('/admin/mail');
  },
};
