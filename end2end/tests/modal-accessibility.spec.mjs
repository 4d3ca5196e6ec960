// The dialogs for somebody who has no pointer, little room or another language. What axe and a screen reader find in each state of each dialog is in
// `screens.spec.mjs`, the pages before the dialogs by keyboard in `keyboard.spec.mjs`.

import { Authenticator } from '../lib/authenticator.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { reach, typeCode } from '../lib/keyboard.mjs';
import { tooWide } from '../lib/width.mjs';
import { Playground } from '../pages/playground.mjs';

test.describe('in German', () => {
  test.use({ locale: 'de-DE' });
  const TITLES = {
    manage: 'Bestätigung in zwei Schritten verwalten',
    choose: 'Methode auswählen',
    scan: 'QR-Code scannen',
    verify: 'Bestätigungscode eingeben',
    codes: 'Ihre Ersatzcodes',
    backupCode: 'Ersatzcode eingeben',
    registerPasskey: 'Passkey erstellen',
    verifyPasskey: 'Mit einem Passkey bestätigen',
  };

  test('the dialogs speak it over an English page, and have nothing to scroll sideways', async ({ page, people, become }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    const [fresh, verified, enrolled, withPasskey] = [
      await people.signedUp(),
      await people.verified(),
      await people.enrolled(),
      await people.withPasskey(),
    ];
    const clients = {
      choose: fresh.client,
      scan: fresh.client,
      codes: verified.client,
      verify: await enrolled.halfSession(),
      backupCode: await enrolled.halfSession(),
      manage: enrolled.client,
      registerPasskey: fresh.client,
      verifyPasskey: await withPasskey.halfSession(),
    };
    const playground = new Playground(page);
    for (const [modal, client] of Object.entries(clients)) {
      await page.context().clearCookies();
      await become(client);
      await page.goto('/playground');
      await expect(page.getByRole('main')).toHaveAttribute('lang', 'en');
      await playground.opener(modal).click();
      const dialog = page.getByRole('dialog', { name: TITLES[modal], exact: true });
      await expect(dialog.getByRole('button').nth(1)).toBeVisible();
      await expect(dialog).toHaveAttribute('lang', 'de');
      expect([modal, await tooWide(page)]).toEqual([modal, []]);
    }
  });
});

test('with the keyboard alone: from the choice to saved codes, and in again', async ({ page, context, people, become }) => {
  const person = await people.signedUp();
  await become(person);
  const { keyboard } = page;
  const playground = new Playground(page);
  const { choose, scan, codes, leave, verify, backupCode, manage } = playground;
  await playground.open();
  await reach(page, playground.opener('choose'));
  await keyboard.press('Enter');
  await reach(page, choose.authenticatorApp);
  await keyboard.press('Enter');
  const authenticator = new Authenticator(await scan.readSecret());
  await reach(page, scan.appLink);
  await reach(page, scan.field);
  await typeCode(page, await authenticator.next());

  const shown = await codes.read();
  await keyboard.press('Escape');
  await reach(page, leave.stay);
  await keyboard.press('Enter');
  await reach(page, codes.download);
  await reach(page, codes.saved);
  await keyboard.press('Space');
  await reach(page, codes.done);
  await keyboard.press('Enter');
  await playground.expectClosed();
  await expect(playground.opener('choose'), 'back where it began').toBeFocused();

  await reach(page, playground.opener('manage'));
  await keyboard.press('Space');
  await reach(page, manage.renames);
  await keyboard.press('Enter');
  await expect(manage.nameField).toBeFocused();
  await keyboard.press('Control+A');
  await keyboard.type('By keyboard');
  await keyboard.press('Enter');
  await expect(manage.renames).toHaveAccessibleName(/By keyboard$/);
  await keyboard.press('Escape');
  await playground.expectClosed();

  await context.clearCookies();
  await become(await person.halfSession());
  await playground.open();
  await reach(page, playground.opener('verify'));
  await keyboard.press('Enter');
  await reach(page, verify.useDifferentMethod);
  await keyboard.press('Enter');
  await reach(page, choose.useBackupCode);
  await keyboard.press('Enter');
  await expect(backupCode.field).toBeFocused();
  await keyboard.type(shown[0]);
  await keyboard.press('Enter');
  await playground.expectClosed();
  await expect(playground.auth.state).toHaveText(`user: ${person.email}`);
});
