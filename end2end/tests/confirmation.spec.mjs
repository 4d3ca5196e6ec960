// An application's server has an action confirmed on a page of Latchkey: no script of the application takes part.

import { Confirmations } from '../lib/confirmations.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { reach, typeCode } from '../lib/keyboard.mjs';
import { Authenticators } from '../lib/passkeys.mjs';
import { Person } from '../lib/person.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { PasskeyPage } from '../pages/passkey.mjs';
import { RecoveryPage } from '../pages/recovery.mjs';

const PLAIN = { tag: '@plain' };

test('with a code, and with a backup code', async ({ page, startServer, become }) => {
  const server = await startServer({}, { stocked: true });
  const shop = await Confirmations.of(server);
  const person = await Person.of(server, 'enrolled');
  await become(person);
  const proofs = [
    async () => new CodeEntry(page).enter(await person.authenticator.next()),
    async () => {
      await new CodeEntry(page).useBackupCode.click();
      await expect(page.getByRole('main')).toContainText('Confirm: Send 12.00 € to Ada');
      await new RecoveryPage(page).enter(person.codes[0]);
    },
  ];
  for (const prove of proofs) {
    const { id, location } = await shop.begin(await page.context().cookies());
    await page.goto(server.origin + location);
    await expect(page).toHaveURL(/\/mfa\/verify/);
    await expect(page.getByRole('main')).toContainText('Confirm: Send 12.00 € to Ada');
    await prove();
    await expect(page).toHaveURL(/\/account\/security\?transfer$/);
    expect(await shop.consume(await page.context().cookies(), id)).toMatchObject({ status: 200, action: 'transfer.create' });
    expect(await shop.consume(await page.context().cookies(), id)).toMatchObject({ status: 409 });
    await page.goBack();
    await expect(page.getByRole('main'), 'going back asks for nothing again').not.toContainText('Confirm: Send');
  }
});

test('with a passkey, and with the one that is registered for it', async ({ page, startServer, become }) => {
  const server = await startServer({}, { stocked: true });
  const shop = await Confirmations.of(server);
  await server.setPolicy('enrollment=action');
  await Authenticators.builtIn(page);
  // Signed in under this policy, and so in full.
  await become(await (await Person.of(server, 'signedUp')).halfSession());
  const passkey = new PasskeyPage(page);
  const first = await shop.begin(await page.context().cookies());
  await page.goto(server.origin + first.location);
  await expect(page.getByRole('main')).toContainText('Confirm: Send 12.00 € to Ada');
  await page.getByRole('button', { name: /Passkey/ }).click();
  await passkey.register.click();
  await expect(page).toHaveURL(/\/mfa\/recovery-codes|\?transfer$/);
  expect(await shop.consume(await page.context().cookies(), first.id)).toMatchObject({ status: 200, method: 'passkey' });
  await page.goto(`${server.origin}/mfa`);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: /Done|Continue/ }).click();

  const second = await shop.begin(await page.context().cookies());
  await page.goto(server.origin + second.location);
  await expect(page.getByRole('main')).toContainText('Confirm: Send 12.00 € to Ada');
  await passkey.verify.click();
  await expect(page).toHaveURL(/\?transfer$/);
  expect(await shop.consume(await page.context().cookies(), second.id)).toMatchObject({ status: 200, method: 'passkey' });
});

test('with the keyboard alone: declined, and confirmed', PLAIN, async ({ page, startServer, become }) => {
  const server = await startServer({}, { stocked: true });
  const shop = await Confirmations.of(server);
  const person = await Person.of(server, 'enrolled');
  await become(person);
  const begin = async () => {
    const { id, location } = await shop.begin(await page.context().cookies());
    await page.goto(server.origin + location);
    await expect(page.getByRole('main')).toContainText('Confirm: Send 12.00 € to Ada');
    return id;
  };

  const declined = await begin();
  await reach(page, page.getByRole('button', { name: 'Cancel' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\?transfer$/);
  expect(await shop.consume(await page.context().cookies(), declined)).toMatchObject({ status: 403, code: 'mfa_token_not_proved' });

  const confirmed = await begin();
  await reach(page, new CodeEntry(page).field);
  await typeCode(page, await person.authenticator.next());
  await expect(page).toHaveURL(/\?transfer$/);
  expect(await shop.consume(await page.context().cookies(), confirmed)).toMatchObject({ status: 200, action: 'transfer.create' });
});
