// How Chromium is started: the one that the system has, never a download. Debian's `chromium-headless-shell` is the same browser without
// windows, and spends a third of the processor time on a page.

export const launchOptions = {
  executablePath: process.env.LATCHKEY_CHROMIUM ?? '/usr/bin/chromium-headless-shell',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
