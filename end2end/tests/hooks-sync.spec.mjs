// `use_sync_mfa_flow`: called once for each thing that comes to be owed.

import { Authenticator } from '../lib/authenticator.mjs';
import { cookieKind } from '../lib/client.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { FULL, HALF } from '../lib/person.mjs';
import { openPlayground } from '../pages/playground.mjs';

test.describe('use_sync_mfa_flow', () => {
  test('is called once for each thing that comes to be owed, never in a loop, and no dialog opens', async ({ page, people, become }) => {
    await become(await people.signedUp());
    const playground = await openPlayground(page, become);
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
      const playground = await openPlayground(page, become, client);
      await playground.lookAgain();
      await expect(playground.sync.state).toHaveText('calls: 0, last: none');
    }
  });

  test('is called again after the next sign-in, though the same is owed', async ({ page, context, people, become }) => {
    const person = await people.enrolled();
    const playground = await openPlayground(page, become, await person.halfSession());
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
    const here = await openPlayground(page, become, await people.enrolled());
    const there = await openPlayground(await context.newPage(), become);
    await here.mfa.call('get_recovery_codes(true)');
    for (const { sync } of [here, there]) await expect(sync.state).toHaveText('calls: 1, last: acknowledgement');
  });

  test('without a handler the built-in screens open by themselves, with one they stay closed', async ({ page, people, become }) => {
    const person = await people.enrolled();
    const playground = await openPlayground(page, become, person);
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
    const playground = await openPlayground(page, become, await people.enrolled());
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
    const playground = await openPlayground(page, become);
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
