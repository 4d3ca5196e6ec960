// People on their way through the recovery of an account, at a server that sends mails. Each of these leads on from the one before.

import { must, Person } from './person.mjs';

export const RECOVERY_PAGE = '/mfa/account-recovery';

/** Somebody with a method and an address that has been the account's for long enough. */
export async function settled(server) {
  const person = await Person.of(server, 'enrolled');
  await server.database.execute(`UPDATE account SET address_confirmed_at = address_confirmed_at - 700000000 WHERE email = '${person.email}'`);
  return person;
}

/** At the challenge: `half` is the browser there. */
export async function challenged(server) {
  const person = await settled(server);
  person.half = await person.halfSession();
  return person;
}

/** With the mail whose link begins the recovery: `link` is the path of the link. */
export async function asked(server) {
  const person = await challenged(server);
  must(await person.half.post(RECOVERY_PAGE));
  person.link = (await server.relay.takeLink(person.email)).path;
  return person;
}

/** With a recovery under way: `stop` is the path of the link that stops it. */
export async function begun(server) {
  const person = await asked(server);
  must(await person.half.post(person.link, { current: person.password }));
  person.stop = (await server.relay.takeLink(person.email)).path;
  return person;
}

/** Lets the waiting time of somebody's recovery be over, of which the first notice was handed over. */
export async function endWaiting(server, { email }) {
  const account = `(SELECT id FROM account WHERE email = '${email}')`;
  await server.database.execute(`UPDATE account_recovery SET ready_at = began_at, days = 1 WHERE account_id = ${account}`);
  // It looks for recoveries once a minute, and at its start.
  await server.restart();
}

/** With a recovery whose waiting time is over: `finish` is the path of the link that completes it. */
export async function ready(server) {
  const person = await begun(server);
  await endWaiting(server, person);
  person.finish = (await server.relay.takeLink(person.email)).path;
  return person;
}
