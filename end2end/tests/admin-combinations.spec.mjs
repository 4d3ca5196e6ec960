// Every combination of what a policy can demand: what a sign-in meets, what an action asks, and whether the preview had said so.

import { administrator, newKey, pageOf, useUpCodes } from '../lib/administrator.mjs';
import { Client, cookieKind } from '../lib/client.mjs';
import { expect, test as base } from '../lib/fixtures.mjs';
import { FULL, HALF, Person } from '../lib/person.mjs';
import { PolicyForm } from '../lib/policy.mjs';
import { Server } from '../lib/server.mjs';
import { signInPage } from '../pages/credentials.mjs';
import { SecurityPage } from '../pages/security.mjs';

const [NOTHING, CHALLENGE, ENROLLMENT] = ['nothing', 'a challenge', 'enrollment'];

// In the words of the requirement. "Session-based and required: every sign-in ends in a challenge, and an unenrolled user enrolls first.
// Session-based and not required: only users who have a method are challenged." Required alone is the enrollment without the challenge.
const SIGN_INS = [
  { enrollment: 'signup', sessionBased: true, enrolled: CHALLENGE, unenrolled: ENROLLMENT },
  { enrollment: 'signup', sessionBased: false, enrolled: NOTHING, unenrolled: ENROLLMENT },
  { enrollment: 'action', sessionBased: true, enrolled: CHALLENGE, unenrolled: NOTHING },
  { enrollment: 'action', sessionBased: false, enrolled: NOTHING, unenrolled: NOTHING },
  { enrollment: 'none', sessionBased: true, enrolled: CHALLENGE, unenrolled: NOTHING },
  { enrollment: 'none', sessionBased: false, enrolled: NOTHING, unenrolled: NOTHING },
];

const [NO_PROOF, PROOF, PROOF_BY_ENROLLING] = [
  { required: false, enrollment: false },
  { required: true, enrollment: false },
  { required: true, enrollment: true },
];

// "A protected action that is required makes an unenrolled user enroll first." One that isn't asks only those who have a method, unless the
// policy has people enroll before their first protected action, or had them enroll at the sign-in.
const ACTIONS = [
  { action: { required: true }, enrolled: PROOF, unenrolled: { signup: PROOF, action: PROOF_BY_ENROLLING, none: PROOF_BY_ENROLLING } },
  { action: { required: false }, enrolled: PROOF, unenrolled: { signup: PROOF, action: PROOF_BY_ENROLLING, none: NO_PROOF } },
  { action: null, enrolled: NO_PROOF, unenrolled: { signup: NO_PROOF, action: NO_PROOF, none: NO_PROOF } },
];

/** The one server of this file, with everybody who has an account there. */
const test = base.extend({
  office: [
    async ({ database }, use) => {
      const server = await Server.start({ database });
      const [admin, passkey, app] = [await administrator(server), await Person.withPasskey(server), await Person.enrolled(server)];
      await server.setPolicy('step_up_seconds=86400');
      const { text } = await admin.client.post('/admin/keys', newKey('shop'));
      const [key] = text.match(/\blk_[\w-]+/);
      await use({ server, admin, passkey, key, everybody: [admin, passkey, app] });
      await server.close();
    },
    { scope: 'worker' },
  ],
});

test.describe.configure({ mode: 'default' });

for (const expected of SIGN_INS) {
  const { enrollment, sessionBased } = expected;
  test(`enrollment ${enrollment}, ${sessionBased ? 'with' : 'without'} a challenge at sign-in`, async ({ page, office, context }) => {
    for (const { action, enrolled, unenrolled } of ACTIONS) {
      const newcomer = await Person.signedUp(office.server);
      office.everybody.push(newcomer);
      if (action?.required) await changeOnDashboard(page, office, { enrollment, sessionBased, action });
      else await changeAtCommandLine(office.server, { enrollment, sessionBased, action });

      for (const [person, meets, asks] of [
        [office.passkey, expected.enrolled, enrolled],
        [newcomer, expected.unenrolled, unenrolled[enrollment]],
      ]) {
        const visitor = await signIn(page, context, person, meets);
        if (meets !== NOTHING) {
          expect(await demanded(visitor), 'half a session is told nothing').toEqual(['requires_additional_auth', 'requires_additional_auth']);
          await (meets === CHALLENGE ? person.passkey.use(visitor) : enroll(person, visitor));
        }
        const begun = asks.required ? expect.objectContaining({ action: 'transfer.create', enrollment: asks.enrollment }) : null;
        expect(await demanded(visitor)).toEqual([asks, begun]);
        const { id } = await call(visitor, 'flow/user', {});
        expect(await demandedOf(office, id), 'the application’s server hears the same').toEqual(asks);
      }
      if (expected.unenrolled === NOTHING && !action) await enrollByChoice(page);
    }
  });
}

test('who enrolls for an action has proved it by that', async ({ office }) => {
  await changeAtCommandLine(office.server, { enrollment: 'none', sessionBased: false, action: { required: true } });
  const newcomer = await Person.signedUp(office.server);
  office.everybody.push(newcomer);
  const { id } = await call(newcomer.client, 'action/begin', ACTION);
  expect(await call(newcomer.client, 'action/token', { confirmation: id })).toMatchObject({ code: 'step_up_required' });
  await newcomer.beginTotp();
  await call(newcomer.client, 'totp/confirm', { code: await newcomer.authenticator.next(), confirmation: id });
  expect(await call(newcomer.client, 'action/token', { confirmation: id })).toMatchObject({ action: 'transfer.create' });
  await newcomer.readCodes();
  await newcomer.acknowledge();
});

test('whom a method that is switched off leaves with a backup code, and whom with nothing', async ({ page, office }) => {
  const bare = await Person.enrolled(office.server);
  office.everybody.push(bare);
  await useUpCodes(office.server, bare.email);
  const counts = await changeOnDashboard(page, office, { enrollment: 'signup', sessionBased: true, action: null, totp: false });
  expect(counts.lockedOut).toBe(1);
});

/** Changes the policy, and holds the preview to what it said: everybody signs in. */
async function changeOnDashboard(page, office, wanted) {
  await changeAtCommandLine(office.server, { enrollment: 'action', sessionBased: false, action: { required: false }, more: ['totp=true', 'max_totp_devices=2'] });
  await page.context().clearCookies();
  await page.context().addCookies(office.admin.client.cookies());
  // Before the change: it may be one after which the administrator has to sign in anew.
  const ids = [];
  for (const person of office.everybody) ids.push((await pageOf(office.admin, person)).split('/').pop());
  const form = new PolicyForm(page);
  await form.open(office.server);
  await form.fill(wanted);
  await form.preview.click();
  const counts = await form.counts();
  const enrollForAction = await form.countForAction();
  await form.confirm('one of the combinations', counts.lockedOut);

  const fates = [];
  for (const person of office.everybody) fates.push(await fate(person));
  const happened = Object.keys(counts).map((wanted) => [wanted, fates.filter((met) => met === wanted).length]);
  expect(counts, 'the preview had said what happens').toEqual(Object.fromEntries(happened));
  const demands = await Promise.all(ids.map((id) => demandedOf(office, id)));
  expect(demands.filter((demand) => demand.enrollment), 'and whom an action has enroll').toHaveLength(enrollForAction);
  return counts;
}

async function changeAtCommandLine(server, { enrollment, sessionBased, action, more = [] }) {
  const actions = action ? [{ name: 'transfer.create', required: action.required }] : [];
  await server.setPolicy(`enrollment=${enrollment}`, `session_based=${sessionBased}`, `actions=${JSON.stringify(actions)}`, ...more);
}

/** What happens to somebody who signs in. */
async function fate(person) {
  const client = await person.halfSession();
  const { location } = await client.get('/mfa');
  if (location === '/account/security') return 'nothing';
  if (location === '/mfa/choose') return 'enroll';
  expect(location).toMatch(/^\/mfa\/(verify|passkey)$/);
  if (!(await client.get(location)).text.includes('This method is turned off</h1>')) return 'prove';
  return (await client.post('/mfa/recovery', { code: person.codes[0] })).status === 303 ? 'needCode' : 'lockedOut';
}

/** Signs in with the browser, and goes on as a client with its cookies. */
async function signIn(page, context, person, meets) {
  await context.clearCookies();
  const form = signInPage(page);
  await page.goto(`${person.server.origin}/sign-in`);
  await form.enter(person);
  const heading = { [NOTHING]: 'Account security', [CHALLENGE]: /passkey/i, [ENROLLMENT]: /Choose a method/ }[meets];
  const place = { [NOTHING]: '/account/security', [CHALLENGE]: '/mfa/passkey', [ENROLLMENT]: '/mfa/choose' }[meets];
  await expect(page).toHaveURL(person.server.origin + place);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
  const visitor = new Client(person.server);
  for (const { name, value } of await context.cookies()) if ([FULL, HALF].includes(cookieKind(name))) visitor.setCookie(name, value);
  // The page would ask for a passkey's options with a session that the visitor is about to renew.
  if (meets === CHALLENGE) await page.goto('about:blank');
  return visitor;
}

async function enroll(person, visitor) {
  person.client = visitor;
  await person.addPasskey();
  // Until the codes are saved, that is owed: an action that takes no proof says so.
  await person.readCodes();
  await person.acknowledge();
}

/** Enrolls an app that the policy does not require. */
async function enrollByChoice(page) {
  const security = new SecurityPage(page);
  await security.add.click();
  await expect(page).toHaveURL(/\/mfa\/totp$/);
  await expect(page.getByTestId('totp-secret')).toBeVisible();
}

const ACTION = { action: 'transfer.create', content: null, summary: null };

/** What `required` and `begin` answer; the code, if they refuse. */
async function demanded(visitor) {
  const answers = [await call(visitor, 'action/required', ACTION), await call(visitor, 'action/begin', ACTION)];
  return answers.map((answer) => answer?.code ?? answer);
}

/** What the application's server hears of somebody. */
async function demandedOf({ server, key }, id) {
  const body = JSON.stringify({ user_id: id, action: 'transfer.create' });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  return JSON.parse((await new Client(server).send('POST', '/api/v1/actions/required', { body, headers })).text);
}

async function call(visitor, name, fields) {
  const headers = { 'content-type': 'application/json', accept: 'application/json', origin: visitor.server.origin };
  const { text } = await visitor.send('POST', `/api/latchkey/${name}`, { body: JSON.stringify(fields), headers });
  return JSON.parse(text);
}
