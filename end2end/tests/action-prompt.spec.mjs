// An application's action is confirmed by a proof that is given for it and for nothing else: the playground's transfer.

import { ACTIONS, TRANSFERS } from '../lib/actions.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { Authenticators } from '../lib/passkeys.mjs';
import { Person } from '../lib/person.mjs';
import { Playground } from '../pages/playground.mjs';

test.use({ policy: ACTIONS });

async function open(page, become, client) {
  if (client) await become(client);
  const playground = new Playground(page);
  await playground.open();
  await expect(playground.transfer.sending, 'awake').toBeEnabled();
  return playground;
}

/** What a screen reader says when the dialog opens, beside its title. */
const says = (playground, what) => expect(playground.dialog).toHaveAccessibleDescription(what);

test('a transfer is confirmed by a code, once, and says what it is', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  const playground = await open(page, become, person);
  const { transfer, verify } = playground;
  await transfer.send();
  await expect(verify.root).toContainText('Confirm: Send 12.00 € to Ada');
  await says(playground, 'Confirm: Send 12.00 € to Ada');
  watch.tolerate(401);
  const [wrong] = await person.authenticator.wrong();
  await verify.enter(wrong);
  await expect(verify.alert).toBeVisible();
  await says(playground, 'Confirm: Send 12.00 € to Ada');
  const sent = page.waitForRequest(TRANSFERS);
  await verify.enter(await person.authenticator.next());
  await playground.expectClosed();
  await expect(transfer.result).toHaveText('ok: 12.00 € to Ada, totp proof');
  await expect(transfer.amount, 'the form is as it was').toHaveValue('12.00');

  const request = await sent;
  const again = await page.request.post(request.url(), { headers: await request.allHeaders(), data: request.postDataBuffer() });
  expect([again.status(), await again.json()], 'used twice').toEqual([409, { code: 'mfa_token_consumed' }]);
});

test('another amount than the one that was confirmed is refused', async ({ page, people, become, watch }) => {
  const person = await people.enrolled();
  const playground = await open(page, become, person);
  await page.route(TRANSFERS, (route) => route.continue({ postData: route.request().postData().replace('12.00', '9000.00') }));
  await playground.transfer.send();
  watch.tolerate(403);
  await playground.verify.enter(await person.authenticator.next());
  await expect(playground.transfer.result).toHaveText('mfa_token_wrong_content');
  await page.unroute(TRANSFERS);
  await page.route(TRANSFERS, async (route) => {
    const headers = await route.request().allHeaders();
    delete headers['latchkey-mfa-token'];
    await route.continue({ headers });
  });
  watch.tolerate(403);
  await playground.transfer.send();
  await playground.verify.enter(await person.authenticator.next());
  await expect(playground.transfer.result, 'and so is one without a token').toHaveText('mfa_token_required');
});

test('by a passkey, and by a backup code', async ({ page, people, become }) => {
  const person = await people.withPasskey();
  const playground = await open(page, become, person);
  await Authenticators.builtIn(page, { holds: [person.passkey] });
  await playground.transfer.send('1.00', 'Bob');
  await says(playground, 'Confirm: Send 1.00 € to Bob');
  await playground.verifyPasskey.go.click();
  await expect(playground.transfer.result).toHaveText('ok: 1.00 € to Bob, passkey proof');

  await playground.transfer.send('2.00', 'Bob');
  await playground.verifyPasskey.useBackupCode.click();
  await expect(playground.backupCode.root).toContainText('Confirm: Send 2.00 € to Bob');
  await playground.backupCode.field.fill(person.codes[0]);
  await playground.backupCode.verify.click();
  await expect(playground.transfer.result).toHaveText('ok: 2.00 € to Bob, recovery_code proof');
});

test('what is confirmed is shown as it is written', async ({ page, people, become }) => {
  const playground = await open(page, become, await people.enrolled());
  await playground.transfer.send('1', '<img src=x onerror=alert(1)> {summary} &amp;');
  await says(playground, 'Confirm: Send 1 € to <img src=x onerror=alert(1)> {summary} &amp;');
  await expect(playground.dialog.locator('.confirming img')).toHaveCount(0);
});

test('going back sends nothing, and leads to the form as it was', async ({ page, people, become }) => {
  const person = await people.enrolled();
  const playground = await open(page, become, person);
  const { transfer, verify } = playground;
  await transfer.send('7.50', 'Grace');
  await verify.cancel.click();
  await playground.expectClosed();
  await expect(transfer.result).toHaveText('cancelled');
  await expect(transfer.amount).toHaveValue('7.50');
  await expect(transfer.to).toHaveValue('Grace');
  await transfer.sending.click();
  await verify.enter(await person.authenticator.next());
  await expect(transfer.result).toHaveText('ok: 7.50 € to Grace, totp proof');
});

test('codes that nobody has saved yet come after the confirmation', async ({ page, people, become }) => {
  const person = await people.verified();
  const playground = await open(page, become, person);
  const { transfer, verify, codes } = playground;
  await transfer.send();
  await says(playground, 'Confirm: Send 12.00 € to Ada');
  await verify.enter(await person.authenticator.next());
  await expect(codes.root).toBeVisible();
  await says(playground, '');
  await expect(transfer.result).toHaveText('');
  await codes.acknowledge();
  await expect(transfer.result).toHaveText('ok: 12.00 € to Ada, totp proof');
});

test('a proof is for one of two that are asked for at the same time, and the other one waits', async ({ page, people, become }) => {
  const person = await people.enrolled();
  const playground = await open(page, become, person);
  const { transfer, settings, prompt, verify } = playground;
  await transfer.amount.fill('3.00');
  await transfer.to.fill('Ada');
  await settings.limit.fill('50');
  // As the parts of an application would: nobody can press what is under a dialog.
  for (const button of [transfer.sending, settings.saving, prompt.button('prompt')]) await button.dispatchEvent('click');
  const asked = [];
  for (const _ of [1, 2, 3]) {
    await expect(verify.field).toBeVisible();
    await expect(verify.field).toHaveValue('');
    asked.push(await playground.dialog.locator('.confirming').textContent());
    await verify.enter(await person.authenticator.next());
    if (asked.length < 3) await expect(verify.field).toHaveValue('');
  }
  await playground.expectClosed();
  expect(asked.sort()).toEqual(['', 'Confirm: Change settings', 'Confirm: Send 3.00 € to Ada']);
  await expect(transfer.result).toHaveText('ok: 3.00 € to Ada, totp proof');
  await expect(settings.result).toHaveText('ok: limit 50 €, totp proof');
  await expect(prompt.result).toHaveText(/^ok/);
});

test('a setting that is open for a while is confirmed once', async ({ page, people, become }) => {
  const person = await people.enrolled();
  const playground = await open(page, become, person);
  const { settings, verify } = playground;
  await settings.save('100');
  await says(playground, 'Confirm: Change settings');
  await verify.enter(await person.authenticator.next());
  await expect(settings.result).toHaveText('ok: limit 100 €, totp proof');
  await settings.save('200');
  await expect(settings.result).toHaveText('ok: limit 200 €, totp proof');
  await playground.expectClosed();
});

test('a proof in another tab confirms nothing here', async ({ page, context, people, become }) => {
  const person = await people.enrolled();
  const here = await open(page, become, person);
  const there = await open(await context.newPage(), become);
  await here.transfer.send('1.00', 'Ada');
  await there.transfer.send('2.00', 'Bob');
  await expect(here.verify.field).toBeVisible();
  await there.verify.enter(await person.authenticator.next());
  await expect(there.transfer.result).toHaveText('ok: 2.00 € to Bob, totp proof');
  await expect(here.verify.root).toContainText('Confirm: Send 1.00 € to Ada');
  await expect(here.transfer.result).toHaveText('');
  await here.verify.enter(await person.authenticator.next());
  await expect(here.transfer.result).toHaveText('ok: 1.00 € to Ada, totp proof');
});

test('what took too long says so, and can be begun anew', async ({ page, server, people, become, watch }) => {
  const person = await people.enrolled();
  const playground = await open(page, become, person);
  await playground.transfer.send();
  await expect(playground.verify.field).toBeVisible();
  await server.database.execute('UPDATE mfa_token SET expires_at = 0 WHERE token_hash IS NULL');
  // The proof, and then the token: it could have been proved before.
  watch.tolerate(409, 409);
  await playground.verify.enter(await person.authenticator.next());
  await expect(playground.dialog.getByRole('alert')).toHaveText(/taken too long/);
  await playground.verify.button('Close').last().click();
  await expect(playground.transfer.result).toHaveText('confirmation_over');
  await playground.transfer.sending.click();
  await playground.verify.enter(await person.authenticator.next());
  await expect(playground.transfer.result).toHaveText('ok: 12.00 € to Ada, totp proof');
});

test('where nothing is listed nothing is asked for, and the page says how to change that', async ({ page, startServer }) => {
  const server = await startServer({}, { stocked: true });
  const person = await Person.of(server, 'enrolled');
  await page.context().addCookies(person.client.cookies());
  const playground = new Playground(page);
  await page.goto(`${server.origin}/playground`);
  await expect(playground.transfer.region).toContainText('doesn\'t list transfer.create');
  await expect(playground.settings.region).toContainText('doesn\'t list settings.change');
  await playground.transfer.send();
  await expect(playground.transfer.result).toHaveText('ok: 12.00 € to Ada, no proof');
  const [command] = await playground.transfer.region.locator('.play-command').allInnerTexts();
  const [, actions] = command.match(/^latchkey policy set (actions=)'(.+)'$/).slice(1);
  await server.setPolicy(`actions=${actions}`);
  await playground.transfer.send();
  await expect(playground.dialog).toHaveAccessibleDescription('Confirm: Send 12.00 € to Ada');
  // Loaded to its end, before the server goes.
  await expect(playground.verify.field).toBeVisible();
});

test('people whose only method is turned off confirm with a backup code', async ({ page, startServer, watch }) => {
  const server = await startServer({}, { stocked: true });
  // With a challenge at every sign-in, the session would owe one as soon as its method is switched off.
  await server.setPolicy(...ACTIONS, 'enrollment=none', 'session_based=false');
  const person = await Person.of(server, 'enrolled');
  await page.context().addCookies(person.client.cookies());
  const playground = new Playground(page);
  await page.goto(`${server.origin}/playground`);
  await playground.transfer.send();
  await expect(playground.verify.field).toBeVisible();
  await server.setPolicy('totp=false');
  watch.tolerate(403);
  await playground.verify.enter(await person.authenticator.next());
  await playground.verify.button('Use a backup code').click();
  await says(playground, 'Confirm: Send 12.00 € to Ada');
  await playground.backupCode.enter(person.codes[0]);
  await expect(playground.transfer.result).toHaveText('ok: 12.00 € to Ada, recovery_code proof');

  await playground.transfer.send('2.00', 'Bob');
  await says(playground, 'Confirm: Send 2.00 € to Bob');
  await playground.backupCode.enter(person.codes[1]);
  await expect(playground.transfer.result, 'from then on it is asked for at once').toHaveText('ok: 2.00 € to Bob, recovery_code proof');
});

test('where an action takes no proof, what is owed comes first', async ({ page, startServer, watch }) => {
  const server = await startServer({}, { stocked: true });
  const person = await Person.of(server, 'verified');
  await page.context().addCookies(person.client.cookies());
  const playground = new Playground(page);
  await page.goto(`${server.origin}/playground`);
  watch.tolerate(403);
  await playground.transfer.send();
  await expect(playground.codes.root).toBeVisible();
  await expect(playground.transfer.result).toHaveText('');
  await playground.codes.acknowledge();
  await expect(playground.transfer.result).toHaveText('ok: 12.00 € to Ada, no proof');
});

test('an answer that comes after its dialog is gone disturbs nothing', async ({ page, people, become, watch }) => {
  const person = await people.withPasskey();
  const playground = await open(page, become, person);
  const { transfer, verifyPasskey } = playground;
  const held = [];
  await page.route('**/api/latchkey/passkey/verify/begin', (route) => held.push(route));
  await transfer.send('1.00', 'Bob');
  await expect.poll(() => held.length, 'the dialog asks ahead').toBe(1);
  await verifyPasskey.go.click();
  await expect.poll(() => held.length, 'the press asks too').toBe(2);
  await person.client.post('/sign-out');
  watch.tolerate(401, 401);
  await held[0].continue();
  await expect(verifyPasskey.go).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(verifyPasskey.root).toBeHidden();
  const late = page.waitForResponse((response) => response.status() === 401);
  await held[1].continue();
  await late;
  await expect(transfer.result).toHaveText('signed_out');
});

test('a passkey that was accepted counts, though what comes after it got lost', async ({ page, people, become, watch }) => {
  const person = await people.withPasskey();
  const playground = await open(page, become, person);
  const { transfer, verifyPasskey } = playground;
  await Authenticators.builtIn(page, { holds: [person.passkey] });
  await transfer.send('1.00', 'Bob');
  await expect(verifyPasskey.go).toBeEnabled();
  await page.route('**/api/latchkey/flow/status', (route) => route.abort('connectionreset'), { times: 1 });
  watch.tolerateCuts();
  await verifyPasskey.go.click();
  await expect(verifyPasskey.alert).toBeVisible();
  await verifyPasskey.button('Try again').click();
  watch.tolerate(409);
  await verifyPasskey.go.click();
  await expect(verifyPasskey.alert, 'it was proved already').toBeVisible();
  await verifyPasskey.button('Close').last().click();
  await expect(transfer.result).toHaveText('ok: 1.00 € to Bob, passkey proof');
});
