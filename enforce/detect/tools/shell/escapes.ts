// SPDX-License-Identifier: Apache-2.0

/**
 * Which escapes are read: `ansi` those of `$'...'`, `echo` those of `echo -e` and `printf %b` (octal with a leading 0),
 * `printf` those of a printf format.
 */
export type EscapeKind = 'ansi' | 'echo' | 'printf';

const LETTERS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

const NUMERIC = /\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|(0?[0-7]{1,3}))/y;

function codePoint(digits: string): string {
  const code = Number.parseInt(digits, 16);
  return code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '\uFFFD' : String.fromCodePoint(code);
}

/** Bytes given one by one may form one character together. */
function bytesToText(bytes: readonly number[]): string {
  return utf8.decode(Uint8Array.from(bytes));
}

interface Escaped {
  readonly text: string;
  readonly bytes?: number;
  readonly next: number;
}

function octal(digits: string, kind: EscapeKind): string {
  // Three digits, of which `echo` wants a zero first and then three more.
  return kind === 'echo' ? digits : digits.slice(0, 3);
}

function readEscape(text: string, at: number, kind: EscapeKind): Escaped {
  NUMERIC.lastIndex = at;
  const numeric = NUMERIC.exec(text);
  if (numeric !== null) {
    const [, hex, short, long, eight] = numeric;
    const unicode = short ?? long;
    if (unicode !== undefined) return { text: codePoint(unicode), next: NUMERIC.lastIndex };
    if (hex !== undefined) return { text: '', bytes: Number.parseInt(hex, 16), next: NUMERIC.lastIndex };
    const digits = octal(eight ?? '', kind);
    return { text: '', bytes: Number.parseInt(digits, 8) & 0xff, next: at + 1 + digits.length };
  }
  const letter = text.charAt(at + 1);
  const quotes = kind !== 'echo' && /["'?]/.test(letter);
  const plain = LETTERS[letter];
  if (plain !== undefined) return { text: plain, next: at + 2 };
  if (quotes) return { text: letter, next: at + 2 };
  if (kind === 'ansi' && letter === 'c' && at + 2 < text.length)
    return { text: String.fromCharCode(text.charCodeAt(at + 2) & 0x1f), next: at + 3 };
  return { text: `\\${letter}`, next: at + 2 };
}

/** Resolves backslash escapes. A NUL ends the text, as it does in a shell's argument. */
export function resolveEscapes(text: string, kind: EscapeKind): string {
  if (!text.includes('\\')) return text;
  const pieces: string[] = [];
  let bytes: number[] = [];
  const flush = (): void => {
    if (bytes.length > 0) pieces.push(bytesToText(bytes));
    bytes = [];
  };
  for (let at = 0; at < text.length;) {
    const slash = text.indexOf('\\', at);
    if (slash !== at) {
      flush();
      pieces.push(text.slice(at, slash < 0 ? text.length : slash));
      if (slash < 0) break;
    }
    // `\c` of echo and printf: nothing behind it is printed.
    if (kind !== 'ansi' && text.charAt(slash + 1) === 'c') break;
    const escaped = readEscape(text, slash, kind);
    if (escaped.bytes !== undefined) bytes.push(escaped.bytes);
    else {
      flush();
      pieces.push(escaped.text);
    }
    at = escaped.next;
  }
  flush();
  return pieces.join('').replaceAll('\0', '');
}
