// An action of somebody who has no method yet: enrolling one is the proof.

import { ACTIONS } from '../lib/actions.mjs';
import { Authenticator } from '../lib/authenticator.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { Authenticators } from '../lib/passkeys.mjs';
import { Playground } from '../pages/playground.mjs';

test.use({ policy: [...ACTIONS, 'enrollment=action'] });

async function open(page, become, client) {
  await become(client);
  const playground = new Playground(page);
  await playground.open();
  await expect(playground.transfer.sending, 'awake').toBeEnabled();
  return playground;
}

/** What a screen reader says when the dialog opens, beside its title. */
const says = (playground, what) => expect(playground.dialog).toHaveAccessibleDescription(what);

test('it begins with enrolling one, and goes on by itself when the codes are saved', async ({ page, people, become }) => {
  const person = await people.signedUp();
  const playground = await open(page, become, person);
  const { transfer, choose, scan, codes, required } = playground;
  await playground.requiredAction.fill('transfer.create');
  await required.press('ask');
  await expect(required.result).toHaveText('ok: required: true, enrollment: true');
  await transfer.send();
  await says(playground, 'Confirm: Send 12.00 € to Ada');
  await choose.authenticatorApp.click();
  const authenticator = new Authenticator(await scan.readSecret());
  await says(playground, 'Confirm: Send 12.00 € to Ada');
  await scan.enter(await authenticator.next());
  await expect(codes.root).toBeVisible();
  await codes.acknowledge();
  await playground.expectClosed();
  await expect(transfer.result).toHaveText('ok: 12.00 € to Ada, totp proof');
  await required.press('ask');
  await expect(required.result).toHaveText('ok: required: true, enrollment: false');
});

test('a passkey that is made for it is the proof', async ({ page, people, become }) => {
  const playground = await open(page, become, await people.signedUp());
  await Authenticators.builtIn(page);
  await playground.transfer.send();
  await playground.choose.passkey.click();
  await playground.registerPasskey.go.click();
  await playground.codes.acknowledge();
  await expect(playground.transfer.result).toHaveText('ok: 12.00 € to Ada, passkey proof');
});
