// SPDX-License-Identifier: Apache-2.0
import { FormatError } from './errors.js';

const NEEDS_CARE = /["\\\u0000-\u001f<>&\u2028\u2029\ud800-\udfff]/;

const GO_ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x22, '\\"'],
  [0x5c, '\\\\'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x09, '\\t'],
  [0x08, '\\b'],
  [0x0c, '\\f'],
  [0x3c, '\\u003c'],
  [0x3e, '\\u003e'],
  [0x26, '\\u0026'],
  [0x2028, '\\u2028'],
  [0x2029, '\\u2029'],
]);

/**
 * A string as the Go-JSON of the existing Pipelock formats spells it, with its quotes: short escapes, other controls as
 * `\u00xx`, the five HTML-sensitive characters escaped, everything else raw. A lone surrogate becomes U+FFFD.
 */
export function goString(text: string): string {
  return NEEDS_CARE.test(text) ? `"${escapeString(text, GO_ESCAPES)}"` : `"${text}"`;
}

/** As `goString`, with only the escapes that RFC 8259 demands (RFC 8785 section 3.2.2.2). */
export function minimalString(text: string): string {
  return NEEDS_CARE.test(text) ? `"${escapeString(text, MINIMAL_ESCAPES)}"` : `"${text}"`;
}

const MINIMAL_ESCAPES: ReadonlyMap<number, string> = new Map([...GO_ESCAPES].slice(0, 7));

function escapeString(text: string, escapes: ReadonlyMap<number, string>): string {
  let out = '';
  let copied = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    let written = escapes.get(unit);
    if (written === undefined) {
      if (unit < 0x20) {
        written = `\\u00${unit.toString(16).padStart(2, '0')}`;
      } else if (unit >= 0xd800 && unit <= 0xdfff) {
        if (isPair(text, i)) {
          i++;
          continue;
        }
        written = '\ufffd';
      } else {
        continue;
      }
    }
    out += text.slice(copied, i) + written;
    copied = i + 1;
  }
  return out + text.slice(copied);
}

function isPair(text: string, index: number): boolean {
  const next = text.charCodeAt(index + 1);
  return text.charCodeAt(index) < 0xdc00 && next >= 0xdc00 && next <= 0xdfff;
}

/** What a time that was never set is written as. */
export const ZERO_TIME = '0001-01-01T00:00:00Z';

const CANONICAL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{0,8}[1-9])?Z$/;
const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;
const DAYS_IN_MONTH: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

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
  if (parts === null || !hasValidFields(text)) return undefined;
  const fraction = (parts[7] ?? '').slice(0, 9).replace(/0+$/, '');
  const tail = fraction === '' ? 'Z' : `.${fraction}Z`;
  const [sign, hours, minutes] = [parts[8], Number(parts[9]), Number(parts[10])];
  if (sign === undefined) return text.slice(0, 19) + tail;
  if (hours > 23 || minutes > 59) return undefined;
  const shifted = shiftToUtc(text, (sign === '-' ? -1 : 1) * (hours * 60 + minutes));
  // Years outside 0 to 9999 print with a sign and six digits.
  return shifted.length === 24 ? shifted.slice(0, 19) + tail : undefined;
}

/** Whether the text is what `canonicalTime` would return. */
export function isCanonicalTime(text: string): boolean {
  return CANONICAL_TIME.test(text) && hasValidFields(text);
}

function hasValidFields(text: string): boolean {
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const leapDay = month === 2 && isLeapYear(year) ? 1 : 0;
  const days = DAYS_IN_MONTH[month - 1];
  return (
    days !== undefined &&
    day >= 1 &&
    day <= days + leapDay &&
    twoDigits(text, 11) < 24 &&
    twoDigits(text, 14) < 60 &&
    twoDigits(text, 17) < 60
  );
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 0x30) * 10 + text.charCodeAt(at + 1) - 0x30;
}

function shiftToUtc(text: string, minutes: number): string {
  // Years below 100 are spelled out by hand: Date.UTC would read them as 19xx.
  const date = new Date(0);
  date.setUTCFullYear(Number(text.slice(0, 4)), twoDigits(text, 5) - 1, twoDigits(text, 8));
  date.setUTCHours(twoDigits(text, 11), twoDigits(text, 14) - minutes, twoDigits(text, 17));
  return date.toISOString();
}

const RAW_ESCAPES = /[<>&\u2028\u2029]/g;
const OUTSIDE_SPACE = /("[^"\\]*(?:\\.[^"\\]*)*")|[ \t\r\n]+/g;

/**
 * Embedded JSON text as the Go-JSON writer embeds it: whitespace outside strings removed and `< > &` U+2028 U+2029
 * escaped; member order, number spelling and other escapes stay. The text must already be known to be valid JSON.
 */
export function compactRawJson(raw: string): string {
  return raw
    .replace(OUTSIDE_SPACE, (_all, quoted: string | undefined) => quoted ?? '')
    .replace(RAW_ESCAPES, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
