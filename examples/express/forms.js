// What the shop takes from forms. A field that is sent twice arrives as an array: only text is taken.

/** Letters, marks and other characters that show nothing, and the one in place of bytes that aren’t UTF-8. */
const UNSEEN = /[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffd\u{e0100}-\u{e01ef}]/u;
const WORDS = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]+( [\p{L}\p{M}\p{N}\p{P}\p{S}]+)*$/u;

/** A field of a form, or a part of the address. */
export const text = (fields, name) => (typeof fields?.[name] === 'string' ? fields[name] : '');

/** Whether this is up to 60 characters that all show, so that the page which has it confirmed shows all of it. */
export const isRecipient = (to) => /^.{1,60}$/u.test(to) && WORDS.test(to) && !UNSEEN.test(to);

export const isAmount = (amount) => /^[0-9]{1,6}(\.[0-9]{2})?$/.test(amount);

/** Whether this is a path of the shop, and leads to no other host. It has no backslash, which browsers read as a slash. */
export const isOwnPath = (path) => /^\/(?!\/)[!-[\]-~]*$/.test(path);
