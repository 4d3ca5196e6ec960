// The samples in the documents that somebody copies into a browser or a shell: found, adapted to a server of ours, and run.

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SERVERS } from './run.mjs';
import { BINARY } from './server.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** A fence, indented or not: its language, and what is in it. */
const FENCE = /^( *)```([^\n`]*)\n(.*?)^\1```\s*$/gms;
/** Languages of what can be run, and of what it prints. A fence without a language may be anything, so it counts. */
const RUN = ['', 'js', 'javascript', 'mjs', 'sh', 'shell', 'bash', 'console', 'json'];

/** All samples that are to be run or compared, each `{ place, file, text }`. */
export async function samples() {
  const documents = (await readdir(join(ROOT, 'docs'))).filter((name) => name.endsWith('.md')).sort();
  const found = await Promise.all(['README.md', ...documents.map((name) => `docs/${name}`)].map(samplesOf));
  return found.flat();
}

async function samplesOf(file) {
  const text = await readFile(join(ROOT, file), 'utf8');
  return [...text.matchAll(FENCE)].flatMap(({ index, 1: indent, 2: language, 3: body }) => {
    if (!RUN.includes(language.trim())) return [];
    const place = `${file}:${text.slice(0, index).split('\n').length}`;
    return { place, file, text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), '') };
  });
}

/** The command lines of `latchkey` that stand between backticks in a sentence. */
export async function commandsInSentences() {
  const names = ['README.md', ...(await readdir(join(ROOT, 'docs'))).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
  const texts = await Promise.all(names.map((name) => readFile(join(ROOT, name), 'utf8')));
  const prose = texts.map((text) => text.replaceAll(FENCE, ''));
  return [...new Set(prose.flatMap((text) => [...text.matchAll(/`latchkey ([^`]+)`/g)].map(([, words]) => words.replaceAll(/\s+/g, ' '))))];
}

/** The sources of this workspace, for what the documents say about building it. */
export const source = (path) => readFile(join(ROOT, path), 'utf8');

/** Replaces each placeholder, which must be there, by what it stands for. */
export function adapt(text, replacements) {
  return replacements.reduce((adapted, [placeholder, value]) => {
    if (!adapted.includes(placeholder)) throw new Error(`the sample has no ${placeholder}:\n${text}`);
    return adapted.replaceAll(placeholder, () => value);
  }, text);
}

/**
 * Runs lines as somebody would who copies them into a shell: in a folder with a server's settings, where `latchkey` is the binary under test.
 * Gives `{ code, stdout, stderr }`; the first line that fails ends it.
 */
export async function shell(text, { server, folder = server.folder, environment = {} }) {
  const programs = join(SERVERS, 'programs');
  await mkdir(programs, { recursive: true });
  await symlink(BINARY, join(programs, 'latchkey')).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const env = { ...server.environment, PATH: `${programs}:${process.env.PATH}`, ...environment };
  return new Promise((done) => {
    execFile('sh', ['-eu', '-c', text], { cwd: folder, env, timeout: 30_000 }, (error, stdout, stderr) => {
      done({ code: error ? (error.code ?? null) : 0, stdout, stderr });
    });
  });
}

/** An empty folder. */
export async function newFolder() {
  await mkdir(SERVERS, { recursive: true });
  return mkdtemp(join(SERVERS, 'folder-'));
}
