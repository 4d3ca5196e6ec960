// What the hooks promise, by the playground: each panel is an island of its own, as the parts of an application would be.

import { Authenticator } from '../lib/authenticator.mjs';
import { cookieKind } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { byTestId } from '../lib/html.mjs';
import { cutBefore } from '../lib/network.mjs';
import { FULL, HALF, must, Person } from '../lib/person.mjs';
import { Playground } from '../pages/playground.mjs';

async function open(page, become, client) {
  if (client) await become(client);
  const playground = new Playground(page);
  await playground.open();
  await expect(playground.prompt.button('prompt'), 'awake').toBeEnabled();
  return playground;
}

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
    const here = await open(page, become, await person.halfSession());
    const there = await open(await context.newPage(), become);
    for (const { auth } of [here, there]) await expect(auth.state).toHaveText(`owes: ${person.email} requiresAdditionalAuth`);
    await here.show('verify');
    await here.verify.enter(await person.authenticator.next());
    for (const { auth } of [here, there]) await expect(auth.state).toHaveText(`user: ${person.email}`);
  });

  test('signs out, in this tab and in another', async ({ page, context, people, become }) => {
    const person = await people.enrolled();
    const client = person.client.copy();
    const here = await open(page, become, person);
    const there = await open(await context.newPage(), become);
    await here.auth.press('sign_out');
    await expect(here.auth.result).toHaveText('ok');
    for (const { auth } of [here, there]) await expect(auth.state).toHaveText('nobody');
    expect((await client.get('/account/security')).location).toMatch(/^\/sign-in/);
    expect((await context.cookies()).filter(({ name }) => [FULL, HALF].includes(cookieKind(name)))).toEqual([]);
  });

  test('says why it could not sign out, and the user still is', async ({ page, people, become, watch }) => {
    const person = await people.enrolled();
    const { auth } = await open(page, become, person);
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
    const playground = await open(page, become, person);
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

  test('a proof at sign-in, a replayed one, and a backup code', async ({ page, context, people, become, watch }) => {
    const person = await people.enrolled();
    const { mfa } = await open(page, become, await person.halfSession());
    const code = await person.authenticator.next();
    expect(await mfa.call('authenticate_device', code)).toBe('ok: done');
    watch.tolerate(401);
    expect(await mfa.call('authenticate_device', code)).toBe('mfa_invalid_code');
    expect(await mfa.call('authenticate_device', await person.authenticator.next()), 'once more, in a full session').toBe('ok: done');

    await context.clearCookies();
    const again = await open(page, become, await person.halfSession());
    watch.tolerate(422, 401);
    expect(await again.mfa.call('authenticate_recovery_code', '1234')).toBe('mfa_recovery_code_malformed');
    expect(await again.mfa.call('authenticate_recovery_code', `${person.codes[0].slice(0, -4)}2222`)).toBe('mfa_invalid_recovery_code');
    expect(await again.mfa.call('authenticate_recovery_code', person.codes[0])).toBe('ok: done');
  });

  test('devices: listed, renamed, and why the only one is not removed', async ({ page, people, become, watch }) => {
    const person = await people.enrolled();
    const { mfa } = await open(page, become, person);
    expect(await mfa.call('get_user_devices')).toBe('ok: Authenticator app');
    expect(await mfa.call('update_user_device', 'My phone')).toBe('ok');
    expect(await mfa.call('get_user_devices')).toBe('ok: My phone');
    watch.tolerate(422, 409, 401);
    expect(await mfa.call('update_user_device', ' ')).toBe('name_invalid');
    expect(await mfa.call('delete_user_device')).toBe('last_method');
    expect(await mfa.call('add_device')).toBe('totp_device_already_registered');
  });

  test('new codes wait to be acknowledged, and the old ones work until then', async ({ page, people, become }) => {
    const person = await people.enrolled();
    const { mfa } = await open(page, become, person);
    expect(await mfa.call('get_recovery_codes(true)')).toBe('ok: 10 codes');
    await expect(mfa.state).toHaveText('pending acknowledgement: true');
    must(await (await person.halfSession()).post('/mfa/recovery', { code: person.codes[0] }));
    expect(await mfa.call('complete_acknowledgement')).toBe('ok');
    expect((await (await person.halfSession()).post('/mfa/recovery', { code: person.codes[1] })).status).toBe(401);
  });

  test('each state has its error', async ({ page, people, become, watch }) => {
    const calls = ['get_user_devices', 'get_recovery_codes(false)', 'get_recovery_codes(true)', 'complete_acknowledgement'];
    const signedOut = await open(page, become);
    watch.tolerate(...Array(calls.length + 1).fill(401), ...Array(calls.length).fill(403));
    for (const call of [...calls, 'add_device']) expect([call, await signedOut.mfa.call(call)]).toEqual([call, 'not_signed_in']);
    const half = await open(page, become, await (await people.enrolled()).halfSession());
    for (const call of calls) expect([call, await half.mfa.call(call)]).toEqual([call, 'requires_additional_auth']);
  });

  test('limits: the wait, and a challenge that is over', async ({ page, context, people, become, watch }) => {
    const [waiting, over] = [await people.enrolled(), await people.enrolled()];
    await waiting.exhaust();
    const first = await open(page, become, await waiting.halfSession());
    watch.tolerate(429, 429, 429);
    expect(await first.mfa.call('authenticate_device', await waiting.authenticator.next())).toBe('mfa_rate_limited');
    expect(await first.mfa.call('authenticate_recovery_code', waiting.codes[0])).toBe('mfa_rate_limited');
    await context.clearCookies();
    const client = await over.halfSession();
    for (const code of await over.authenticator.wrong(5)) await client.post('/mfa/verify', { code });
    const second = await open(page, become, client);
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
      const { methods } = await open(page, become, client);
      await methods.press('get');
      await expect(methods.result).toHaveText(result);
    }
  });
});

test.describe('use_sync_mfa_flow', () => {
  test('is called once for each thing that comes to be owed, never in a loop, and no dialog opens', async ({ page, people, become }) => {
    await become(await people.signedUp());
    const playground = await open(page, become);
    const { sync, mfa, scan, log } = playground;
    await expect(sync.state).toHaveText('calls: 1, last: additional_auth');
    await mfa.call('add_device');
    for (let times = 0; times < 3; times += 1) await playground.lookAgain();
    await expect(sync.state, 'still the same').toHaveText('calls: 1, last: additional_auth');
    await playground.expectClosed();

    await playground.show('scan');
    const authenticator = new Authenticator(await scan.readSecret());
    await scan.close.click();
    await mfa.call('authenticate_device', await authenticator.next());
    await expect(sync.state).toHaveText('calls: 2, last: acknowledgement');
    await mfa.call('get_recovery_codes(true)');
    for (let times = 0; times < 3; times += 1) await playground.lookAgain();
    await expect(sync.state).toHaveText('calls: 2, last: acknowledgement');
    await playground.expectClosed();

    await mfa.call('complete_acknowledgement');
    await mfa.call('get_recovery_codes(true)');
    await expect(sync.state, 'owed anew').toHaveText('calls: 3, last: acknowledgement');
    await playground.expectClosed();
    expect((await log.read()).filter((entry) => entry.startsWith('use_sync_mfa_flow'))).toEqual([
      'use_sync_mfa_flow additional_auth',
      'use_sync_mfa_flow acknowledgement',
      'use_sync_mfa_flow acknowledgement',
    ]);
    await page.reload();
    await expect(sync.state, 'once after each load').toHaveText('calls: 1, last: acknowledgement');
  });

  test('is not called while nothing is owed', async ({ page, context, people, become }) => {
    for (const client of [undefined, (await people.enrolled()).client]) {
      await context.clearCookies();
      const playground = await open(page, become, client);
      await playground.lookAgain();
      await expect(playground.sync.state).toHaveText('calls: 0, last: none');
    }
  });

  test('is called again after the next sign-in, though the same is owed', async ({ page, context, people, become }) => {
    const person = await people.enrolled();
    const playground = await open(page, become, await person.halfSession());
    await expect(playground.sync.state).toHaveText('calls: 1, last: additional_auth');
    await context.clearCookies();
    await become(await person.halfSession());
    await playground.lookAgain();
    await expect(playground.sync.state).toHaveText('calls: 2, last: additional_auth');
    await playground.auth.press('sign_out');
    await expect(playground.auth.state).toHaveText('nobody');
    await expect(playground.sync.state).toHaveText('calls: 2, last: additional_auth');
    await become(await person.halfSession());
    await playground.lookAgain();
    await expect(playground.sync.state).toHaveText('calls: 3, last: additional_auth');
  });

  test('is called in every tab', async ({ page, context, people, become }) => {
    const here = await open(page, become, await people.enrolled());
    const there = await open(await context.newPage(), become);
    await here.mfa.call('get_recovery_codes(true)');
    for (const { sync } of [here, there]) await expect(sync.state).toHaveText('calls: 1, last: acknowledgement');
  });

  test('without a handler the built-in screens open by themselves, with one they stay closed', async ({ page, people, become }) => {
    const person = await people.enrolled();
    const playground = await open(page, become, person);
    const { sync, mfa, codes } = playground;
    await sync.installed.uncheck();
    await playground.mfa.press('get_recovery_codes(true)');
    await codes.read();
    await expect(sync.state).toHaveText('calls: 0, last: none');
    await codes.acknowledge();
    await playground.expectClosed();

    await sync.installed.check();
    await mfa.call('get_recovery_codes(true)');
    await expect(sync.state).toHaveText('calls: 1, last: acknowledgement');
    await playground.expectClosed();
  });

  test('without a handler, closed is closed: the same does not open again', async ({ page, people, become }) => {
    const playground = await open(page, become, await people.enrolled());
    const { sync, codes, leave } = playground;
    await sync.installed.uncheck();
    await playground.mfa.press('get_recovery_codes(true)');
    await codes.read();
    await codes.close.click();
    await leave.leave.click();
    await playground.expectClosed();
    for (let times = 0; times < 3; times += 1) await playground.lookAgain();
    await playground.expectClosed();
  });

  test('without a handler they lead through a sign-in that came from another tab', async ({ page, context, people, become }) => {
    const person = await people.enrolled();
    const playground = await open(page, become);
    await playground.sync.installed.uncheck();
    await become(await person.halfSession());
    await playground.lookAgain();
    await playground.verify.enter(await person.authenticator.next());
    await playground.expectClosed();
    await expect(playground.auth.state).toHaveText(`user: ${person.email}`);
    const sessions = (await context.cookies()).filter(({ name }) => [FULL, HALF].includes(cookieKind(name)));
    expect(sessions).toHaveLength(1);
  });
});

test.describe('use_prompt_mfa_auth', () => {
  test('resolves when a method was proved, also if one was proved before', async ({ page, people, become }) => {
    const person = await people.enrolled();
    const { prompt, verify, modals } = await open(page, become, person);
    for (let times = 0; times < 2; times += 1) {
      await expect(prompt.state).toHaveText('idle');
      await prompt.press('prompt');
      await expect(prompt.state).toHaveText('waiting');
      await expect(modals.state, 'components agree').toHaveText('otp_verification');
      await verify.enter(await person.authenticator.next());
      await expect(prompt.state).toHaveText('idle');
      await expect(prompt.result).toHaveText(`ok: ${person.email}`);
      await expect(modals.state).toHaveText('none');
    }
  });

  test('resolves with a backup code, by way of the choice', async ({ page, people, become }) => {
    const person = await people.enrolled();
    const { prompt, verify, choose, backupCode } = await open(page, become, await person.halfSession());
    await prompt.press('prompt');
    await verify.useDifferentMethod.click();
    await expect(prompt.state).toHaveText('waiting');
    await choose.useBackupCode.click();
    await backupCode.enter(person.codes[0]);
    await expect(prompt.result).toHaveText(`ok: ${person.email}`);
  });

  test('leads a newcomer through the enrollment, and resolves when the codes are saved', async ({ page, people, become }) => {
    const person = await people.signedUp();
    const playground = await open(page, become, person);
    const { prompt, choose, scan, codes } = playground;
    await prompt.press('prompt');
    await choose.authenticatorApp.click();
    await scan.enter(await new Authenticator(await scan.readSecret()).next());
    await codes.read();
    await expect(prompt.state, 'the codes are not saved yet').toHaveText('waiting');
    await expect(prompt.result).toHaveText('');
    await codes.acknowledge();
    await expect(prompt.result).toHaveText(`ok: ${person.email}`);
    await playground.expectClosed();
  });

  test('fails with cancelled when the screens are closed, at each step', async ({ page, people, become }) => {
    const person = await people.signedUp();
    const playground = await open(page, become, person);
    const { prompt, choose, scan, codes, leave, log } = playground;
    const cancelled = async () => {
      await expect(prompt.result).toHaveText('cancelled');
      await expect(prompt.state).toHaveText('idle');
      expect((await log.read()).at(-1)).toMatch(/cancelled$/);
      await log.clear.click();
    };
    await prompt.press('prompt');
    await choose.close.click();
    await cancelled();
    await prompt.press('prompt');
    await choose.authenticatorApp.click();
    const secret = await scan.readSecret();
    await page.keyboard.press('Escape');
    await cancelled();
    await prompt.press('prompt');
    expect(await scan.readSecret(), 'goes on where it was left').toBe(secret);
    await scan.enter(await new Authenticator(secret).next());
    await codes.read();
    await codes.close.click();
    await expect(prompt.state).toHaveText('waiting');
    await leave.leave.click();
    await cancelled();
    await prompt.press('prompt');
    await codes.read();
    await codes.acknowledge();
    await expect(prompt.result).toHaveText(`ok: ${person.email}`);
  });

  test('fails with cancelled when another screen is opened in its place', async ({ page, people, become }) => {
    const playground = await open(page, become, await people.enrolled());
    await playground.prompt.press('prompt');
    await expect(playground.verify.root).toBeVisible();
    await playground.opener('manage').evaluate((button) => button.click());
    await expect(playground.prompt.result).toHaveText('cancelled');
    await expect(playground.manage.newCodes).toBeVisible();
  });

  test('fails with signed_out: at once, and when it happens elsewhere', async ({ page, context, people, become, watch }) => {
    const playground = await open(page, become);
    await playground.prompt.press('prompt');
    await expect(playground.prompt.result).toHaveText('signed_out');
    await playground.expectClosed();

    const person = await people.enrolled();
    const again = await open(page, become, person);
    const other = await open(await context.newPage(), become);
    await again.prompt.press('prompt');
    await expect(again.verify.field).toBeVisible();
    watch.tolerate(401);
    await other.auth.press('sign_out');
    await expect(again.prompt.result).toHaveText('signed_out');
    await expect(again.prompt.state).toHaveText('idle');
    await expect(again.verify.alert).toHaveText('You are signed out. Sign in to continue.');
  });

  test('fails with rate_limited when the user does not wait', async ({ page, people, become, watch }) => {
    const person = await people.enrolled();
    await person.server.database.execute(`UPDATE account SET guesses = 9 WHERE email = '${person.email}'`);
    const playground = await open(page, become, await person.halfSession());
    const { prompt, verify } = playground;
    const [wrong] = await person.authenticator.wrong();
    await prompt.press('prompt');
    watch.tolerate(401, 429, 429);
    await verify.enter(wrong);
    await expect(verify.alert).toBeVisible();
    await verify.enter(await person.authenticator.next());
    await expect(verify.timer).toBeVisible();
    await verify.close.click();
    await expect(prompt.result).toHaveText('rate_limited');

    await prompt.press('prompt');
    await expect(verify.timer, 'told before a code is typed').toBeVisible();
    await verify.close.click();
    await expect(prompt.result).toHaveText(/./);
    await expect(prompt.result).toHaveText('rate_limited');
    expect((await playground.log.read()).filter((entry) => entry === 'prompt rate_limited')).toHaveLength(2);
  });

  test('fails with challenge_over and with locked when the user gives up then', async ({ page, context, people, become, watch, server }) => {
    const [over, locked] = [await people.enrolled(), await people.enrolled()];
    const client = await over.halfSession();
    for (const code of await over.authenticator.wrong(5)) await client.post('/mfa/verify', { code });
    const first = await open(page, become, client);
    await first.prompt.press('prompt');
    watch.tolerate(429, 403);
    await first.verify.enter(await over.authenticator.next());
    await expect(first.verify.alert).toBeVisible();
    await first.verify.close.click();
    await expect(first.prompt.result).toHaveText('challenge_over');

    await context.clearCookies();
    await server.database.execute(`UPDATE account SET guesses = 100 WHERE email = '${locked.email}'`);
    const second = await open(page, become, await locked.halfSession());
    await second.prompt.press('prompt');
    await expect(second.verify.alert).toBeVisible();
    await second.verify.close.click();
    await expect(second.prompt.result).toHaveText('locked');
  });

  test('fails with transport when the server is out of reach', async ({ page, people, become, watch }) => {
    const playground = await open(page, become, await people.enrolled());
    watch.tolerateCuts();
    await cutBefore(page, 'flow/status');
    await playground.prompt.press('prompt');
    await expect(playground.prompt.result).toHaveText('transport');
    await playground.expectClosed();
  });

  test('two prompts at once are one question with one outcome', async ({ page, people, become }) => {
    const person = await people.enrolled();
    const playground = await open(page, become, person);
    const { prompt, verify } = playground;
    await prompt.press('prompt twice');
    await verify.enter(await person.authenticator.next());
    await expect(prompt.result).toHaveText(`ok: ${person.email}, ok: ${person.email}`);
    await playground.expectClosed();
    await prompt.press('prompt twice');
    await verify.close.click();
    await expect(prompt.result).toHaveText('cancelled, cancelled');
    await playground.expectClosed();
  });

  test('a prompt while another one waits joins it', async ({ page, people, become }) => {
    const person = await people.enrolled();
    const { prompt, verify, log } = await open(page, become, person);
    await prompt.press('prompt');
    await expect(verify.field).toBeVisible();
    await prompt.button('prompt').evaluate((button) => button.click());
    await verify.enter(await person.authenticator.next());
    await expect(prompt.state).toHaveText('idle');
    expect((await log.read()).filter((entry) => entry.startsWith('prompt'))).toEqual(['prompt ok', 'prompt ok']);
  });

  test('is answered by a proof in another tab', async ({ page, context, people, become }) => {
    const person = await people.enrolled();
    const here = await open(page, become, await person.halfSession());
    const there = await open(await context.newPage(), become);
    await here.prompt.press('prompt');
    await expect(here.verify.field).toBeVisible();
    await there.show('verify');
    await there.verify.enter(await person.authenticator.next());
    await expect(here.prompt.result).toHaveText(`ok: ${person.email}`);
    await here.expectClosed();
  });
});

test.describe('use_mfa_events', () => {
  /** What a script that isn't Rust hears. */
  const listen = (page) =>
    page.addInitScript(() => {
      globalThis.heard = [];
      for (const name of ['mfa_completion_success', 'mfa_completion_failure']) {
        addEventListener(name, ({ detail }) => globalThis.heard.push(detail === null ? name : `${name} ${detail}`));
      }
    });
  const heard = (page) => page.evaluate(() => globalThis.heard);

  test('a success and a failure are told, to plain scripts too', async ({ page, people, become, watch }) => {
    await listen(page);
    const person = await people.enrolled();
    const playground = await open(page, become, await person.halfSession());
    const { events, verify, log, mfa } = playground;
    await playground.show('verify');
    await verify.close.click();
    await expect(events.state).toHaveText('success: 0, failure: 1');
    await playground.show('verify');
    await verify.enter(await person.authenticator.next());
    await expect(events.state).toHaveText('success: 1, failure: 1');
    await mfa.call('authenticate_device', await person.authenticator.next());
    await expect(events.state, 'without a built-in screen').toHaveText('success: 2, failure: 1');
    watch.tolerate(401);
    const [wrong] = await person.authenticator.wrong();
    await mfa.call('authenticate_device', wrong);
    await expect(events.state, 'a wrong code is not the end').toHaveText('success: 2, failure: 1');
    expect(await heard(page)).toEqual(['mfa_completion_failure cancelled', 'mfa_completion_success', 'mfa_completion_success']);
    expect((await log.read()).filter((entry) => entry.startsWith('mfa_completion'))).toEqual(await heard(page));
  });

  test('an enrollment is one success, and screens that only show something are no failure', async ({ page, people, become }) => {
    await listen(page);
    const playground = await open(page, become, await people.pending());
    const { events, scan, codes, manage } = playground;
    await playground.show('scan');
    await scan.enter(await new Authenticator(await scan.readSecret()).next());
    await codes.read();
    await codes.acknowledge();
    await playground.expectClosed();
    await playground.show('manage');
    await expect(manage.newCodes).toBeVisible();
    await manage.close.click();
    await playground.expectClosed();
    await expect(events.state).toHaveText('success: 1, failure: 0');
    expect(await heard(page)).toEqual(['mfa_completion_success']);
  });

  test('a proof that was followed by codes which nobody saved is still no failure', async ({ page, people, become }) => {
    await listen(page);
    const playground = await open(page, become, await people.pending());
    const { scan, codes, leave } = playground;
    await playground.show('scan');
    await scan.enter(await new Authenticator(await scan.readSecret()).next());
    await codes.read();
    await codes.close.click();
    await leave.leave.click();
    await playground.expectClosed();
    expect(await heard(page)).toEqual(['mfa_completion_success']);
  });
});

test.describe('use_mfa_modals', () => {
  test('tells which screen is open, whoever has opened it', async ({ page, people, become }) => {
    const playground = await open(page, become, await people.signedUp());
    const { modals, scan, choose } = playground;
    await expect(modals.state).toHaveText('none');
    await playground.show('scan');
    await expect(modals.state).toHaveText('qr_code');
    await scan.startOver.click();
    await expect(modals.state).toHaveText('choose_type');
    await choose.close.click();
    await expect(modals.state).toHaveText('none');
  });

  test('one screen at a time: opening one closes another', async ({ page, people, become }) => {
    const playground = await open(page, become, await people.enrolled());
    await playground.show('manage');
    await playground.opener('verify').evaluate((button) => button.click());
    await expect(playground.verify.field).toBeVisible();
    await expect(playground.dialog).toHaveCount(1);
    await expect(playground.modals.state).toHaveText('otp_verification');
    await page.keyboard.press('Escape');
    await playground.expectClosed();
  });
});
