// Writes FILE.br (brotli, quality 11) and FILE.gz (level 9) beside every file of a folder that compression makes smaller.
// Node has both built in; as Rust crates, they would slow down every build of xtask.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const [folder] = process.argv.slice(2);
const compressions = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  gz: (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

const entries = await readdir(folder, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile() && entry.name !== 'manifest.json');
await Promise.all(
  files.map(async (file) => {
    const path = join(file.parentPath ?? file.path, file.name);
    const bytes = await readFile(path);
    for (const [extension, compress] of Object.entries(compressions)) {
      const compressed = await compress(bytes);
      if (compressed.length < bytes.length) await writeFile(`${path}.${extension}`, compressed);
    }
  }),
);
