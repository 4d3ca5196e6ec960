// Passkeys on the security page: what is told of each, a second one, another name, none too few; and what password managers are told.

import { expect, test } from '../lib/fixtures.mjs';
import { must } from '../lib/person.mjs';
import { Authenticators, hearSignals } from '../lib/passkeys.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { PasskeyPage } from '../pages/passkey.mjs';
import { RecoveryPage } from '../pages/recovery.mjs';
import { SecurityPage } from '../pages/security.mjs';

/** The path of a passkey's page. */
async function pathTo(action, client) {
  const { text } = await client.get('/account/security');
  return new RegExp(`/account/passkeys/[^/"]+/${action}`).exec(text)?.[0];
}

for (const { synced, words } of [
  { synced: true, words: 'Synced across your devices' },
  { synced: false, words: 'On one device only' },
]) {
  test(`what is told of one: ${words.toLowerCase()}`, async ({ page, people, become }) => {
    const person = await people.enrolled();
    await become(person);
    await Authenticators.builtIn(page, { synced });
    const [security, passkey] = [new SecurityPage(page), new PasskeyPage(page)];
    await security.open();
    await expect(security.passkeys).toHaveCount(0);
    await security.addPasskey.click();
    await passkey.register.click();
    await expect(page).toHaveURL('/account/security');
    await expect(page.getByRole('main')).toContainText('Your passkey is ready to use.');
    await expect(security.passkeys).toContainText(/Passkey \(.+\)/);
    await expect(security.passkeys).toContainText(/Created .*ago|Created .*now/i);
    await expect(security.passkeys).toContainText(words);
    await expect(security.passkeys).not.toContainText(/last used/i);

    await person.letProofsExpire();
    await security.addPasskey.click();
    await passkey.verify.click();
    await expect(passkey.register).toBeVisible();
    await security.open();
    await expect(security.passkeys).toContainText(/last used/i);
  });
}

test('a second one, from a second device; each signs in', async ({ page, people, become }) => {
  const person = await people.withPasskey();
  await become(person);
  const [security, passkey] = [new SecurityPage(page), new PasskeyPage(page)];
  const key = await Authenticators.securityKey(page);
  await security.open();
  await security.addPasskey.click();
  await passkey.register.click();
  await expect(security.passkeys).toHaveCount(2);
  const names = await security.renames.evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')));
  expect(new Set(names).size, 'no two have one name').toBe(2);
  expect(await key.passkeys()).toHaveLength(1);

  expect((await person.passkey.use(await person.halfSession())).status).toBe(200);
  await page.context().clearCookies();
  await become(await person.halfSession());
  await page.goto('/mfa');
  await passkey.verify.click();
  await expect(security.heading).toBeVisible();
});

test('another name', async ({ page, people, become }) => {
  await become(await people.withPasskey());
  const security = new SecurityPage(page);
  await security.open();
  await security.renames.click();
  const name = `Laptop <i>&amp; ${'ä'.repeat(3)}`;
  const field = page.getByRole('main').getByRole('textbox');
  await field.fill(name);
  await field.press('Enter');
  await expect(page).toHaveURL('/account/security');
  await expect(page.getByRole('main')).toContainText('The name has been changed.');
  await expect(security.rename(name)).toBeVisible();
  await expect(security.remove(name)).toBeVisible();
});

test('names that are none are refused', async ({ people }) => {
  const { client } = await people.withPasskey();
  const path = await pathTo('rename', client);
  for (const name of ['', '   ', 'x'.repeat(300), 'two\r\nlines', 'nul\0']) {
    expect([name.slice(0, 9), (await client.post(path, { name })).status]).toEqual([name.slice(0, 9), 422]);
  }
});

test('removed after a question, and it opens nothing any more', async ({ page, people, become }) => {
  const person = await people.withBoth();
  await become(person);
  const security = new SecurityPage(page);
  await security.open();
  await expect(security.removes).toHaveCount(2);
  await security.passkeys.getByRole('button', { name: /^Remove / }).click();
  await expect(page).toHaveURL(/\/account\/passkeys\/.+\/remove\??$/);
  await expect(page.getByRole('main')).toContainText('It stops working immediately.');
  await security.removes.click();
  await expect(page).toHaveURL('/account/security');
  await expect(page.getByRole('main')).toContainText('The passkey has been removed and no longer works.');
  await expect(security.passkeys).toHaveCount(0);
  must(await (await person.halfSession()).post('/mfa/verify', { code: await person.authenticator.next() }));
});

test('thought better of: it stays', async ({ page, people, become }) => {
  await become(await people.withBoth());
  const security = new SecurityPage(page);
  await security.open();
  await security.passkeys.getByRole('button', { name: /^Remove / }).click();
  await page.getByRole('link', { name: 'Cancel', exact: true }).click();
  await expect(page).toHaveURL('/account/security');
  await expect(security.passkeys).toHaveCount(1);
});

test('the last method stays, and it is said what to do', async ({ page, people, become }) => {
  const person = await people.withPasskey();
  await become(person);
  const security = new SecurityPage(page);
  await security.open();
  await security.removes.click();
  await expect(security.alert).toContainText('Your account needs this method. Replace it or add another one first.');
  await expect(security.removes).toHaveCount(0);
  await expect(security.addPasskey).toBeVisible();
  expect((await person.client.post(new URL(page.url()).pathname)).status).toBe(409);
  await security.open();
  await expect(security.passkeys).toHaveCount(1);
});

test('the same goes for the app when a passkey is gone', async ({ people }) => {
  const person = await people.withBoth();
  must(await person.client.post(await pathTo('remove', person.client)), '/account/security');
  const { text } = await person.client.get('/account/security');
  const [device] = /\/account\/devices\/[^/"]+\/remove/.exec(text);
  expect((await person.client.post(device)).status).toBe(409);
});

test("nobody reaches somebody else's", async ({ people }) => {
  const [owner, other] = [await people.withPasskey(), await people.withBoth()];
  const [rename, remove] = [await pathTo('rename', owner.client), await pathTo('remove', owner.client)];
  for (const path of [rename, remove]) expect((await other.client.get(path)).status).toBe(404);
  expect((await other.client.post(rename, { name: 'taken' })).status).toBe(404);
  expect((await other.client.post(remove)).status).toBe(404);
  const { text } = await owner.client.get('/account/security');
  expect(text).toContain(rename);
  expect(text).not.toContain('taken');
});

test('adding one wants a fresh proof, which the passkey gives, and goes on by itself', async ({ page, people, become }) => {
  const person = await people.withPasskey();
  await become(person);
  const [security, passkey] = [new SecurityPage(page), new PasskeyPage(page)];
  const device = await Authenticators.builtIn(page, { holds: [person.passkey] });
  await security.open();
  await person.letProofsExpire();
  await security.addPasskey.click();
  await expect(page).toHaveURL('/mfa/passkey');
  await expect(page.getByRole('main')).toContainText('To add a passkey, confirm that it’s you.');
  await passkey.verify.click();
  await expect(passkey.register).toBeVisible();
  await device.unplug();
  await Authenticators.securityKey(page);
  await passkey.register.click();
  await expect(security.passkeys).toHaveCount(2);
});

test('removing one wants a fresh proof, and what was asked for is done after it', async ({ page, people, become }) => {
  const person = await people.withBoth();
  await become(person);
  const [security, passkey] = [new SecurityPage(page), new PasskeyPage(page)];
  await Authenticators.builtIn(page, { holds: [person.passkey] });
  await security.open();
  await security.passkeys.getByRole('button', { name: /^Remove / }).click();
  await person.letProofsExpire();
  await security.removes.click();
  await expect(page).toHaveURL('/mfa/passkey');
  await expect(page.getByRole('main')).toContainText('To remove a passkey, confirm that it’s you.');
  await passkey.verify.click();
  await expect(page).toHaveURL('/account/security');
  await expect(page.getByRole('main')).toContainText('The passkey has been removed');
  await expect(security.passkeys).toHaveCount(0);
});

test('the proof may be another method, too', async ({ page, people, become }) => {
  const person = await people.withBoth();
  await become(person);
  const [security, passkey] = [new SecurityPage(page), new PasskeyPage(page)];
  await security.open();
  await person.letProofsExpire();
  await security.addPasskey.click();
  await passkey.useDifferentMethod.click();
  await page.getByRole('button', { name: 'Authenticator app', exact: true }).click();
  await expect(page).toHaveURL(/\/mfa\/verify\?held=/);
  // The button comes with a challenge, which needs the proof.
  const begun = page.waitForResponse('**/api/latchkey/passkey/register/begin');
  await new CodeEntry(page).enter(await person.authenticator.next());
  await expect(page).toHaveURL('/mfa/passkey');
  await expect(passkey.register).toBeVisible();
  await begun;

  await person.letProofsExpire();
  await security.open();
  await security.addPasskey.click();
  await new CodeEntry(page).useBackupCode.click();
  await new RecoveryPage(page).enter(person.codes[0]);
  await expect(passkey.register).toBeVisible();
});

test('a proof that is refused does nothing', async ({ page, people, become }) => {
  const person = await people.withBoth();
  await become(person);
  const [security, passkey] = [new SecurityPage(page), new PasskeyPage(page)];
  const device = await Authenticators.builtIn(page, { holds: [person.passkey] });
  await device.refuse();
  await security.open();
  await person.letProofsExpire();
  await security.newCodes.click();
  await passkey.verify.click();
  await expect(passkey.alert).toContainText('No passkey was used');
  await passkey.cancel.click();
  await expect(security.heading).toBeVisible();
  await expect(page.getByRole('main')).toContainText('10 of 10');
});

test('password managers are told which passkeys there are, and whose', async ({ page, people, become }) => {
  const person = await people.withBoth();
  await become(person);
  const heard = await hearSignals(page);
  const security = new SecurityPage(page);
  const userId = person.passkey.userHandle.toString('base64url');
  const told = (ids) => [
    ['signalAllAcceptedCredentials', { rpId: 'localhost', userId, allAcceptedCredentialIds: ids }],
    ['signalCurrentUserDetails', { rpId: 'localhost', userId, name: person.email, displayName: person.email }],
  ];
  await security.open();
  await expect.poll(() => heard).toEqual(told([person.passkey.id.toString('base64url')]));

  must(await person.client.post(await pathTo('remove', person.client)), '/account/security');
  heard.length = 0;
  await security.open();
  await expect.poll(() => heard, 'also when the last one is gone').toEqual(told([]));
});

test('a passkey that was never there is not spoken of', async ({ page, people, become }) => {
  await become(await people.enrolled());
  const heard = await hearSignals(page);
  const security = new SecurityPage(page);
  await security.open();
  await page.waitForLoadState('networkidle');
  expect(heard).toEqual([]);
});

for (const { has, other, title, place } of [
  { has: 'enrolled', other: 'a passkey', title: 'Sign in faster with a passkey', place: '/mfa/passkey' },
  { has: 'withPasskey', other: 'an app', title: 'Add an authenticator app as well', place: '/mfa/totp' },
]) {
  test(`${other} is offered as the second method, and declined for good`, async ({ page, people, become }) => {
    const person = await people[has]();
    await become(person);
    const security = new SecurityPage(page);
    await security.open();
    await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible();
    await security.decline.click();
    await expect(page).toHaveURL('/account/security');
    await expect(security.accept).toHaveCount(0);
    await page.reload();
    await expect(security.heading).toBeVisible();
    await expect(security.accept).toHaveCount(0);
    const client = await person.halfSession();
    must(await client.post('/mfa/recovery', { code: person.codes[0] }));
    expect((await client.get('/account/security')).text).not.toContain(title);
  });

  test(`${other} is offered as the second method, and set up`, async ({ page, people, become }) => {
    await become(await people[has]());
    const security = new SecurityPage(page);
    await security.open();
    await security.accept.click();
    await expect(page).toHaveURL(place);
    await security.open();
    await expect(security.accept, 'looking is not having').toHaveCount(1);
  });
}

test('with both methods, nothing is offered', async ({ page, people, become }) => {
  await become(await people.withBoth());
  const security = new SecurityPage(page);
  await security.open();
  await expect(security.heading).toBeVisible();
  await expect(security.accept).toHaveCount(0);
});

test('password managers find the pages', async ({ request, server }) => {
  const answer = await request.get('/.well-known/passkey-endpoints');
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toMatch(/^application\/json/);
  const page = `${server.origin}/account/security`;
  expect(await answer.json()).toEqual({ enroll: page, manage: page });
});
