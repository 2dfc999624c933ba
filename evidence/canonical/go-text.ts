// SPDX-License-Identifier: Apache-2.0
import { FormatError } from './errors.js';

const NEEDS_CARE = /["\\\u0000-\u001f<>&\u2028\u2029\ud800-\udfff]/;
const SENSITIVE = /[<>&\u2028\u2029]/g;

function escapeSensitive(text: string): string {
  return text.replace(SENSITIVE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * A string as the Go-JSON of the existing Pipelock formats spells it, with its quotes: short escapes, other controls as
 * `\u00xx`, the five HTML-sensitive characters escaped, everything else raw. A lone surrogate becomes U+FFFD.
 */
export function goString(text: string): string {
  return NEEDS_CARE.test(text) ? escapeSensitive(minimalString(text)) : `"${text}"`;
}

/** As `goString`, with only the escapes that RFC 8259 demands (RFC 8785 section 3.2.2.2). */
export function minimalString(text: string): string {
  return JSON.stringify(text.toWellFormed());
}

/** What a time that was never set is written as. */
export const ZERO_TIME = '0001-01-01T00:00:00Z';

const CANONICAL_TIME = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{0,8}[1-9])?Z$/;
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

/**
 * An RFC 3339 time in its one canonical spelling: UTC with `Z`, fraction cut to nine digits, without trailing zeros.
 * The text is untrusted. Throws FormatError `time` on another form, a field out of range, or a year outside 0 to 9999.
 */
export function canonicalTime(text: string): string {
  const canonical = toCanonicalTime(text);
  if (canonical === undefined) throw new FormatError('time', 'not an RFC 3339 time');
  return canonical;
}

/** As `canonicalTime`, with undefined for a text that is not such a time. */
export function toCanonicalTime(text: string): string | undefined {
  if (isCanonicalTime(text)) return text;
  const parts = RFC3339.exec(text);
  const local = parts === null ? undefined : utcDate(text);
  if (parts === null || local === undefined) return undefined;
  const [, digits = '', sign, hours, minutes] = parts;
  const fraction = digits.slice(0, 9).replace(/0+$/, '');
  const tail = fraction === '' ? 'Z' : `.${fraction}Z`;
  if (sign === undefined) return text.slice(0, 19) + tail;
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const shift = (sign === '-' ? 1 : -1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const shifted = new Date(local.getTime() + shift).toISOString();
  // Years outside 0 to 9999 print with a sign and six digits.
  return shifted.length === 24 ? shifted.slice(0, 19) + tail : undefined;
}

/** The last day that was found in the calendar: one look-up takes as long as writing a record, and times come in order. */
let knownDay = '';

/** Whether the text is what `canonicalTime` would return. */
export function isCanonicalTime(text: string): boolean {
  if (!CANONICAL_TIME.test(text)) return false;
  const day = text.slice(0, 10);
  if (day !== knownDay && utcDate(text) === undefined) return false;
  knownDay = day;
  return true;
}

/** Date and time in the first 19 characters, taken as UTC. A day or hour that does not exist is read as a later one. */
function utcDate(text: string): Date | undefined {
  const seconds = text.slice(0, 19);
  const date = new Date(`${seconds}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(seconds) ? date : undefined;
}

const OUTSIDE_SPACE = /("[^"\\]*(?:\\.[^"\\]*)*")|[ \t\r\n]+/g;

/**
 * Embedded JSON text as the Go-JSON writer embeds it: whitespace outside strings removed and `< > &` U+2028 U+2029
 * escaped; member order, number spelling and other escapes stay. The text must already be known to be valid JSON.
 */
export function compactRawJson(raw: string): string {
  return escapeSensitive(raw.replace(OUTSIDE_SPACE, (_all, quoted: string | undefined) => quoted ?? ''));
}
