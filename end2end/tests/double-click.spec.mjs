// Every form of the product, its button pressed twice on a slow network: it is acted on once, and the page that comes is the one of the first press.

import { administrator, newKey, pageOf } from '../lib/administrator.mjs';
import { admin, as, behind, behindSlowNetwork, form, half, pressEachTwice } from '../lib/double-click.mjs';
import { Person } from '../lib/person.mjs';

const test = behindSlowNetwork(async () => ({ stocked: true }));

const SECURITY = '/account/security';
const PASSWORD = 'correct horse battery staple';

const about = (act, fields, prepare = async () => {}) =>
  admin(async (helper, server) => {
    const page = await pageOf(helper, await Person.of(server, 'enrolled'));
    await prepare(helper, page);
    return form(`${page}/${act}`, page, { fields });
  });

const code = async ({ authenticator }) => ({ code: await authenticator.next() });

const FORMS = {
  'sign-up': async () => form('/sign-up', '/mfa/choose', { fields: { email: `${Math.random().toString(36).slice(2)}@example.org`, password: PASSWORD } }),
  'sign-in': async (server) => {
    const { email, password } = await Person.of(server, 'enrolled');
    return form('/sign-in', '/mfa/verify', { fields: { email, password } });
  },
  'sign-out': as('enrolled', () => form('/sign-out', '/')),
  language: async () => form('/', '/', { act: '/language', button: '[value=de]' }),
  'time zone': as('enrolled', () => form('/time-zone?back=%2Faccount%2Factivity', '/account/activity', { act: '/time-zone' })),
  'choose an app': as('signedUp', () => form('/mfa/choose', '/mfa/totp', { button: '[value=totp]' })),
  'first code': as('pending', async (person) => form('/mfa/totp', '/mfa/recovery-codes', { fields: await code(person) })),
  'cancel enrollment': as('pending', () => form('/mfa/totp', '/mfa/choose', { button: '[value=cancel]' })),
  'codes are saved': as('verified', () => form('/mfa/recovery-codes', SECURITY, { ticked: 'acknowledged' })),
  code: half('enrolled', async (person) => form('/mfa/verify', SECURITY, { fields: await code(person) })),
  'backup code': half('enrolled', ({ codes }) => form('/mfa/recovery', SECURITY, { fields: { code: codes[0] } })),
  'new backup codes': as('enrolled', () => form(SECURITY, '/mfa/recovery-codes', { act: '/account/recovery-codes' })),
  'replace an app': as('enrolled', () => form(SECURITY, '/mfa/totp', { act: '/account/devices' })),
  'rename an app': as('enrolled', async ({ client }) => {
    const page = await behind(client, SECURITY, /"(\/account\/devices\/\w+\/rename)"/);
    return form(page, SECURITY, { fields: { name: 'Phone' } });
  }),
  'remove an app': as('withBoth', async ({ client }) => form(await behind(client, SECURITY, /"(\/account\/devices\/\w+\/remove)"/), SECURITY)),
  'add a passkey': as('withPasskey', () => form(SECURITY, '/mfa/passkey', { act: '/account/passkeys' })),
  'rename a passkey': as('withPasskey', async ({ client }) => {
    const page = await behind(client, SECURITY, /"(\/account\/passkeys\/\w+\/rename)"/);
    return form(page, SECURITY, { fields: { name: 'Key' } });
  }),
  'remove a passkey': as('withBoth', async ({ client }) => form(await behind(client, SECURITY, /"(\/account\/passkeys\/\w+\/remove)"/), SECURITY)),
  'no second method': as('enrolled', () => form(SECURITY, SECURITY, { act: '/account/second-method' })),
  'check-up': as('enrolled', async (person) => {
    await person.awaitCheckUp();
    return form(SECURITY, SECURITY, { act: '/account/check-up', button: '[value=yes]' });
  }),
  'end other sessions': as('enrolled', async (person) => {
    await person.signIn();
    return form(SECURITY, SECURITY, { act: '/account/sessions', button: '[value=end-others]' });
  }),
  'end one session': as('enrolled', async (person) => {
    await person.signIn();
    return form(SECURITY, SECURITY, { act: '/account/sessions', button: '[value=end]' });
  }),
  'end trust in a browser': as('enrolled', async (person, server) => {
    await server.setPolicy('trust_days=30');
    await person.trustBrowser();
    return form(SECURITY, SECURITY, { act: '/account/trusted-browsers', button: '[value=end]' });
  }),
  'end all trust': as('enrolled', async (person, server) => {
    await server.setPolicy('trust_days=30');
    await person.trustBrowser();
    return form(SECURITY, SECURITY, { act: '/account/trusted-browsers', button: '[value=end-all]' });
  }),
  'email address': as('enrolled', ({ email, password }) => form('/account/email', SECURITY, { fields: { email: `new-${email}`, current: password } })),
  password: as('enrolled', ({ password }) => form('/account/password', SECURITY, { fields: { current: password, new: 'another horse, another staple' } })),
  'remove the password': as('withPasskey', async (person) => {
    await person.addPasskey();
    return form(SECURITY, SECURITY, { act: '/account/password/remove' });
  }),
  'add a password': as('withPasskey', async (person) => {
    await person.removePassword();
    return form('/account/password', SECURITY, { fields: { new: 'another horse, another staple' } });
  }),
  'download the data': as('enrolled', () => form('/account/data', '/account/data', { button: '[name=download]' })),
  'delete the account': as('enrolled', () => form('/account/delete', '/', { ticked: 'confirm' })),
  'proof for a form': as('enrolled', async (person) => {
    await person.letProofsExpire();
    await person.client.post('/account/recovery-codes');
    return form('/mfa/verify', '/mfa/recovery-codes', { fields: await code(person) });
  }),
  'cancel a proof': as('enrolled', async (person) => {
    await person.letProofsExpire();
    await person.client.post('/account/recovery-codes');
    return form('/mfa/verify', SECURITY, { button: '[value=cancel]' });
  }),
  'form that asks for a proof': as('enrolled', async (person) => {
    await person.letProofsExpire();
    return form(SECURITY, '/mfa/verify', { act: '/account/recovery-codes' });
  }),
  'note of an administrator': as('enrolled', async (person, server) => {
    const helper = await administrator(server);
    await helper.client.post(`${await pageOf(helper, person)}/end-sessions`, { reason: 'x' });
    const client = await person.signIn();
    return { client, ...form(SECURITY, SECURITY, { act: '/account/notices' }) };
  }),
  'dashboard: policy': admin(async ({ client }) => {
    const { text } = await client.get('/admin/policy');
    const [, based] = text.match(/name="based_on" value="(\d+)"/);
    const draft = `based_on=${based}&enrollment=signup&session_based=on&totp=on&totp_codes=on&passkey=on&passkey_codes=on`;
    const limits = `max_totp_devices=${2 + (Number(based) % 3)}&max_passkeys=25&step_up_seconds=300&recovery_hours=72`;
    return form(`/admin/policy/preview?${draft}&${limits}`, '/admin/policy', { act: '/admin/policy/preview', fields: { reason: 'x' } });
  }),
  'dashboard: reset': about('reset', { reason: 'lost' }),
  'dashboard: end sessions': about('end-sessions', { reason: 'lost' }),
  'dashboard: disable': about('disable', { reason: 'lost' }),
  'dashboard: enable': about('enable', { reason: 'found' }, ({ client }, page) => client.post(`${page}/disable`, { reason: 'lost' })),
  'dashboard: approve': admin(async (helper, server) => {
    const second = await administrator(server);
    const person = await administrator(server);
    await second.client.post(`${await pageOf(second, person)}/end-sessions`, { reason: 'lost' });
    return form('/admin/approvals', '/admin/approvals', { button: '[value=approve]' });
  }),
  'forgotten password': async () => form('/reset', '/check-mail', { fields: { email: `${Math.random().toString(36).slice(2)}@example.org` } }),
  'dashboard: new key': admin(() => form('/admin/keys', '/admin/keys', { fields: { name: `shop ${Date.now()}` } })),
  'dashboard: revoke a key': admin(async ({ client }) => {
    await client.post('/admin/keys', newKey(`bank ${Date.now()}`));
    return form(await behind(client, '/admin/keys', /"(\/admin\/keys\/\w+\/revoke)"/), '/admin/keys');
  }),
};

/** Forms that are there only where scripts are off. */
const PLAIN = ['time zone'];

/** Where scripts are on, one of them sends each form once, whichever it is: some are enough. */
const FEW = ['sign-up', 'code', 'backup code', 'password', 'dashboard: new key'];

pressEachTwice(test, FORMS, (name, thorough) => {
  if (PLAIN.includes(name)) return 'the browser tells it by a script';
  return thorough || FEW.includes(name) ? undefined : 'one of the few stands for it';
});
