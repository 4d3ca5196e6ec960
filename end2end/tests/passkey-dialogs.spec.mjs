// Passkeys in the dialogs over an application's page: made, proved, refused, added and removed, without ever leaving the page.

import { cookieKind } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { reach } from '../lib/keyboard.mjs';
import { FULL } from '../lib/person.mjs';
import { Authenticators, withoutPasskeys } from '../lib/passkeys.mjs';
import { Playground } from '../pages/playground.mjs';

const isFull = async (context) => (await context.cookies()).some(({ name }) => cookieKind(name) === FULL);

async function open(page, become, client) {
  if (client) await become(client);
  const playground = new Playground(page);
  await playground.open();
  return playground;
}

test('from the choice to saved codes with only a passkey, and in again by it', async ({ page, context, people, become }) => {
  const person = await people.signedUp();
  const playground = await open(page, become, person);
  const device = await Authenticators.builtIn(page);
  await playground.show('choose');
  await playground.choose.passkey.click();
  await playground.registerPasskey.go.click();
  expect(new Set(await playground.codes.read()).size).toBe(10);
  expect(await isFull(context)).toBe(true);
  await playground.codes.acknowledge();
  await playground.expectClosed();
  expect(await device.passkeys()).toHaveLength(1);

  await context.clearCookies();
  await open(page, become, await person.halfSession());
  await playground.show('verifyPasskey');
  await playground.verifyPasskey.go.click();
  await playground.expectClosed();
  await expect(playground.said).toHaveText('Confirmed.');
  await expect(playground.auth.state).toHaveText(`user: ${person.email}`);
  await expect(page).toHaveURL('/playground');
});

test('refused by the device, in both dialogs: it is said, and the button tries again', async ({ page, context, people, become }) => {
  const person = await people.signedUp();
  const playground = await open(page, become, person);
  const { registerPasskey, verifyPasskey, codes } = playground;
  const device = await Authenticators.builtIn(page);
  await device.refuse();
  await playground.show('registerPasskey');
  await registerPasskey.go.click();
  await expect(registerPasskey.alert).toContainText('No passkey was created');
  await device.recognise();
  await registerPasskey.go.click();
  await codes.read();
  await codes.acknowledge();
  await playground.expectClosed();

  await context.clearCookies();
  await open(page, become, await person.halfSession());
  await device.refuse();
  await playground.show('verifyPasskey');
  await verifyPasskey.go.click();
  await expect(verifyPasskey.alert).toContainText('No passkey was used');
  await device.recognise();
  await verifyPasskey.go.click();
  await playground.expectClosed();
  expect(await isFull(context)).toBe(true);
});

test('another method and a backup code are within reach', async ({ page, people, become }) => {
  const person = await people.withBoth();
  const playground = await open(page, become, await person.halfSession());
  const { verifyPasskey, choose, verify, backupCode } = playground;
  await playground.show('verifyPasskey');
  await verifyPasskey.useDifferentMethod.click();
  await expect(choose.passkey).toBeVisible();
  await choose.authenticatorApp.click();
  await expect(verify.field).toBeVisible();
  await verify.useDifferentMethod.click();
  await choose.passkey.click();
  await verifyPasskey.useBackupCode.click();
  await backupCode.enter(person.codes[0]);
  await playground.expectClosed();
  await expect(playground.auth.state).toHaveText(`user: ${person.email}`);
});

test('a browser without passkeys says so, and leads to the other method', async ({ page, people, become }) => {
  await withoutPasskeys(page);
  const playground = await open(page, become, await people.signedUp());
  const { registerPasskey, choose, scan } = playground;
  await playground.show('registerPasskey');
  await expect(registerPasskey.alert).toContainText('doesn’t support passkeys');
  await expect(registerPasskey.go).toBeHidden();
  await registerPasskey.useDifferentMethod.click();
  await choose.authenticatorApp.click();
  await expect(scan.qr).toBeVisible();
});

test('the management shows a passkey, renames it, and adds another one', async ({ page, people, become }) => {
  const person = await people.withPasskey();
  const playground = await open(page, become, person);
  const { manage, registerPasskey } = playground;
  const device = await Authenticators.builtIn(page, { holds: [person.passkey] });
  await playground.show('manage');
  await expect(manage.devices).toHaveCount(1);
  await expect(manage.devices).toContainText('On one device only');
  await manage.renames.click();
  await manage.nameField.fill('My <b>laptop</b>');
  await manage.save.click();
  await expect(manage.button('Rename My <b>laptop</b>')).toBeVisible();
  await expect(playground.said).toHaveText('The name has been changed.');

  await manage.addPasskey.click();
  await registerPasskey.go.click();
  await expect(registerPasskey.alert).toContainText('already has a passkey for your account');
  await device.unplug();
  await Authenticators.securityKey(page);
  await registerPasskey.go.click();
  await expect(registerPasskey.root).toHaveCount(0);
  await expect(playground.said).toHaveText('Your passkey is ready to use.');
  await playground.show('manage');
  await expect(manage.devices).toHaveCount(2);
});

test('a removal wants a fresh proof, which the passkey gives, and goes on by itself', async ({ page, people, become, watch }) => {
  const person = await people.withBoth();
  const playground = await open(page, become, person);
  const { manage, verifyPasskey } = playground;
  await Authenticators.builtIn(page, { holds: [person.passkey] });
  await playground.show('manage');
  await manage.devices.filter({ hasText: 'Created' }).getByRole('button', { name: /^Remove / }).click();
  await expect(manage.root).toContainText('It stops working immediately.');
  await person.letProofsExpire();
  watch.tolerate(403);
  await manage.removes.click();
  await verifyPasskey.go.click();
  await expect(manage.devices).toHaveCount(1);
  await expect(playground.said).toHaveText('The passkey has been removed and no longer works.');
});

test('an addition wants a fresh proof, and goes on by itself', async ({ page, people, become, watch }) => {
  const person = await people.withPasskey();
  const playground = await open(page, become, person);
  const { manage, verifyPasskey, registerPasskey } = playground;
  const device = await Authenticators.builtIn(page, { holds: [person.passkey] });
  await playground.show('manage');
  await expect(manage.devices).toHaveCount(1);
  await person.letProofsExpire();
  watch.tolerate(403);
  await manage.addPasskey.click();
  await verifyPasskey.go.click();
  await expect(registerPasskey.go).toBeVisible();
  await device.unplug();
  await Authenticators.securityKey(page);
  await registerPasskey.go.click();
  await expect(playground.said).toHaveText('Your passkey is ready to use.');
});

test('the last method is not removed: the dialog says why, and offers another passkey', async ({ page, people, become }) => {
  const playground = await open(page, become, await people.withPasskey());
  const { manage, registerPasskey } = playground;
  await playground.show('manage');
  await manage.removes.click();
  await expect(manage.alert).toContainText('Replace it or add another one first.');
  await expect(manage.removes).toHaveCount(0);
  await manage.addPasskey.click();
  await expect(registerPasskey.go).toBeVisible();
  await registerPasskey.cancel.click();
  await expect(registerPasskey.root).toHaveCount(0);
});

test('signed out meanwhile: the dialog says so', async ({ page, context, people, become, watch }) => {
  const person = await people.withPasskey();
  const playground = await open(page, become, await person.halfSession());
  const { verifyPasskey } = playground;
  await Authenticators.builtIn(page, { holds: [person.passkey] });
  await playground.show('verifyPasskey');
  await expect(verifyPasskey.go).toBeVisible();
  await context.clearCookies();
  // Once for the answer, and once for the next question.
  watch.tolerate(401, 401);
  await verifyPasskey.go.click();
  await expect(verifyPasskey.alert).toHaveText('You are signed out. Sign in to continue.');
  await expect(verifyPasskey.link('Sign in')).toBeVisible();
});

test('with the keyboard alone: made, refused, made again, and used', async ({ page, context, people, become }) => {
  const person = await people.signedUp();
  const playground = await open(page, become, person);
  const { registerPasskey, verifyPasskey, choose, codes } = playground;
  const { keyboard } = page;
  const device = await Authenticators.builtIn(page);
  await reach(page, playground.opener('choose'));
  await keyboard.press('Enter');
  await reach(page, choose.passkey);
  await keyboard.press('Enter');
  await device.refuse();
  await reach(page, registerPasskey.go);
  await keyboard.press('Enter');
  await expect(registerPasskey.alert).toBeVisible();
  await expect(registerPasskey.go, 'the next try is one press away').toBeFocused();
  await device.recognise();
  await keyboard.press('Enter');
  await codes.read();
  await reach(page, codes.saved);
  await keyboard.press('Space');
  await reach(page, codes.done);
  await keyboard.press('Enter');
  await playground.expectClosed();

  await context.clearCookies();
  await open(page, become, await person.halfSession());
  await reach(page, playground.opener('verifyPasskey'));
  await keyboard.press('Space');
  await reach(page, verifyPasskey.useDifferentMethod);
  await keyboard.press('Enter');
  await reach(page, choose.passkey);
  await keyboard.press('Enter');
  await reach(page, verifyPasskey.go);
  await keyboard.press('Space');
  await playground.expectClosed();
  await expect(playground.auth.state).toHaveText(`user: ${person.email}`);
});
