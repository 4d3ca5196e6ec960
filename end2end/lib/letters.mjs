// All mails as the installation writes them, with example values: `latchkey mail preview`.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** `{ name, html }` for each kind and language; the name is `reset-password-de`. */
export async function letters(server) {
  const { code, stderr } = await server.command('mail', 'preview', 'mails');
  if (code !== 0) throw new Error(`latchkey mail preview: ${stderr}`);
  const read = async (language) => {
    const folder = join(server.folder, 'mails', language);
    const files = (await readdir(folder)).filter((file) => file.endsWith('.html')).sort();
    return Promise.all(
      files.map(async (file) => ({ name: `${file.replace('.html', '')}-${language}`, language, html: await readFile(join(folder, file), 'utf8') })),
    );
  };
  return (await Promise.all(['en', 'de'].map(read))).flat();
}
