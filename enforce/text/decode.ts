// SPDX-License-Identifier: Apache-2.0

const MAX_ROUNDS = 32;
const ESCAPES = /(?:%[0-9a-f]{2})+|%u[0-9a-f]{4}/gi;
/** A per cent sign that was itself encoded, any number of times, ahead of two hex digits. */
const WRAPPED = /%(?:25)+(?=[0-9a-f]{2})/gi;

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

function decodeRun(run: string): string {
  if (run.charCodeAt(1) === 0x75 || run.charCodeAt(1) === 0x55) {
    return String.fromCharCode(Number.parseInt(run.slice(2), 16));
  }
  const bytes = new Uint8Array(run.length / 3);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(run.slice(3 * i + 1, 3 * i + 3), 16);
  return utf8.decode(bytes);
}

/** Undoes one layer of percent-encoding. What is not a valid escape stays. `+` stays: base64 uses it. */
export function decodePercentOnce(text: string): string {
  return text.includes('%') ? text.replace(ESCAPES, decodeRun) : text;
}

/**
 * Undoes percent-encoding until nothing changes. Repeated encoding of the per cent sign is undone in one step, so the
 * number of rounds grows with the logarithm of the length; `undefined` means the limit was reached all the same.
 */
export function decodePercentFully(text: string): string | undefined {
  let current = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = decodePercentOnce(current.replace(WRAPPED, '%'));
    if (next === current) return current;
    current = next;
  }
  return undefined;
}

const HEX = 1;
const BASE32 = 2;
const BASE64_STD = 4;
const BASE64_URL = 8;

/** For each ASCII code, the alphabets it belongs to. Padding is handled apart. */
const ALPHABETS = new Uint8Array(128);
const HEX_VALUE = new Int8Array(128).fill(-1);
const BASE32_VALUE = new Int8Array(128).fill(-1);
const BASE64_VALUE = new Int8Array(128).fill(-1);

function assign(letters: string, alphabet: number, values: Int8Array, first = 0): void {
  for (let i = 0; i < letters.length; i++) {
    const code = letters.charCodeAt(i);
    ALPHABETS[code] = (ALPHABETS[code] ?? 0) | alphabet;
    values[code] = first + i;
  }
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
assign('0123456789abcdef', HEX, HEX_VALUE);
assign('ABCDEF', HEX, HEX_VALUE, 10);
assign(`${UPPER}234567`, BASE32, BASE32_VALUE);
assign(LOWER, BASE32, BASE32_VALUE);
assign(`${UPPER}${LOWER}0123456789+/`, BASE64_STD, BASE64_VALUE);
assign(`${UPPER}${LOWER}0123456789-_`, BASE64_URL, BASE64_VALUE);

function trimPadding(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0x3d) end--;
  return end === text.length ? text : text.slice(0, end);
}

function alphabetsOf(text: string): number {
  let common = HEX | BASE32 | BASE64_STD | BASE64_URL;
  for (let i = 0; i < text.length && common !== 0; i++) common &= ALPHABETS[text.charCodeAt(i)] ?? 0;
  return common;
}

const MIN_PRINTABLE_RUN = 12;
let scratch = new Uint8Array(4096);

/** Where the last unpacked bytes end, and how they read. One object, since this runs for every token of every URL. */
const unpacked = { length: 0, longestRun: 0, high: 0 };

/** Reads `bits`-wide digits into the scratch bytes; a last incomplete byte is dropped. The caller checked the alphabet. */
function unpack(text: string, from: number, values: Int8Array, bits: number): void {
  const capacity = ((text.length - from) * bits) >> 3;
  if (scratch.length < capacity) scratch = new Uint8Array(capacity * 2);
  let held = 0;
  let pending = 0;
  let at = 0;
  let run = 0;
  let longest = 0;
  let high = 0;
  for (let i = from; i < text.length; i++) {
    held = ((held << bits) | (values[text.charCodeAt(i)] ?? 0)) & 0xfff;
    pending += bits;
    if (pending < 8) continue;
    pending -= 8;
    const byte = (held >> pending) & 0xff;
    scratch[at++] = byte;
    if (byte >= 0x20 && byte < 0x7f) {
      if (++run > longest) longest = run;
    } else {
      run = 0;
      if (byte >= 0x80) high++;
    }
  }
  unpacked.length = at;
  unpacked.longestRun = longest;
  unpacked.high = high;
}

/** Random bytes are half above ASCII and hold no long stretch of text; anything more legible than that is read. */
function isLegible(): boolean {
  const { length, longestRun, high } = unpacked;
  return longestRun >= MIN_PRINTABLE_RUN || (longestRun > 0 && high * 4 < length);
}

const NOT_TEXT = /\ufffd+/g;

export interface Decoded {
  readonly view: 'hex' | 'base64' | 'base64url' | 'base32';
  readonly text: string;
}

/**
 * Unpacks and keeps what is legible. Bytes that are not UTF-8 become line feeds: a secret with binary in front of it is
 * still found.
 */
function addDecoded(
  found: Decoded[],
  view: Decoded['view'],
  text: string,
  from: number,
  values: Int8Array,
  bits: number,
): void {
  unpack(text, from, values, bits);
  if (isLegible()) {
    found.push({ view, text: utf8.decode(scratch.subarray(0, unpacked.length)).replace(NOT_TEXT, '\n') });
  }
  // A large token must not keep its memory, nor its content, until the next one comes.
  if (scratch.length > 1_048_576) scratch = new Uint8Array(4096);
}

/** Below this length an encoding holds too little to be a credential. */
export const MIN_ENCODED_LENGTH = 8;
/** From this length on, base64 is also read as if it began one, two or three characters later. */
const MIN_SHIFTED_LENGTH = 20;

/** Base64 may start at any of four places; what holds for each of the four readings stands in one byte of a number. */
const ALL_READINGS = 0x01010101;

/**
 * At `place << 7 | code`, place being that in the text modulo 4: the readings in which the byte that begins with this
 * digit is above ASCII. A byte's top bit is the first bit of the first digit of a group, the third of the second, the
 * fifth of the third; none begins with the fourth.
 */
const HIGH_IN = new Int32Array(512);
for (let place = 0; place < 4; place++) {
  for (let code = 0; code < 128; code++) {
    for (let shift = 0; shift < 4; shift++) {
      const digit = Math.max(0, BASE64_VALUE[code] ?? 0);
      const role = (place - shift) & 3;
      const high = role < 3 && ((digit >> (5 - 2 * role)) & 1) === 1;
      if (high) HIGH_IN[(place << 7) | code] = (HIGH_IN[(place << 7) | code] ?? 0) | (1 << (8 * shift));
    }
  }
}

function highIn(text: string, at: number): number {
  return HIGH_IN[((at & 3) << 7) | text.charCodeAt(at)] ?? 0;
}

/** Digits that hold the shortest stretch of text worth reading, nine bytes at least. */
const QUIET_DIGITS = 12;

/**
 * The readings in which so many digits in a row begin no byte above ASCII. A stretch covers each place it could end at
 * or one before it, so that the search goes on from where the last reading failed: few digits are looked at twice.
 */
function quietReadings(text: string): number {
  let quiet = 0;
  for (let end = QUIET_DIGITS - 1; end < text.length && quiet !== ALL_READINGS;) {
    let open = ALL_READINGS & ~quiet;
    let at = end;
    for (; open !== 0 && at > end - QUIET_DIGITS; at--) open &= ~highIn(text, at);
    quiet |= open;
    end = open === 0 ? at + 1 + QUIET_DIGITS : end + 1;
  }
  return quiet;
}

const highs = new Int32Array(4);

/** Digits whose counts fit into bytes. */
const COUNTED_AT_ONCE = 128;

/** Counts, for each reading, the whole bytes above ASCII. */
function countHighs(text: string): void {
  highs.fill(0);
  // Digits ahead of a reading are not in it, and the last digit begins no whole byte.
  let counts = (highIn(text, 0) & 0x01) + (highIn(text, 1) & 0x0101) + (highIn(text, 2) & 0x010101);
  for (let at = 3, until = COUNTED_AT_ONCE; at < text.length - 1; until += COUNTED_AT_ONCE) {
    for (; at < until && at < text.length - 1; at++) counts = (counts + highIn(text, at)) | 0;
    for (let shift = 0; shift < 4; shift++) highs[shift] = (highs[shift] ?? 0) + ((counts >>> (8 * shift)) & 0xff);
    counts = 0;
  }
}

/**
 * The alignments, as bits, at which base64 could decode to something legible: a stretch without bytes above ASCII, or
 * few of them in all. Most tokens are words, and decoding each four times would cost more. `text` has 20 digits or more.
 */
function promisingShifts(text: string): number {
  const quiet = quietReadings(text);
  countHighs(text);
  let promising = 0;
  for (let shift = 0; shift < 4; shift++) {
    const bytes = ((text.length - shift) * 6) >> 3;
    if (((quiet >> (8 * shift)) & 1) === 1 || (highs[shift] ?? 0) * 4 < bytes) promising |= 1 << shift;
  }
  return promising;
}

const NOTHING: readonly Decoded[] = [];
const HEX_DELIMITERS = /\\x|0x|[:\-, ]/gi;

function decodeDelimitedHex(text: string, found: Decoded[]): void {
  const digits = text.replace(HEX_DELIMITERS, '');
  if (digits.length < MIN_ENCODED_LENGTH || digits.length === text.length || digits.length % 2 !== 0) return;
  if (alphabetsOf(digits) & HEX) addDecoded(found, 'hex', digits, 0, HEX_VALUE, 4);
}

/**
 * Every reading of a whole token as hex (plain, or delimited by colon, space, hyphen, comma, `\x`, `0x`), base32 or
 * base64 (standard and URL alphabet, with or without padding, at all four alignments). Only legible results.
 */
export function decodeToken(token: string): readonly Decoded[] {
  if (token.length < MIN_ENCODED_LENGTH) return NOTHING;
  const text = trimPadding(token);
  const alphabets = alphabetsOf(text);
  if (alphabets === 0 && !mayBeDelimitedHex(text)) return NOTHING;
  const found: Decoded[] = [];
  if (alphabets & HEX && text.length % 2 === 0) addDecoded(found, 'hex', text, 0, HEX_VALUE, 4);
  if (!(alphabets & HEX) && mayBeDelimitedHex(text)) decodeDelimitedHex(text, found);
  if (alphabets & BASE32) addDecoded(found, 'base32', text, 0, BASE32_VALUE, 5);
  const view = alphabets & BASE64_STD ? 'base64' : alphabets & BASE64_URL ? 'base64url' : undefined;
  if (view === undefined) return found;
  if (text.length < MIN_SHIFTED_LENGTH) {
    addDecoded(found, view, text, 0, BASE64_VALUE, 6);
    return found;
  }
  // Someone may have cut or prefixed the encoded text, so that the true groups of four start elsewhere.
  const promising = promisingShifts(text);
  if (promising === 0) return found;
  for (let shift = 0; shift < 4; shift++)
    if (promising & (1 << shift)) addDecoded(found, view, text, shift, BASE64_VALUE, 6);
  return found;
}

/** Delimited hex starts with two hex digits and a delimiter, or with `\x` or `0x`. */
function mayBeDelimitedHex(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first === 0x5c || (first === 0x30 && (text.charCodeAt(1) | 0x20) === 0x78)) return true;
  return (HEX_VALUE[first] ?? -1) >= 0 && (HEX_VALUE[text.charCodeAt(1)] ?? -1) >= 0 && ':-, '.includes(text.charAt(2));
}
