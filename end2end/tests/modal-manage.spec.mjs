// "Manage MFA": names, removals, replacements and new codes in the dialog. What wants a fresh proof asks for it and then goes on by itself.

import { Authenticator } from '../lib/authenticator.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { countCalls, cutBefore } from '../lib/network.mjs';
import { must } from '../lib/person.mjs';
import { Playground } from '../pages/playground.mjs';

const POLICY = ['max_totp_devices=2'];
test.use({ policy: POLICY });

/** Somebody with two authenticator apps. */
async function withTwo(people) {
  const person = await people.enrolled();
  must(await person.client.post('/account/devices', { action: 'add' }), '/mfa/totp');
  person.second = await person.readAuthenticator();
  must(await person.client.post('/mfa/totp', { code: await person.second.next() }));
  return person;
}

async function manage(page, become, person) {
  await become(person);
  const playground = new Playground(page);
  await playground.open();
  await playground.show('manage');
  return playground;
}

const accepts = async (person, authenticator) =>
  (await (await person.halfSession()).post('/mfa/verify', { code: await authenticator.next() })).status === 303;

test('renamed: the dialog shows the new name, and says so', async ({ page, people, become, watch }) => {
  const playground = await manage(page, become, await people.enrolled());
  const { manage: dialog } = playground;
  await dialog.renames.click();
  await expect(dialog.nameField).toBeFocused();
  await dialog.nameField.fill('The <b>old</b> phone & more');
  await dialog.save.click();
  await expect(dialog.button('Rename The <b>old</b> phone & more')).toBeVisible();
  await expect(playground.said).toHaveText('The name has been changed.');

  await dialog.renames.click();
  await dialog.nameField.fill(' ');
  watch.tolerate(422);
  await dialog.save.click();
  await expect(dialog.alert).toContainText('Use 1 to 64 letters');
  await expect(dialog.nameField).toBeFocused();
  await dialog.cancel.click();
  await expect(dialog.button('Rename The <b>old</b> phone & more')).toBeVisible();
});

test('removed, with a proof in between, after which it goes on by itself', async ({ page, people, become, watch }) => {
  const person = await withTwo(people);
  const playground = await manage(page, become, person);
  const { manage: dialog, verify } = playground;
  await expect(dialog.removes).toHaveCount(2);
  await person.letProofsExpire();
  await dialog.removes.first().click();
  watch.tolerate(403);
  await dialog.removes.click();
  await verify.enter(await person.second.next());
  await expect(dialog.removes).toHaveCount(1);
  await expect(playground.said).toHaveText('The authenticator app has been removed. Its codes no longer work.');
  expect([await accepts(person, person.authenticator), await accepts(person, person.second)]).toEqual([false, true]);
});

test('a removal that is not proved is none', async ({ page, people, become, watch }) => {
  const person = await withTwo(people);
  const playground = await manage(page, become, person);
  const { manage: dialog, verify } = playground;
  await person.letProofsExpire();
  await dialog.removes.first().click();
  watch.tolerate(403, 401);
  await dialog.removes.click();
  const [wrong] = await person.authenticator.wrong();
  await verify.enter(wrong);
  await expect(verify.alert).toBeVisible();
  await verify.cancel.click();
  await expect(dialog.removes, 'back to where the proof was asked for').toHaveCount(2);
  await dialog.close.click();
  await playground.expectClosed();
  const calls = countCalls(page, 'device/remove');
  await playground.show('verify');
  await verify.enter(await person.authenticator.next());
  await playground.expectClosed();
  await playground.show('manage');
  await expect(dialog.removes).toHaveCount(2);
  expect(calls, 'a proof for something else carries nothing on').toHaveLength(0);
});

test('a removal that fails after its proof says so', async ({ page, people, become, watch }) => {
  const person = await withTwo(people);
  const { manage: dialog, verify } = await manage(page, become, person);
  await person.letProofsExpire();
  await dialog.removes.first().click();
  watch.tolerate(403);
  await dialog.removes.click();
  await expect(verify.field).toBeVisible();
  watch.tolerateCuts();
  await cutBefore(page, 'device/remove');
  await verify.enter(await person.second.next());
  await expect(dialog.root).toBeVisible();
  await expect(dialog.alert).toContainText('couldn’t reach the server');
});

test('the last one is not removed: the dialog says why, and offers to replace it', async ({ page, people, become }) => {
  const playground = await manage(page, become, await people.enrolled());
  const { manage: dialog, scan } = playground;
  await dialog.removes.click();
  await expect(dialog.alert).toHaveText(/Your account needs this method\. Replace it/);
  await expect(dialog.removes).toHaveCount(0);
  await dialog.replace.click();
  await expect(scan.qr).toBeVisible();
});

test('one that was removed in another tab is gone here too', async ({ page, people, become, watch }) => {
  const person = await withTwo(people);
  const playground = await manage(page, become, person);
  const { manage: dialog } = playground;
  await dialog.removes.first().click();
  const [path] = (await person.client.get('/account/security')).text.match(/\/account\/devices\/[^/"]+\/remove/);
  must(await person.client.post(path));
  watch.tolerate(404, 409);
  await dialog.removes.click();
  await expect(dialog.alert).toBeVisible();
  await dialog.close.click();
  await playground.show('manage');
  await expect(dialog.removes).toHaveCount(1);
});

test('replaced, with a proof in between: the old one works until the new one does', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  const playground = await manage(page, become, person);
  const { manage: dialog, verify, backupCode, scan } = playground;
  await expect(dialog.replace).toBeVisible();
  await person.letProofsExpire();
  watch.tolerate(403);
  await dialog.replace.click();
  // No code of the app, so that there is one left for each time that it is asked for below, without waiting for the next.
  await verify.useBackupCode.click();
  await backupCode.enter(person.codes[0]);
  await expect(scan.root).toContainText('Your current app keeps working until you have verified the new one.');
  const secret = (await scan.scan()).searchParams.get('secret');
  expect(secret).not.toBe(person.authenticator.secret);
  const fresh = new Authenticator(secret);
  expect(await accepts(person, person.authenticator)).toBe(true);
  await scan.enter(await fresh.next());
  await playground.expectClosed();
  await expect(playground.said).toHaveText('Your new authenticator app is set up. The old one no longer works.');
  expect([await accepts(person, person.authenticator), await accepts(person, fresh)]).toEqual([false, true]);
  await playground.show('manage');
  await expect(dialog.renames).toHaveCount(1);
});

test('a replacement that is given up changes nothing', async ({ page, people, become }) => {
  const person = await people.enrolled();
  const playground = await manage(page, become, person);
  await playground.manage.replace.click();
  const abandoned = await playground.scan.readSecret();
  await playground.scan.cancel.click();
  await expect(playground.scan.root).toHaveCount(0);
  expect([await accepts(person, new Authenticator(abandoned)), await accepts(person, person.authenticator)]).toEqual([false, true]);
});

test('a second app is added and not put in the place of the first', async ({ page, people, become }) => {
  const person = await people.enrolled();
  const playground = await manage(page, become, person);
  // A replacement that was begun and left is no part of what comes next.
  await playground.manage.replace.click();
  await expect(playground.scan.qr).toBeVisible();
  await playground.scan.close.click();
  await playground.show('manage');
  await playground.manage.add.click();
  const fresh = new Authenticator(await playground.scan.readSecret());
  await playground.scan.enter(await fresh.next());
  await playground.expectClosed();
  expect([await accepts(person, person.authenticator), await accepts(person, fresh)]).toEqual([true, true]);
});

test('new backup codes, with a proof in between: the old ones work until these are saved', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  const playground = await manage(page, become, person);
  const { manage: dialog, verify, codes } = playground;
  await expect(dialog.root).toContainText('10 of 10');
  await person.letProofsExpire();
  watch.tolerate(403);
  await dialog.newCodes.click();
  await verify.enter(await person.authenticator.next());
  const made = await codes.read();
  expect(made).not.toContain(person.codes[0]);
  await expect(codes.root).toContainText('Your old codes keep working until you confirm that you have saved these.');
  must(await (await person.halfSession()).post('/mfa/recovery', { code: person.codes[0] }));
  await codes.acknowledge();
  await playground.expectClosed();
  expect((await (await person.halfSession()).post('/mfa/recovery', { code: person.codes[1] })).status).toBe(401);
  must(await (await person.halfSession()).post('/mfa/recovery', { code: made[0] }));
});

test('few codes left are said, none as well', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  for (const code of person.codes.slice(0, 8)) must(await (await person.halfSession()).post('/mfa/recovery', { code }));
  const playground = await manage(page, become, person);
  await expect(playground.manage.root).toContainText('2 of 10');
  await expect(playground.manage.root).toContainText('You are low on backup codes');
  await playground.manage.close.click();
  for (const code of person.codes.slice(8)) must(await (await person.halfSession()).post('/mfa/recovery', { code }));
  await playground.show('backupCode');
  await expect(playground.backupCode.alert).toContainText('no backup codes');
  await person.letProofsExpire();
  watch.tolerate(403);
  await playground.backupCode.button('New backup codes').click();
  await expect(playground.verify.field).toBeVisible();
});
