// The policy, as it is filled in on the dashboard.

const ENROLLMENTS = { signup: 'Require enrollment at sign-in', action: 'Require enrollment before a protected action', none: 'Don’t require enrollment' };
/** Of the preview's lines, those that tell what a sign-in meets. */
const COUNTS = {
  enroll: /^Must enroll at sign-in: .*, (\d+) after saving$/,
  prove: /^Must verify at every sign-in: .*, (\d+) after saving$/,
  needCode: /^Can sign in only with a backup code, .*, (\d+) after saving$/,
  lockedOut: /^Locked out, .*, (\d+) after saving$/,
};
/** And the one that tells what a protected action does. */
const ENROLL_FOR_ACTION = /^Must enroll before a protected action: .*, (\d+) after saving$/;

export class PolicyForm {
  constructor(page) {
    this.page = page;
    this.preview = page.getByRole('button', { name: 'Preview changes' });
    this.reason = page.getByLabel('Reason');
    this.save = page.getByRole('button', { name: 'Save policy' });
  }

  async open(server) {
    await this.page.goto(`${server.origin}/admin/policy`);
  }

  /** `action` is `{ required }`, or nothing for a policy without actions. */
  async fill({ enrollment, sessionBased, action, totp = true }) {
    await this.page.getByLabel(ENROLLMENTS[enrollment]).check();
    await this.page.getByLabel('Require verification at every sign-in').setChecked(sessionBased);
    await this.page.getByLabel('Allow authenticator apps', { exact: true }).setChecked(totp);
    await this.page.getByLabel('Action name, such as transfer.create').first().fill(action ? 'transfer.create' : '');
    if (action) await this.page.getByLabel('People who aren’t enrolled must enroll first').first().setChecked(action.required);
  }

  /** How many people the preview counts after the change, by what happens to them. */
  async counts() {
    const entries = Object.entries(COUNTS).map(async ([fate, line]) => [fate, await this.#count(line)]);
    return Object.fromEntries(await Promise.all(entries));
  }

  /** How many of them would have to enroll before they do something that is protected. */
  countForAction() {
    return this.#count(ENROLL_FOR_ACTION);
  }

  async #count(line) {
    return Number(line.exec((await this.page.getByRole('paragraph').filter({ hasText: line }).textContent()).trim())[1]);
  }

  /** Saves what is previewed; `lockedOut` is how many the administrator knows to be locked out. */
  async confirm(reason, lockedOut = 0) {
    await this.reason.fill(reason);
    if (lockedOut > 0) await this.page.getByLabel('To continue, enter the number of people who will be locked out').fill(String(lockedOut));
    await this.save.click();
    await this.page.waitForURL((address) => !address.pathname.endsWith('/preview'));
  }
}
