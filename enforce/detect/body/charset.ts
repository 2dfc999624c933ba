// SPDX-License-Identifier: Apache-2.0

/** Bytes as text: as UTF-8, and as whatever else their reader may take them for. */
export interface DecodedBytes {
  /** The likeliest reading. */
  readonly text: string;
  /** Other readings that differ from it. */
  readonly others: readonly string[];
  /** The declared encoding is one that nothing here reads, and in which ASCII bytes are not ASCII letters. */
  readonly unreadable: boolean;
}

const utf8 = new TextDecoder('utf-8');
const CHARSET = /;\s*charset\s*=\s*(?:"([^"]{1,64})"|'([^']{1,64})'|([^\s;"']{1,64}))/gi;

/**
 * Encodings that a platform's own library reads and a browser does not, and in which letters are not where ASCII has
 * them: what is harmless as ASCII spells something else there. Names without punctuation.
 */
const FOREIGN =
  /^(?:(?:unicode11|csunicode11|cs)?utf7|utf7imap|utf32|utf32[bl]e|ucs4|iso10646ucs4|ebcdic.*|csibmebcdic.*|hz|hzgb2312|iso2022(?:kr|cn.*|jp.+)|scsu|bocu1|punycode|idna|(?:raw)?unicodeescape|(?:csibm|xibm|ibm|cp|ccsid)0*(?:37|27[3-9]|28[0-9]|29[0-9]|42[034]|500|83[3-9]|87[015]|880|905|918|924|93[0-9]|1026|1047|11[2-5][0-9]|1364|1371|1388|1399|1390))$/;

const UTF8 = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);

/** In an XML declaration or a meta element, which some readers believe. */
const DECLARED_INSIDE =
  /<\?xml\s[^>]{0,128}?encoding\s{0,8}=\s{0,8}["']([\w.:-]{1,40})|<meta\s[^>]{0,256}?charset\s{0,8}=\s{0,8}["']?([\w.:-]{1,40})/i;
const PROBE = 1024;

/** The encodings that are claimed, but for UTF-8. Two of them are the opinions of two readers. */
function claimedCharsets(contentType: string, text: string): readonly string[] {
  const names = new Set<string>();
  for (const match of contentType.matchAll(CHARSET)) names.add((match[1] ?? match[2] ?? match[3] ?? '').toLowerCase());
  if (text.trimStart().startsWith('<')) {
    const inside = DECLARED_INSIDE.exec(text.slice(0, PROBE));
    names.add((inside?.[1] ?? inside?.[2] ?? '').toLowerCase());
  }
  return [...names].filter((name) => name !== '' && !UTF8.has(name));
}

function isForeign(name: string): boolean {
  return FOREIGN.test(name.replace(/[^a-z0-9]/g, ''));
}

function decoderOf(name: string): TextDecoder | undefined {
  try {
    return new TextDecoder(name);
  } catch {
    return undefined;
  }
}

/** Whether a Content-Type value (untrusted) names an encoding that nobody here reads. */
export function namesUnread(contentType: string): boolean {
  return claimedCharsets(contentType, '').some((name) => decoderOf(name) === undefined && isForeign(name));
}

/** What a mark at the start says, or NUL in every second place. */
function apparentCharset(bytes: Uint8Array): string | undefined {
  const [first = 0, second = 0] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const length = Math.min(bytes.length, PROBE) & ~1;
  if (length < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  // ASCII as UTF-16 is half NUL; with other letters in between a little less.
  if (odd * 4 >= length && even * 16 < length) return 'utf-16le';
  return even * 4 >= length && odd * 16 < length ? 'utf-16be' : undefined;
}

/**
 * Decodes a body the ways its reader may: as it looks, as it is declared, as UTF-8. `contentType` is the header's value,
 * untrusted like the bytes. Never throws.
 */
export function decodeBytes(bytes: Uint8Array, contentType: string): DecodedBytes {
  const plain = utf8.decode(bytes);
  const claimed = claimedCharsets(contentType, plain);
  const apparent = apparentCharset(bytes);
  if (claimed.length === 0 && apparent === undefined) return { text: plain, others: [], unreadable: false };
  const decoders = claimed.map(decoderOf);
  const unreadable = claimed.some((name, i) => decoders[i] === undefined && isForeign(name));
  const texts = new Set<string>();
  if (apparent !== undefined) texts.add(new TextDecoder(apparent).decode(bytes));
  for (const decoder of decoders) if (decoder !== undefined) texts.add(decoder.decode(bytes));
  texts.add(plain);
  const [text = plain, ...others] = texts;
  return { text, others, unreadable };
}
