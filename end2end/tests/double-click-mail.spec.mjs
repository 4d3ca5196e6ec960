// The forms behind the links of mails, and those that have mails sent: their buttons pressed twice on a slow network.

import { admin, as, behind, behindSlowNetwork, form, pressEachTwice } from '../lib/double-click.mjs';
import { expect } from '../lib/fixtures.mjs';
import { must, Person } from '../lib/person.mjs';
import { asked, begun, challenged, ready, RECOVERY_PAGE } from '../lib/recoveries.mjs';
import { Relay } from '../lib/relay.mjs';

const SECURITY = '/account/security';
const NEW_PASSWORD = 'another horse, another staple';

const test = behindSlowNetwork(async () => ({ relay: await Relay.start() }));

/** A form for somebody on the way through a recovery; `client` is the browser that has the form. */
const recovering = (stage, describe) => async (server) => describe(await stage(server), server);

/** The path of the link that a request has sent. */
async function linkOf(server, address, request) {
  await server.forgetMailCounts();
  must(await request());
  return (await server.relay.takeLink(address)).path;
}

const FORMS = {
  'sign-up by link': async (server) => {
    const { client, email, password } = new Person(server);
    const link = await linkOf(server, email, () => client.post('/sign-up', { email }));
    return form(link, '/mfa/choose', { fields: { password } });
  },
  'reset by link': async (server) => {
    const { client, email } = await Person.signedUp(server);
    const link = await linkOf(server, email, () => client.post('/reset', { email }));
    return form(link, '/sign-in', { fields: { password: NEW_PASSWORD } });
  },
  'ask for another address': as('enrolled', ({ email, password }) =>
    form('/account/email', SECURITY, { fields: { email: `new-${email}`, current: password } }),
  ),
  'another address by link': as('enrolled', async ({ client, email, password }, server) => {
    const to = `new-${email}`;
    const link = await linkOf(server, to, () => client.post('/account/email', { from: email, email: to, current: password }));
    return form(link, SECURITY);
  }),
  'ask for a second address': as('enrolled', ({ email }) => form('/account/second-address', SECURITY, { fields: { email: `second-${email}` } })),
  'second address by link': as('enrolled', async ({ client, email }, server) => {
    const second = `second-${email}`;
    return form(await linkOf(server, second, () => client.post('/account/second-address', { email: second })), SECURITY);
  }),
  'backup code in place of a passkey': async (server) => {
    const person = await Person.of(server, 'withPasskey');
    await person.removePassword();
    const link = await linkOf(server, person.email, () => person.client.post('/reset', { email: person.email }));
    return form(link, expect.stringMatching(/^\/m\//), { fields: { code: person.codes[0] } });
  },
  'ask for a recovery': recovering(challenged, ({ half }) => ({ client: half, ...form(RECOVERY_PAGE, RECOVERY_PAGE) })),
  'begin a recovery': recovering(asked, ({ half, link, password }) => ({ client: half, ...form(link, RECOVERY_PAGE, { fields: { current: password } }) })),
  'stop a recovery by link': recovering(begun, ({ stop }) => form(stop, '/sign-in')),
  'stop a recovery in a session': recovering(begun, ({ client }) => ({ client, ...form(SECURITY, '/account/password', { act: '/account/stop-recovery' }) })),
  'ask for the last link again': recovering(ready, async (person) => ({ client: await person.halfSession(), ...form(RECOVERY_PAGE, RECOVERY_PAGE) })),
  'complete a recovery': recovering(ready, ({ finish, password }) => form(finish, '/mfa/choose', { fields: { current: password } })),
  'dashboard: stop a recovery': admin(async ({ client }, server) => {
    const { email } = await begun(server);
    const page = await behind(client, '/admin/recoveries', /"(\/admin\/recoveries\/\w+\/stop)"/);
    return form(page, '/admin/recoveries', { fields: { reason: `not ${email}` } });
  }),
};

test.skip(({ javaScriptEnabled }) => javaScriptEnabled !== false, 'with scripts, one of them sends each form once: the other file tries it');

pressEachTwice(test, FORMS);
