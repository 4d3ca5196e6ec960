// The whole enrollment with the keyboard alone; the focus can always be seen.

import { Authenticator } from '../lib/authenticator.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { reach, typeCode } from '../lib/keyboard.mjs';
import { Authenticators, withoutAutofill } from '../lib/passkeys.mjs';
import { Person } from '../lib/person.mjs';
import { ChoosePage } from '../pages/choose.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { signInPage, signUpPage } from '../pages/credentials.mjs';
import { PasskeyPage } from '../pages/passkey.mjs';
import { RecoveryCodesPage } from '../pages/recovery-codes.mjs';
import { SecurityPage } from '../pages/security.mjs';
import { TotpPage } from '../pages/totp.mjs';

test('from sign-up to the security page, out and in again', { tag: '@plain' }, async ({ page, server }) => {
  const person = new Person(server);
  const { keyboard } = page;

  const signUp = signUpPage(page);
  await signUp.open();
  await reach(page, signUp.email);
  await keyboard.type(person.email);
  await reach(page, signUp.password);
  await keyboard.type(person.password);
  await keyboard.press('Enter');

  await expect(page).toHaveURL('/mfa/choose');
  await reach(page, new ChoosePage(page).authenticatorApp);
  await keyboard.press('Enter');

  await expect(page).toHaveURL('/mfa/totp');
  const totp = new TotpPage(page);
  const authenticator = new Authenticator(await totp.readSecret());
  await reach(page, totp.link);
  await reach(page, totp.field);
  await typeCode(page, await authenticator.next());

  await expect(page).toHaveURL('/mfa/recovery-codes');
  const codes = new RecoveryCodesPage(page);
  await reach(page, codes.download);
  await reach(page, codes.saved);
  await keyboard.press('Space');
  await reach(page, codes.done);
  await keyboard.press('Space');

  const security = new SecurityPage(page);
  await expect(security.heading).toBeVisible();
  await reach(page, security.signOut);
  await keyboard.press('Enter');
  await expect(page).toHaveURL('/');

  const signIn = signInPage(page);
  await signIn.open();
  await reach(page, signIn.email);
  await keyboard.type(person.email);
  await reach(page, signIn.password);
  await keyboard.type(person.password);
  await keyboard.press('Enter');
  await expect(page).toHaveURL('/mfa/verify');
  await reach(page, new CodeEntry(page).field);
  await typeCode(page, await authenticator.next());
  await expect(security.heading).toBeVisible();
});

test('with a passkey: made, refused, made again, managed, and in again by it', async ({ page, people, become }) => {
  await withoutAutofill(page);
  const { keyboard } = page;
  const device = await Authenticators.builtIn(page);
  const [passkey, security] = [new PasskeyPage(page), new SecurityPage(page)];
  await become(await people.signedUp());
  await page.goto('/mfa/choose');
  await reach(page, new ChoosePage(page).passkey);
  await keyboard.press('Enter');
  await expect(page).toHaveURL('/mfa/passkey');
  await reach(page, passkey.useDifferentMethod);
  await device.refuse();
  await passkey.register.focus();
  await keyboard.press('Enter');
  await expect(passkey.alert).toBeVisible();
  await expect(passkey.register, 'the next try is one press away').toBeFocused();
  await device.recognise();
  await keyboard.press('Space');

  const codes = new RecoveryCodesPage(page);
  await reach(page, codes.saved);
  await keyboard.press('Space');
  await reach(page, codes.done);
  await keyboard.press('Space');
  await expect(security.heading).toBeVisible();
  await reach(page, security.decline);
  await reach(page, security.renames);
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/\/rename\??$/);
  await reach(page, page.getByRole('main').getByRole('textbox'));
  await keyboard.press('Control+A');
  await keyboard.type('By keyboard');
  await keyboard.press('Enter');
  await expect(security.rename('By keyboard')).toBeVisible();
  await reach(page, security.signOut);
  await keyboard.press('Enter');
  await expect(page).toHaveURL('/');

  await signInPage(page).open();
  await reach(page, passkey.signIn);
  await keyboard.press('Enter');
  await expect(security.heading).toBeVisible();
});

test('the first stop of every page skips to its content', async ({ page }) => {
  for (const path of ['/', '/sign-up', '/sign-in', '/lost-access']) {
    await page.goto(path);
    // A page may put the cursor in its first field at once; the way back up then ends at the link.
    await page.evaluate(() => document.activeElement?.blur());
    await page.keyboard.press('Tab');
    await expect(page.locator(':focus')).toHaveAttribute('href', /^#/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeInViewport();
  }
});
