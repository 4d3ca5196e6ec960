// What the hooks promise, by the playground: each panel is an island of its own, as the parts of an application would be.

import { Authenticator } from '../lib/authenticator.mjs';
import { cookieKind } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { byTestId } from '../lib/html.mjs';
import { cutBefore } from '../lib/network.mjs';
import { FULL, HALF, Person } from '../lib/person.mjs';
import { openPlayground, Playground } from '../pages/playground.mjs';

test.describe('use_auth', () => {
  test('is served with what is known', async ({ people, page }) => {
    const [enrolled, fresh] = [await people.enrolled(), await people.signedUp()];
    const half = await enrolled.halfSession();
    const stateOf = async (client) => byTestId((await client.get('/playground')).text, 'use_auth-state')[0];
    expect(await stateOf(enrolled.client)).toBe(`user: ${enrolled.email}`);
    expect(await stateOf(fresh.client)).toBe(`owes: ${fresh.email} requiresAdditionalAuth`);
    expect(await stateOf(half)).toBe(`owes: ${enrolled.email} requiresAdditionalAuth`);
    expect(byTestId(await (await page.request.get('/playground')).text(), 'use_auth-state')).toEqual(['nobody']);
  });

  test('changes when what is owed is proved, in this tab and in another', async ({ page, context, people, become }) => {
    const person = await people.enrolled();
    const here = await openPlayground(page, become, await person.halfSession());
    const there = await openPlayground(await context.newPage(), become);
    for (const { auth } of [here, there]) await expect(auth.state).toHaveText(`owes: ${person.email} requiresAdditionalAuth`);
    await here.show('verify');
    await here.verify.enter(await person.authenticator.next());
    for (const { auth } of [here, there]) await expect(auth.state).toHaveText(`user: ${person.email}`);
  });

  test('signs out, in this tab and in another', async ({ page, context, people, become }) => {
    const person = await people.enrolled();
    const client = person.client.copy();
    const here = await openPlayground(page, become, person);
    const there = await openPlayground(await context.newPage(), become);
    await here.auth.press('sign_out');
    await expect(here.auth.result).toHaveText('ok');
    for (const { auth } of [here, there]) await expect(auth.state).toHaveText('nobody');
    expect((await client.get('/account/security')).location).toMatch(/^\/sign-in/);
    expect((await context.cookies()).filter(({ name }) => [FULL, HALF].includes(cookieKind(name)))).toEqual([]);
  });

  test('says why it could not sign out, and the user still is', async ({ page, people, become, watch }) => {
    const person = await people.enrolled();
    const { auth } = await openPlayground(page, become, person);
    watch.tolerateCuts();
    await cutBefore(page, 'account/sign-out');
    await auth.press('sign_out');
    await expect(auth.result).toHaveText('transport');
    await expect(auth.state).toHaveText(`user: ${person.email}`);
    await auth.press('sign_out');
    await expect(auth.result).toHaveText('ok');
  });
});

test.describe('use_mfa', () => {
  test('everything an enrollment takes', async ({ page, people, become, watch }) => {
    const person = await people.signedUp();
    const playground = await openPlayground(page, become, person);
    const { mfa, scan, auth } = playground;
    await expect(mfa.state).toHaveText('pending acknowledgement: false');
    const begun = await mfa.call('add_device');
    expect(begun).toMatch(/^ok: ./);
    expect(await mfa.call('add_device'), 'resumes').toBe(begun);
    await playground.show('scan');
    const authenticator = new Authenticator(await scan.readSecret());
    await scan.close.click();

    watch.tolerate(422, 401);
    expect(await mfa.call('authenticate_device', '12345')).toBe('mfa_code_malformed');
    const [wrong] = await authenticator.wrong();
    expect(await mfa.call('authenticate_device', wrong)).toBe('mfa_invalid_code');
    expect(await mfa.call('authenticate_device', await authenticator.next())).toBe('ok: acknowledge_recovery_codes');
    await expect(mfa.state).toHaveText('pending acknowledgement: true');
    await expect(auth.state, 'components agree').toHaveText(`user: ${person.email}`);

    expect(await mfa.call('get_recovery_codes(false)')).toBe('ok: 10 codes');
    expect(await mfa.call('complete_acknowledgement')).toBe('ok');
    await expect(mfa.state).toHaveText('pending acknowledgement: false');
    watch.tolerate(409, 409);
    expect(await mfa.call('complete_acknowledgement')).toBe('recovery_codes_acknowledged');
    expect(await mfa.call('get_recovery_codes(false)')).toBe('recovery_codes_acknowledged');
    await playground.expectClosed();
  });

  test('in a full session, too, the first code enrolls the app', async ({ page, people, become, watch }) => {
    const playground = await openPlayground(page, become, await people.withPasskey());
    const { mfa, scan } = playground;
    expect(await mfa.call('add_device')).toMatch(/^ok: ./);
    await playground.show('scan');
    const authenticator = new Authenticator(await scan.readSecret());
    await scan.close.click();
    watch.tolerate(401);
    const [wrong] = await authenticator.wrong();
    expect(await mfa.call('authenticate_device', wrong)).toBe('mfa_invalid_code');
    expect(await mfa.call('authenticate_device', await authenticator.next())).toBe('ok: done');
    expect(await mfa.call('authenticate_device', await authenticator.next()), 'which then proves').toBe('ok: done');
  });

  test('a proof at sign-in, a replayed one, and a backup code', async ({ page, context, people, become, watch }) => {
    const person = await people.enrolled();
    const { mfa } = await openPlayground(page, become, await person.halfSession());
    const code = await person.authenticator.next();
    expect(await mfa.call('authenticate_device', code)).toBe('ok: done');
    watch.tolerate(401);
    expect(await mfa.call('authenticate_device', code)).toBe('mfa_invalid_code');
    expect(await mfa.call('authenticate_device', await person.authenticator.next()), 'once more, in a full session').toBe('ok: done');

    await context.clearCookies();
    const again = await openPlayground(page, become, await person.halfSession());
    watch.tolerate(422, 401);
    expect(await again.mfa.call('authenticate_recovery_code', '1234')).toBe('mfa_recovery_code_malformed');
    expect(await again.mfa.call('authenticate_recovery_code', `${person.codes[0].slice(0, -4)}2222`)).toBe('mfa_invalid_recovery_code');
    expect(await again.mfa.call('authenticate_recovery_code', person.codes[0])).toBe('ok: done');
  });

  test('devices: listed, renamed, and why the only one is not removed', async ({ page, people, become, watch }) => {
    const person = await people.enrolled();
    const { mfa } = await openPlayground(page, become, person);
    expect(await mfa.call('get_user_devices')).toBe('ok: Authenticator app');
    expect(await mfa.call('update_user_device', 'My phone')).toBe('ok');
    expect(await mfa.call('get_user_devices')).toBe('ok: My phone');
    watch.tolerate(422, 409, 401);
    expect(await mfa.call('update_user_device', ' ')).toBe('name_invalid');
    expect(await mfa.call('delete_user_device')).toBe('last_method');
    expect(await mfa.call('add_device')).toBe('totp_device_already_registered');
  });

  test('each state has its error', async ({ page, people, become, watch }) => {
    const calls = ['get_user_devices', 'get_recovery_codes(false)', 'get_recovery_codes(true)', 'complete_acknowledgement'];
    const signedOut = await openPlayground(page, become);
    watch.tolerate(...Array(calls.length + 1).fill(401), ...Array(calls.length).fill(403));
    for (const call of [...calls, 'add_device']) expect([call, await signedOut.mfa.call(call)]).toEqual([call, 'not_signed_in']);
    const half = await openPlayground(page, become, await (await people.enrolled()).halfSession());
    for (const call of calls) expect([call, await half.mfa.call(call)]).toEqual([call, 'requires_additional_auth']);
  });

  test('limits: the wait, and a challenge that is over', async ({ page, context, people, become, watch }) => {
    const [waiting, over] = [await people.enrolled(), await people.enrolled()];
    await waiting.exhaust();
    const first = await openPlayground(page, become, await waiting.halfSession());
    watch.tolerate(429, 429, 429);
    expect(await first.mfa.call('authenticate_device', await waiting.authenticator.next())).toBe('mfa_rate_limited');
    expect(await first.mfa.call('authenticate_recovery_code', waiting.codes[0])).toBe('mfa_rate_limited');
    await context.clearCookies();
    const client = await over.halfSession();
    for (const code of await over.authenticator.wrong(5)) await client.post('/mfa/verify', { code });
    const second = await openPlayground(page, become, client);
    expect(await second.mfa.call('authenticate_device', await over.authenticator.next())).toBe('mfa_challenge_over');
  });

  test('a fresh proof is asked for, and the server being out of reach is told', async ({ page, context, startServer, watch }) => {
    const server = await startServer({}, { stocked: true });
    await server.setPolicy('step_up_seconds=1');
    const person = await Person.of(server, 'enrolled');
    await context.addCookies(person.client.cookies());
    await page.goto(`${server.origin}/playground`);
    const { mfa, methods } = new Playground(page);
    await page.waitForTimeout(1_100);
    watch.tolerate(403);
    expect(await mfa.call('get_recovery_codes(true)')).toBe('step_up_required');
    watch.tolerateCuts(2);
    await cutBefore(page, 'device/list');
    expect(await mfa.call('get_user_devices')).toBe('transport');
    await cutBefore(page, 'method/list');
    await methods.press('get');
    await expect(methods.result).toHaveText('transport');
  });
});

test.describe('use_get_user_mfa_methods', () => {
  test('what one is enrolled in, or why that is not told', async ({ page, context, people, become, watch }) => {
    const person = await people.enrolled();
    const states = [
      [undefined, 'not_signed_in'],
      [await person.halfSession(), 'requires_additional_auth'],
      [person.client, 'ok: 1 devices, 0 passkeys, any_verified: true'],
    ];
    watch.tolerate(401, 403);
    for (const [client, result] of states) {
      await context.clearCookies();
      const { methods } = await openPlayground(page, become, client);
      await methods.press('get');
      await expect(methods.result).toHaveText(result);
    }
  });
});
