// A browser that translates pages: keys, codes, addresses and names stay what they are, and everything goes on working.

import { administrator, pageOf } from '../lib/administrator.mjs';
import { Authenticator } from '../lib/authenticator.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { Person } from '../lib/person.mjs';
import { translated, withTranslator } from '../lib/scripts.mjs';
import { ChoosePage } from '../pages/choose.mjs';
import { signUpPage } from '../pages/credentials.mjs';
import { Playground } from '../pages/playground.mjs';
import { RecoveryCodesPage } from '../pages/recovery-codes.mjs';
import { SecurityPage } from '../pages/security.mjs';
import { TotpPage } from '../pages/totp.mjs';

/** Something was translated, and nothing of it contains one of `values`. */
async function expectKept(page, ...values) {
  await expect.poll(async () => (await translated(page)).length).toBeGreaterThan(3);
  const texts = (await translated(page)).join('\n');
  for (const value of values) expect(texts).not.toContain(value);
}

test('enrollment on pages', async ({ page, context, server }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await withTranslator(page);
  const person = new Person(server);
  const [signUp, choose, totp, codes] = [signUpPage(page), new ChoosePage(page), new TotpPage(page), new RecoveryCodesPage(page)];
  await signUp.open();
  await signUp.enter(person);
  await choose.authenticatorApp.click();
  const secret = await totp.readSecret();
  await expectKept(page, person.email, secret, secret.slice(0, 4));
  const authenticator = new Authenticator(secret);
  await totp.enter(await authenticator.next());
  const shown = await codes.read();
  await expectKept(page, person.email, ...shown);

  // However an extension changes what is shown, the codes themselves are copied.
  for (const code of await page.getByTestId('recovery-code').all()) await code.evaluate((element) => (element.textContent = 'translated'));
  await codes.copy.click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(shown.join('\n'));
  await codes.acknowledge();
  const security = new SecurityPage(page);
  await expect(security.heading).toBeVisible();
  await expectKept(page, person.email, 'Chrome on', '127.0.0.1');
});

test('enrollment and management in dialogs', async ({ page, people, become, watch }) => {
  await withTranslator(page);
  const person = await people.signedUp();
  await become(person);
  const playground = new Playground(page);
  const { scan, codes, manage } = playground;
  await playground.open();
  await playground.show('scan');
  const secret = await scan.readSecret();
  await expectKept(page, person.email, secret.slice(0, 4));
  watch.tolerate(401);
  await scan.enter('000000');
  await expect(scan.field).toHaveAttribute('aria-invalid', 'true');
  await scan.enter(await new Authenticator(secret).next());
  const shown = await codes.read();
  await expectKept(page, person.email, ...shown);
  await codes.acknowledge();
  await playground.expectClosed();

  await playground.show('manage');
  await manage.renames.first().click();
  await manage.nameField.fill('Pixel');
  await manage.save.click();
  await expect(manage.devices.first()).toContainText('Pixel');
  await expectKept(page, 'Pixel');
  await playground.page.keyboard.press('Escape');
  await playground.expectClosed();
});

test('the dashboard', async ({ page, server, people, become }) => {
  await withTranslator(page);
  const admin = await administrator(server);
  const person = await people.enrolled();
  await become(admin);
  await page.goto(`/admin/people?search=${encodeURIComponent(person.email)}`);
  await expectKept(page, person.email);
  const path = await pageOf(admin, person);
  for (const place of [path, `${path}/reset`, '/admin/audit', `/admin/audit?person=${encodeURIComponent(person.email)}`, '/admin/policy/versions']) {
    await page.goto(place);
    await expectKept(page, person.email, admin.email, '127.0.0.1');
  }
});
