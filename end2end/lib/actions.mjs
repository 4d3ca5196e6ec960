// The actions of the playground's example application, as a policy has them.

const action = (name, description, token, lifetime_seconds) => ({ name, description, required: true, token, lifetime_seconds });

const TRANSFER = action('transfer.create', 'Send money', 'single_use', 300);
const SETTINGS = action('settings.change', 'Change settings', 'time_bound', 300);

/** Policy of a server on which both have to be confirmed. */
export const ACTIONS = [`actions=${JSON.stringify([TRANSFER, SETTINGS])}`];

/** Requests of the application's page to its own server. */
export const TRANSFERS = '**/api/playground/transfer';
