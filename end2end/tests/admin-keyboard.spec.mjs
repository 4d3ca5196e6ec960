// An administrator's work, and a confirmed transfer, with the keyboard alone; the focus can always be seen.

import { ACTIONS } from '../lib/actions.mjs';
import { administrator } from '../lib/administrator.mjs';
import { expect, test } from '../lib/fixtures.mjs';
import { reach, typeCode } from '../lib/keyboard.mjs';
import { CodeEntry } from '../pages/code.mjs';
import { Playground } from '../pages/playground.mjs';

test.use({ policy: ACTIONS });

async function press(page, target, key = 'Enter') {
  await reach(page, target);
  await page.keyboard.press(key);
}

async function type(page, target, text) {
  await reach(page, target);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

test('the policy is changed, and the change undone', async ({ page, startServer, context }) => {
  const server = await startServer({}, { stocked: true });
  const admin = await administrator(server);
  await context.addCookies(admin.client.cookies());
  await page.goto(`${server.origin}/admin`);
  await press(page, page.getByRole('link', { name: 'Policy' }));
  await expect(page).toHaveURL(`${server.origin}/admin/policy`);
  await press(page, page.getByLabel('Require verification at every sign-in'), 'Space');
  await press(page, page.getByRole('button', { name: 'Preview changes' }));
  await expect(page.getByRole('row', { name: 'Require verification at every sign-in On Off' })).toBeVisible();
  await type(page, page.getByLabel('Reason'), 'pilot');
  await press(page, page.getByRole('button', { name: 'Save policy' }));
  await expect(page.getByText('The policy has been saved.')).toBeVisible();
  await press(page, page.getByRole('button', { name: 'Undo' }));
  await type(page, page.getByLabel('Reason'), 'the pilot is over');
  await press(page, page.getByRole('button', { name: 'Save policy' }));
  await expect(page.getByText('Version 2, saved by')).toBeVisible();
});

test('somebody is found and reset, after a proof in between, and the audit tells', async ({ page, people, server, become }) => {
  const admin = await administrator(server);
  const person = await people.enrolled();
  await become(admin);
  await page.goto('/admin');
  await press(page, page.getByRole('link', { name: 'People' }));
  await type(page, page.getByLabel('Email address or name'), person.email);
  await page.keyboard.press('Enter');
  await press(page, page.getByRole('main').getByRole('link', { name: person.email }));
  await admin.letProofsExpire();
  await press(page, page.getByRole('link', { name: 'Reset two-step verification' }));
  await type(page, page.getByLabel('Reason'), 'lost phone');
  await press(page, page.getByRole('button', { name: 'Reset two-step verification' }));
  await reach(page, new CodeEntry(page).field);
  await typeCode(page, await admin.authenticator.next());
  await expect(page.getByText('Two-step verification has been reset')).toBeVisible();

  await press(page, page.getByRole('link', { name: 'Audit log' }));
  await type(page, page.getByLabel('Email address or ID'), person.email);
  await press(page, page.getByRole('button', { name: 'Search' }));
  await expect(page.getByRole('main').getByRole('list').last().getByRole('listitem').first()).toContainText('lost phone');
});

test('an application gets a key, which is revoked', async ({ page, server, become }) => {
  await become(await administrator(server));
  await page.goto('/admin/keys');
  await type(page, page.getByRole('textbox', { name: 'Name' }), 'till');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('application-key')).toBeVisible();
  await press(page, page.getByRole('link', { name: 'Revoke till' }));
  await press(page, page.getByRole('button', { name: 'Revoke' }));
  await expect(page.getByText('The key has been revoked.')).toBeVisible();
});

test('a transfer is sent, its confirmation left, and confirmed', async ({ page, people, become }) => {
  const person = await people.enrolled();
  await become(person);
  const playground = new Playground(page);
  await playground.open();
  const { transfer, verify } = playground;
  await expect(transfer.sending, 'awake').toBeEnabled();
  await type(page, transfer.amount, '12.00');
  await type(page, transfer.to, 'Ada');
  await press(page, transfer.sending);
  await expect(verify.root).toContainText('Confirm: Send 12.00 € to Ada');
  await page.keyboard.press('Escape');
  await playground.expectClosed();
  await expect(transfer.sending, 'the focus is where it was').toBeFocused();
  await page.keyboard.press('Enter');
  await reach(page, verify.field);
  await page.keyboard.type(await person.authenticator.next());
  await playground.expectClosed();
  await expect(transfer.result).toHaveText('ok: 12.00 € to Ada, totp proof');
});
