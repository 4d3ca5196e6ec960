// Somebody who may open the dashboard.

import { Person } from './person.mjs';

/** With an authenticator app that was proved just now. */
export async function administrator(server) {
  const ready = await Person.ofStock(server, 'administrator');
  if (ready) return ready;
  const person = await Person.enrolled(server);
  const { code, stderr } = await server.command('admin', 'grant', person.email);
  if (code !== 0) throw new Error(`latchkey admin grant: ${stderr}`);
  return person;
}

/** The form of a new key with these permissions, by default those of a server that performs confirmed actions. */
export const newKey = (name, permissions = ['mfa-tokens:consume', 'actions:read']) => ({
  name,
  ...Object.fromEntries(permissions.map((permission) => [permission, 'on'])),
});

/** A new application key. */
export async function keyOf(admin, name, permissions) {
  return (await admin.client.post('/admin/keys', newKey(name, permissions))).text.match(/\blk_[\w-]+/)[0];
}

/** The address of somebody's page on the dashboard. */
export async function pageOf(admin, person) {
  const { text } = await admin.client.get(`/admin/people?search=${encodeURIComponent(person.email)}`);
  const [, path] = text.match(/href="(\/admin\/people\/[0-9a-f]{32})"/) ?? [];
  if (!path) throw new Error(`${person.email} is not found`);
  return path;
}

/** Every page of the dashboard, with ids of nothing. */
export const PAGES = [
  '/admin',
  '/admin/policy',
  '/admin/policy/preview',
  '/admin/policy/preview/people',
  '/admin/policy/versions',
  '/admin/policy/versions/0',
  '/admin/people',
  '/admin/people/0',
  '/admin/people/0/reset',
  '/admin/people/0/end-sessions',
  '/admin/people/0/disable',
  '/admin/people/0/enable',
  '/admin/approvals',
  '/admin/audit',
  '/admin/keys',
  '/admin/keys/0/revoke',
];

/** Every form, with something in it. */
export const FORMS = [
  ['/admin/policy/preview', { based_on: '0', reason: 'x', enrollment: 'none', max_totp_devices: '1', max_passkeys: '25', step_up_seconds: '300' }],
  ['/admin/people/0/reset', { reason: 'x' }],
  ['/admin/people/0/end-sessions', { reason: 'x' }],
  ['/admin/people/0/disable', { reason: 'x' }],
  ['/admin/people/0/enable', { reason: 'x' }],
  ['/admin/approvals', { id: '0', action: 'approve' }],
  ['/admin/keys', newKey('x')],
  ['/admin/keys/0/revoke', {}],
];

/** Uses up all backup codes of somebody, without the sign-ins that it would take. */
export async function useUpCodes(server, email) {
  const account = `(SELECT id FROM account WHERE email = '${email}')`;
  const sets = `(SELECT id FROM recovery_set WHERE account_id = ${account})`;
  await server.database.execute(`UPDATE recovery_code SET used_at = 1 WHERE set_id IN ${sets}`);
  const factors = 'SELECT factors FROM held_factors WHERE held_factors.id = account.id';
  await server.database.execute(`UPDATE account SET factors = (${factors}) WHERE email = '${email}'`);
}
