// What the hooks tell an application: events, and the dialog that is open.

import { Authenticator } from '../lib/authenticator.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { openPlayground } from '../pages/playground.mjs';

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
    const playground = await openPlayground(page, become, await person.halfSession());
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
    const playground = await openPlayground(page, become, await people.pending());
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
    const playground = await openPlayground(page, become, await people.pending());
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
  test('tells which screen is open, also one that another part of the page has opened', async ({ page, people, become }) => {
    const playground = await openPlayground(page, become, await people.signedUp());
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
    const playground = await openPlayground(page, become, await people.enrolled());
    await playground.show('manage');
    await playground.opener('verify').evaluate((button) => button.click());
    await expect(playground.verify.field).toBeVisible();
    await expect(playground.dialog).toHaveCount(1);
    await expect(playground.modals.state).toHaveText('otp_verification');
    await page.keyboard.press('Escape');
    await playground.expectClosed();
  });
});
