// SPDX-License-Identifier: Apache-2.0

function within(value: number, from: number, to: number): boolean {
  return value >= from && value <= to;
}

const MIN_CARD = 15;
const MAX_CARD = 19;
/** The digits of the number being looked at. */
const digits = new Uint8Array(MAX_CARD);

function leading(count: number): number {
  let value = 0;
  for (let i = 0; i < count; i++) value = value * 10 + (digits[i] ?? 0);
  return value;
}

function knownIssuer(length: number): boolean {
  const two = leading(2);
  const three = leading(3);
  const four = leading(4);
  const visa = digits[0] === 4 && (length === 16 || length === 19);
  const mastercard = length === 16 && (within(two, 51, 55) || within(four, 2221, 2720));
  const amex = length === 15 && (two === 34 || two === 37);
  const jcb = within(length, 16, 19) && within(four, 3528, 3589);
  const discover = (length === 16 || length === 19) && (four === 6011 || within(three, 644, 649) || two === 65);
  return visa || mastercard || amex || jcb || discover;
}

/** Whether the numbers of some issuer begin with a digit. */
export function mayBeginCard(code: number): boolean {
  return code >= 0x32 && code <= 0x36;
}

/** The Luhn sum ends in 0. */
function hasCheckDigit(length: number): boolean {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const digit = digits[length - 1 - i] ?? 0;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isSeparator(code: number): boolean {
  return code === 0x20 || code === 0x2d;
}

function isWord(code: number): boolean {
  const lower = code | 0x20;
  return isDigit(code) || (lower >= 0x61 && lower <= 0x7a) || code === 0x5f;
}

/** Groups of a card number, but for its last, have at least this many digits: 4-4-4-4, 4-6-5. */
const MIN_GROUP = 4;

/**
 * Where the card number ends that starts at a place, or -1: its group of digits, or that and those after it, for a
 * neighbour may have joined in. It ends where the text does, at a separator or, unless `alone`, ahead of anything that
 * is no word.
 */
export function cardEnd(bytes: Uint8Array, length: number, start: number, alone: boolean): number {
  let count = 0;
  for (let at = start, group = start; ; at++) {
    const code = at < length ? (bytes[at] ?? 0) : 0;
    if (isDigit(code)) {
      if (count === MAX_CARD) return -1;
      digits[count++] = code - 0x30;
      continue;
    }
    const separated = isSeparator(code);
    if (!separated && at < length && (alone || isWord(code))) return -1;
    if (count >= MIN_CARD && knownIssuer(count) && hasCheckDigit(count)) return at;
    if (!separated || at - group < MIN_GROUP) return -1;
    group = at + 1;
  }
}

/** Payment card: 15 to 19 digits of a known issuer whose check digit (ISO/IEC 7812-1) holds. */
export function isCardNumber(match: string): boolean {
  // Not ASCII is no digit and no separator.
  const bytes = Uint8Array.from({ length: match.length }, (_, i) => Math.min(match.charCodeAt(i), 0xff));
  for (let at = 0; at < match.length; at++) {
    const starts = at === 0 || isSeparator(bytes[at - 1] ?? 0);
    if (starts && isDigit(bytes[at] ?? 0) && cardEnd(bytes, match.length, at, true) >= 0) return true;
  }
  return false;
}
