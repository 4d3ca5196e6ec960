// Reads a QR code the way a phone does: from the pixels on the screen.

import { execFile } from 'node:child_process';

/** The text of the QR code in a PNG. */
export function decode(png) {
  return new Promise((done, failed) => {
    const reader = execFile('zbarimg', ['--raw', '-q', '-'], (error, stdout) => {
      if (error) failed(new Error('zbarimg finds no QR code in the picture', { cause: error }));
      else done(stdout.trim());
    });
    reader.stdin.end(png);
  });
}
