// `use_prompt_mfa_auth`: an application that waits for a proof.

import { Authenticator } from '../lib/authenticator.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { cutBefore } from '../lib/network.mjs';
import { openPlayground } from '../pages/playground.mjs';

test.describe('use_prompt_mfa_auth', () => {
  test('resolves when a method was proved, also if one was proved before', async ({ page, people, become }) => {
    const person = await people.enrolled();
    const { prompt, verify, modals } = await openPlayground(page, become, person);
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
    const { prompt, verify, choose, backupCode } = await openPlayground(page, become, await person.halfSession());
    await prompt.press('prompt');
    await verify.useDifferentMethod.click();
    await expect(prompt.state).toHaveText('waiting');
    await choose.useBackupCode.click();
    await backupCode.enter(person.codes[0]);
    await expect(prompt.result).toHaveText(`ok: ${person.email}`);
  });

  test('leads a newcomer through the enrollment, and resolves when the codes are saved', async ({ page, people, become }) => {
    const person = await people.signedUp();
    const playground = await openPlayground(page, become, person);
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
    const playground = await openPlayground(page, become, person);
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
    const playground = await openPlayground(page, become, await people.enrolled());
    await playground.prompt.press('prompt');
    await expect(playground.verify.root).toBeVisible();
    await playground.opener('manage').evaluate((button) => button.click());
    await expect(playground.prompt.result).toHaveText('cancelled');
    await expect(playground.manage.newCodes).toBeVisible();
  });

  test('fails with signed_out: at once, and when it happens elsewhere', async ({ page, context, people, become, watch }) => {
    const playground = await openPlayground(page, become);
    await playground.prompt.press('prompt');
    await expect(playground.prompt.result).toHaveText('signed_out');
    await playground.expectClosed();

    const person = await people.enrolled();
    const again = await openPlayground(page, become, person);
    const other = await openPlayground(await context.newPage(), become);
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
    const playground = await openPlayground(page, become, await person.halfSession());
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
    const first = await openPlayground(page, become, client);
    await first.prompt.press('prompt');
    watch.tolerate(429, 403);
    await first.verify.enter(await over.authenticator.next());
    await expect(first.verify.alert).toBeVisible();
    await first.verify.close.click();
    await expect(first.prompt.result).toHaveText('challenge_over');

    await context.clearCookies();
    await server.database.execute(`UPDATE account SET guesses = 100 WHERE email = '${locked.email}'`);
    const second = await openPlayground(page, become, await locked.halfSession());
    await second.prompt.press('prompt');
    await expect(second.verify.alert).toBeVisible();
    await second.verify.close.click();
    await expect(second.prompt.result).toHaveText('locked');
  });

  test('fails with transport when the server is out of reach', async ({ page, people, become, watch }) => {
    const playground = await openPlayground(page, become, await people.enrolled());
    watch.tolerateCuts();
    await cutBefore(page, 'flow/status');
    await playground.prompt.press('prompt');
    await expect(playground.prompt.result).toHaveText('transport');
    await playground.expectClosed();
  });

  test('two prompts at once are one question with one outcome', async ({ page, people, become }) => {
    const person = await people.enrolled();
    const playground = await openPlayground(page, become, person);
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
    const { prompt, verify, log } = await openPlayground(page, become, person);
    await prompt.press('prompt');
    await expect(verify.field).toBeVisible();
    await prompt.button('prompt').evaluate((button) => button.click());
    await verify.enter(await person.authenticator.next());
    await expect(prompt.state).toHaveText('idle');
    expect((await log.read()).filter((entry) => entry.startsWith('prompt'))).toEqual(['prompt ok', 'prompt ok']);
  });

  test('is answered by a proof in another tab', async ({ page, context, people, become }) => {
    const person = await people.enrolled();
    const here = await openPlayground(page, become, await person.halfSession());
    const there = await openPlayground(await context.newPage(), become);
    await here.prompt.press('prompt');
    await expect(here.verify.field).toBeVisible();
    await there.show('verify');
    await there.verify.enter(await person.authenticator.next());
    await expect(here.prompt.result).toHaveText(`ok: ${person.email}`);
    await here.expectClosed();
  });
});
