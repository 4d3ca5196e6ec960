// What the passkey hooks promise, by the playground: called by an application, without any screen of ours.

import { cookieKind } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { FULL } from '../lib/person.mjs';
import { Authenticators, withoutPasskeys } from '../lib/passkeys.mjs';
import { Playground } from '../pages/playground.mjs';

async function open(page, become, client) {
  if (client) await become(client);
  const playground = new Playground(page);
  await playground.open();
  await expect(playground.prompt.button('prompt'), 'awake').toBeEnabled();
  return playground;
}

test('one is made, proved and signed in with, and every hook sees it', async ({ page, context, people, become }) => {
  const person = await people.signedUp();
  const playground = await open(page, become, person);
  const { registerPasskeyHook: register, authenticatePasskeyHook: authenticate, signInWithPasskeyHook: signIn, auth, mfa } = playground;
  const device = await Authenticators.builtIn(page);
  await register.press('prepare');
  await expect(register.result).toHaveText('ok');
  await register.press('register');
  await expect(register.result).toHaveText('ok: acknowledge_recovery_codes');
  await expect(auth.state).toHaveText(`user: ${person.email}`);
  expect(await device.passkeys()).toHaveLength(1);
  await mfa.call('complete_acknowledgement');

  await context.clearCookies();
  await open(page, become, await person.halfSession());
  await authenticate.press('authenticate');
  await expect(authenticate.result).toHaveText('ok: done');
  await expect(auth.state).toHaveText(`user: ${person.email}`);

  await context.clearCookies();
  await open(page, become);
  await expect(auth.state).toHaveText('nobody');
  await signIn.press('sign_in');
  await expect(signIn.result).toHaveText('ok: /playground');
  await expect(auth.state).toHaveText(`user: ${person.email}`);
  expect((await context.cookies()).map(({ name }) => cookieKind(name))).toContain(FULL);
});

test('they are listed, renamed and removed', async ({ page, people, become, watch }) => {
  const person = await people.withBoth();
  const { getPasskeysHook: list, deletePasskeyHook: remove, methods, passkeyName } = await open(page, become, person);
  await passkeyName.fill('The laptop');
  await list.press('rename');
  await expect(list.result).toHaveText('ok');
  await list.press('get');
  await expect(list.result).toHaveText('ok: The laptop');
  await methods.press('get');
  await expect(methods.result).toHaveText('ok: 1 devices, 1 passkeys, any_verified: true');
  watch.tolerate(422, 403);
  await passkeyName.fill('');
  await list.press('rename');
  await expect(list.result).toHaveText('name_invalid');
  await person.letProofsExpire();
  await remove.press('delete');
  await expect(remove.result).toHaveText('step_up_required');
});

test('the last one is not removed', async ({ page, people, become, watch }) => {
  const { deletePasskeyHook: remove } = await open(page, become, await people.withPasskey());
  watch.tolerate(409);
  await remove.press('delete');
  await expect(remove.result).toHaveText('last_method');
});

test('removed', async ({ page, people, become }) => {
  const { deletePasskeyHook: remove, getPasskeysHook: list } = await open(page, become, await people.withBoth());
  await remove.press('delete');
  await expect(remove.result).toHaveText('ok');
  await list.press('get');
  await expect(list.result).toHaveText('ok');
});

test('every refusal has its code', async ({ page, context, people, become, watch }) => {
  const person = await people.withPasskey();
  const playground = await open(page, become, person);
  const { registerPasskeyHook: register, authenticatePasskeyHook: authenticate, signInWithPasskeyHook: signIn, getPasskeysHook: list } = playground;
  const device = await Authenticators.builtIn(page, { holds: [person.passkey] });
  await register.press('register');
  await expect(register.result).toHaveText('already_there');
  await device.refuse();
  await authenticate.press('authenticate');
  await expect(authenticate.result).toHaveText('not_allowed');
  await signIn.press('sign_in');
  await expect(signIn.result).toHaveText('not_allowed');
  await person.letProofsExpire();
  await open(page, become);
  watch.tolerate(403);
  await register.press('register');
  await expect(register.result).toHaveText('step_up_required');

  await context.clearCookies();
  await open(page, become);
  watch.tolerate(401, 401, 401);
  await register.press('register');
  await expect(register.result).toHaveText('not_signed_in');
  await authenticate.press('authenticate');
  await expect(authenticate.result).toHaveText('not_signed_in');
  await list.press('get');
  await expect(list.result).toHaveText('not_signed_in');

  await open(page, become, await (await people.enrolled()).halfSession());
  watch.tolerate(403, 403, 409);
  await register.press('register');
  await expect(register.result).toHaveText('requires_additional_auth');
  await list.press('get');
  await expect(list.result).toHaveText('requires_additional_auth');
  await authenticate.press('authenticate');
  await expect(authenticate.result).toHaveText('not_possible_now');
});

test('a browser without passkeys is told from all else', async ({ page, people, become }) => {
  await withoutPasskeys(page);
  const { registerPasskeyHook: register, authenticatePasskeyHook: authenticate, signInWithPasskeyHook: signIn } = await open(
    page,
    become,
    await people.signedUp(),
  );
  for (const [hook, name] of [[register, 'register'], [authenticate, 'authenticate'], [signIn, 'sign_in']]) {
    await hook.press(name);
    await expect(hook.result).toHaveText('unsupported');
  }
});

test('a prompt is answered by a passkey', async ({ page, people, become }) => {
  const person = await people.withPasskey();
  const playground = await open(page, become, await person.halfSession());
  await Authenticators.builtIn(page, { holds: [person.passkey] });
  await playground.prompt.press('prompt');
  await playground.verifyPasskey.go.click();
  await playground.expectClosed();
  await expect(playground.prompt.result).toHaveText(/^ok/);
});
