// Every screen in every state: its name, and how to get there.

import { account } from './screens/account.mjs';
import { admin } from './screens/admin.mjs';
import { challenge } from './screens/challenge.mjs';
import { dialogs } from './screens/dialogs.mjs';
import { enrollment } from './screens/enrollment.mjs';
import { entrance } from './screens/entrance.mjs';
import { errors } from './screens/errors.mjs';
import { mail } from './screens/mail.mjs';
import { recovery } from './screens/recovery.mjs';

/** `[name, async (screen) => …]`, in the order in which somebody meets them. */
export const SCREENS = Object.entries({ ...entrance, ...enrollment, ...challenge, ...account, ...dialogs, ...mail, ...recovery, ...admin, ...errors });
