// Authenticator apps on the security page: one by default, renamed, replaced in one flow, never the last one taken away.

import { Authenticator } from '../lib/authenticator.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { alerts } from '../lib/html.mjs';
import { must } from '../lib/person.mjs';
import { RecoveryCodesPage } from '../pages/recovery-codes.mjs';
import { SecurityPage } from '../pages/security.mjs';
import { TotpPage } from '../pages/totp.mjs';

test('a second one is refused with the way out in words', async ({ page, people, become, watch }) => {
  await become(await people.enrolled());
  const security = new SecurityPage(page);
  await security.open();
  await watch.refused(page, 401, () => security.add.click());
  await expect(security.alert).toContainText(/delete the existing device first/i);
  await expect(security.heading).toBeVisible();
});

test('a new name', async ({ page, people, become }) => {
  await become(await people.enrolled());
  const security = new SecurityPage(page);
  await security.open();
  await security.renames.first().click();
  const name = `Phone <b onclick="x">&amp; ${'ä'.repeat(3)}`;
  const field = page.getByRole('main').getByRole('textbox');
  await field.fill(name);
  await field.press('Enter');
  await expect(page).toHaveURL(/\/account\/security/);
  await expect(security.rename(name)).toBeVisible();
  await expect(security.remove(name)).toBeVisible();
});

test('names that are none are refused', async ({ people }) => {
  const { client } = await people.enrolled();
  const path = devicePaths(await client.get('/account/security'), 'rename')[0];
  for (const name of ['', '   ', 'x'.repeat(300), 'two\r\nlines', 'nul\0']) {
    const answer = await client.post(path, { name });
    expect([name.slice(0, 9), answer.status]).toEqual([name.slice(0, 9), 422]);
    expect(alerts(answer.text)).toHaveLength(1);
  }
});

test('the last one stays', async ({ page, people, become }) => {
  const person = await people.enrolled();
  await become(person);
  const security = new SecurityPage(page);
  await security.open();
  await security.removes.first().click();
  await expect(page).toHaveURL(/\/remove\??$/);
  await expect(security.alert).toContainText(/needs this method/);
  await expect(security.removes).toHaveCount(0);
  await expect(security.replace).toBeVisible();
  expect((await person.client.post(new URL(page.url()).pathname)).status).toBe(409);
  await security.open();
  await expect(security.removes).toHaveCount(1);
});

test('replaced: the old one works until the new one has', async ({ page, people, become }) => {
  const person = await people.enrolled();
  await become(person);
  const [security, totp, old] = [new SecurityPage(page), new TotpPage(page), person.authenticator];
  await security.open();
  await security.replace.click();
  await expect(page).toHaveURL('/mfa/totp');
  expect(new URL(await totp.scan()).searchParams.get('secret')).not.toBe(old.secret);
  const fresh = new Authenticator(await totp.readSecret());

  await person.signIn();
  await totp.enter(await fresh.next());
  await expect(security.heading.or(new RecoveryCodesPage(page).done)).toBeVisible();
  expect((await (await person.halfSession()).post('/mfa/verify', { code: await old.next() })).status).toBe(401);
  must(await (await person.halfSession()).post('/mfa/verify', { code: await fresh.next() }));
});

test('a replacement that is given up changes nothing', async ({ people }) => {
  const person = await people.enrolled();
  const [path] = devicePaths(await person.client.get('/account/security'), 'rename');
  const id = path.split('/')[3];
  must(await person.client.post('/account/devices', { action: 'replace', id }), '/mfa/totp');
  const abandoned = await person.readAuthenticator();
  must(await person.client.post('/mfa/totp', { action: 'cancel' }), '/account/security');
  expect((await person.client.post('/mfa/totp', { code: await abandoned.next() })).status).not.toBe(200);
  await person.signIn();
  expect((await (await person.halfSession()).post('/mfa/verify', { code: await abandoned.next() })).status).toBe(401);
});

test("nobody reaches somebody else's", async ({ people }) => {
  const [owner, other] = [await people.enrolled(), await people.enrolled()];
  const [rename] = devicePaths(await owner.client.get('/account/security'), 'rename');
  const remove = rename.replace(/rename$/, 'remove');
  const before = (await owner.client.get('/account/security')).text;
  for (const path of [rename, remove]) expect((await other.client.get(path)).status).toBe(404);
  expect((await other.client.post(rename, { name: 'taken' })).status).toBe(404);
  expect((await other.client.post(remove)).status).toBe(404);
  expect((await other.client.post('/account/devices', { action: 'replace', id: rename.split('/')[3] })).status).toBe(404);
  expect(devicePaths(await owner.client.get('/account/security'), 'rename')).toEqual([rename]);
  expect(before).not.toContain('taken');
});

function devicePaths(answer, action) {
  return [...new Set([...answer.text.matchAll(new RegExp(`/account/devices/[^/"]+/${action}`, 'g'))].map(([path]) => path))];
}
