// The dashboard.

import { administrator, newKey, pageOf } from '../administrator.mjs';
import { Person } from '../person.mjs';

const POLICY = ['step_up_seconds=86400', 'actions=[{"name":"transfer.create","description":"Send money","required":true}]'];

/** Goes on as the administrator of a server that only these screens want, with a few people on it. */
async function governed(screen) {
  await screen.at('governed', {}, POLICY, true);
  screen.shared.governed ??= settle(screen.server);
  const people = await screen.shared.governed;
  await screen.become(people.admin.client);
  return people;
}

async function settle(server) {
  const admin = await administrator(server);
  const [target] = [await administrator(server), await administrator(server)];
  const [unenrolled, both] = [await Person.signedUp(server), await Person.withBoth(server)];
  await admin.client.post('/admin/keys', newKey('shop'));
  return { admin, target, unenrolled, both };
}

const at = (path) => async (screen) => {
  await governed(screen);
  await screen.open(path);
};

const DRAFT = 'based_on=1&enrollment=signup&session_based=on&passkey=on&max_totp_devices=1&max_passkeys=25&step_up_seconds=300&recovery_hours=72';

/** The page of one of the people, or one behind it. */
const about = (who, behind = '') => async (screen) => {
  const people = await governed(screen);
  await screen.open(`${await pageOf(people.admin, people[who])}${behind}`);
};

export const admin = {
  'admin-adoption': at('/admin'),
  'admin-policy': at('/admin/policy'),
  'admin-policy-preview': at(`/admin/policy/preview?${DRAFT}`),
  'admin-policy-affected': at(`/admin/policy/preview/people?${DRAFT}&who=locked-out`),
  'admin-policy-affected-nobody': at(`/admin/policy/preview/people?${DRAFT}&who=need-code`),
  'admin-policy-impossible': at(`/admin/policy/preview?${DRAFT}&action-0-name=A`),
  'admin-policy-versions': at('/admin/policy/versions'),
  'admin-policy-version': at('/admin/policy/versions/0'),
  'admin-people': at('/admin/people'),
  'admin-people-none': at('/admin/people?show=disabled'),
  'admin-person': about('both'),
  'admin-person-administrator': about('target'),
  'admin-person-oneself': about('admin'),
  'admin-reset': about('both', '/reset'),
  'admin-disable': about('target', '/disable'),

  async 'admin-reset-without-reason'(screen) {
    await about('both', '/reset')(screen);
    await screen.refused(422, () => screen.main().getByRole('button', { name: 'Reset' }).click());
  },

  async 'admin-approvals'(screen) {
    await about('target', '/end-sessions')(screen);
    await screen.page.getByLabel('Reason').fill('stolen laptop');
    await screen.main().getByRole('button', { name: 'End' }).click();
    await screen.open('/admin/approvals');
  },

  'admin-audit': at('/admin/audit'),
  'admin-audit-nobody': at('/admin/audit?person=nobody&refused=on&from=2026-01-01'),
  'admin-keys': at('/admin/keys'),

  async 'admin-key-made'(screen) {
    await governed(screen);
    await screen.open('/admin/keys');
    await screen.page.getByLabel('Name').fill(`bank ${Date.now()}`);
    await screen.page.getByRole('button', { name: 'Create key' }).click();
  },

  async told(screen) {
    const { admin } = await governed(screen);
    const person = await Person.enrolled(screen.server);
    await admin.client.post(`${await pageOf(admin, person)}/reset`, { reason: 'phone fell into the lake' });
    await screen.page.context().clearCookies();
    await screen.become(await person.halfSession());
    await screen.open('/mfa/choose');
  },
};
