// The dashboard.

import { administrator, pageOf } from '../administrator.mjs';
import { Person } from '../person.mjs';

const POLICY = ['step_up_seconds=86400', 'actions=[{"name":"transfer.create","description":"Send money","required":true}]'];

/** Goes on as the administrator of a server that only these screens want, with a few people on it. */
async function governed(stage) {
  await stage.at('governed', {}, POLICY, true);
  stage.company.governed ??= settle(stage.server);
  const people = await stage.company.governed;
  await stage.become(people.admin.client);
  return people;
}

async function settle(server) {
  const admin = await administrator(server);
  const [target] = [await administrator(server), await administrator(server)];
  const [unenrolled, both] = [await Person.signedUp(server), await Person.withBoth(server)];
  await admin.client.post('/admin/keys', { name: 'shop' });
  return { admin, target, unenrolled, both };
}

const at = (path) => async (stage) => {
  await governed(stage);
  await stage.open(path);
};

const DRAFT = 'based_on=1&enrollment=signup&session_based=on&passkey=on&max_totp_devices=1&max_passkeys=25&step_up_seconds=300';

/** The page of one of the people, or one behind it. */
const about = (who, behind = '') => async (stage) => {
  const people = await governed(stage);
  await stage.open(`${await pageOf(people.admin, people[who])}${behind}`);
};

export const admin = {
  'admin-adoption': at('/admin'),
  'admin-policy': at('/admin/policy'),
  'admin-policy-preview': at(`/admin/policy/preview?${DRAFT}`),
  'admin-policy-touched': at(`/admin/policy/preview/people?${DRAFT}&who=locked-out`),
  'admin-policy-touched-nobody': at(`/admin/policy/preview/people?${DRAFT}&who=need-code`),
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

  async 'admin-reset-without-reason'(stage) {
    await about('both', '/reset')(stage);
    await stage.refused(422, () => stage.main().getByRole('button', { name: 'Reset' }).click());
  },

  async 'admin-approvals'(stage) {
    await about('target', '/end-sessions')(stage);
    await stage.page.getByLabel('Reason').fill('stolen laptop');
    await stage.main().getByRole('button', { name: 'End' }).click();
    await stage.open('/admin/approvals');
  },

  'admin-audit': at('/admin/audit'),
  'admin-audit-nobody': at('/admin/audit?person=nobody&refused=on&from=2026-01-01'),
  'admin-keys': at('/admin/keys'),

  async 'admin-key-made'(stage) {
    await governed(stage);
    await stage.open('/admin/keys');
    await stage.page.getByLabel('Name').fill(`bank ${Date.now()}`);
    await stage.page.getByRole('button', { name: 'Create key' }).click();
  },

  async told(stage) {
    const { admin } = await governed(stage);
    const person = await Person.enrolled(stage.server);
    await admin.client.post(`${await pageOf(admin, person)}/reset`, { reason: 'phone fell into the lake' });
    await stage.page.context().clearCookies();
    await stage.become(await person.halfSession());
    await stage.open('/mfa/choose');
  },
};
