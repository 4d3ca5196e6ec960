// Looks for secrets in a heap of bytes, in every dress in which they might have got there.

import { createHash } from 'node:crypto';

const DIGESTS = ['md5', 'sha1', 'sha256', 'sha512'];

/** The ways in which these bytes may be written, by name. */
function spellings(bytes) {
  const base64 = bytes.toString('base64');
  return {
    plain: bytes,
    hex: Buffer.from(bytes.toString('hex')),
    HEX: Buffer.from(bytes.toString('hex').toUpperCase()),
    base32: Buffer.from(base32(bytes)),
    'base32, lower case': Buffer.from(base32(bytes).toLowerCase()),
    base64: Buffer.from(base64.replaceAll('=', '')),
    base64url: Buffer.from(bytes.toString('base64url')),
    'list of numbers': Buffer.from([...bytes].join(', ')),
  };
}

/** Where secrets were found in `heap`, as `name: spelling …surroundings…` lines; `secrets` are `[name, text or bytes]`. */
export function traces(heap, secrets) {
  const found = [];
  for (const [name, secret] of secrets) {
    const bytes = Buffer.from(secret);
    const forms = Object.entries(spellings(bytes));
    for (const digest of DIGESTS) {
      const hash = createHash(digest).update(bytes).digest();
      for (const [spelling, form] of Object.entries(spellings(hash))) forms.push([`${digest} ${spelling}`, form]);
    }
    for (const [spelling, form] of forms) {
      const at = heap.indexOf(form);
      if (at >= 0) found.push(`${name}: ${spelling} …${printable(heap.subarray(Math.max(0, at - 60), at + form.length + 20))}…`);
    }
  }
  return found;
}

/** The places where six digits stand alone; part of a longer number, such as a time, is no code. */
export function codeTraces(heap, codes) {
  const text = heap.toString('latin1').replaceAll(/\d+:\d+:\d+\.\d+Z/g, '');
  return codes.flatMap((code) => {
    const hit = new RegExp(`.{0,60}(?<![\\d.])${code}(?!\\d).{0,20}`).exec(text);
    return hit ? [`${code} …${printable(Buffer.from(hit[0], 'latin1'))}…`] : [];
  });
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function base32(bytes) {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((group) => ALPHABET[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}

export function fromBase32(text) {
  const bits = [...text].map((symbol) => ALPHABET.indexOf(symbol).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((group) => Number.parseInt(group, 2)));
}

const printable = (bytes) => bytes.toString('latin1').replaceAll(/[^ -~]+/g, '·');
