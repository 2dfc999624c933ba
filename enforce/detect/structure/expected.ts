// SPDX-License-Identifier: Apache-2.0

/** Last words of names of values that are random by design and public: digests, revisions, names of things. */
const DIGEST_NAMES: ReadonlySet<string> = new Set(
  (
    'sha sha1 sha2 sha3 sha224 sha256 sha384 sha512 sha1sum sha256sum sha512sum md5 md5sum blake2b blake2s blake3 ' +
    'digest hash hashes checksum checksums cksum sum etag integrity fingerprint thumbprint hmac mac nonce match rev revision ' +
    'commit oid tree parent blob uuid guid kid h1 resolved'
  ).split(' '),
);
/** And of signatures. */
const SIGNATURE_NAMES: ReadonlySet<string> = new Set([
  'signature',
  'sig',
  'sign',
  'signed',
  'x5t',
  's256',
  'signaturevalue',
]);
/** Members of a public JSON web key, and certificates beside it. */
const KEY_NAMES: ReadonlySet<string> = new Set(['n', 'x', 'y', 'x5c']);

/** Sizes in bytes of digests: MD5, SHA-1, SHA-2 and SHA-3. */
const DIGEST_BYTES: ReadonlySet<number> = new Set([16, 20, 28, 32, 48, 64]);
/** RSA with 4096 bits. */
const MAX_SIGNATURE_BYTES = 512;

const MAX_GAP = 8;
const MAX_NAME = 32;
const SPACE = 1;
const NAME = 2;
/** What the characters ahead of a value are: what parts it from its name, or the name. */
const ROLE = new Uint8Array(128);
for (const mark of ' \t"\'[]:=#\\') ROLE[mark.charCodeAt(0)] = SPACE;
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789')
  ROLE[letter.charCodeAt(0)] = NAME;

/** The name ahead of a value, whole and its last word: `filehash` and `hash` of `fileHash=`; of `file_hash: "` `hash`. */
function namesBefore(text: string, start: number): readonly string[] {
  let end = start;
  while (end > 0 && start - end < MAX_GAP && ROLE[text.charCodeAt(end - 1)] === SPACE) end--;
  let from = end;
  while (from > 0 && end - from < MAX_NAME && ROLE[text.charCodeAt(from - 1)] === NAME) from--;
  const word = text.slice(from, end);
  const whole = word.toLowerCase();
  if (word === whole || word === word.toUpperCase()) return [whole];
  return [whole, /[A-Z]?[a-z0-9]+$/.exec(word)?.[0].toLowerCase() ?? whole];
}

/** Whether a value of so many bytes stands where a random one is expected: behind a name that says so. */
export function isLabelled(text: string, start: number, bytes: number): boolean {
  if (bytes > MAX_SIGNATURE_BYTES) return false;
  return namesBefore(text, start).some((name) => {
    if (DIGEST_NAMES.has(name)) return DIGEST_BYTES.has(bytes);
    return SIGNATURE_NAMES.has(name) || (KEY_NAMES.has(name) && text.charAt(start - 1) === '"');
  });
}

const MAX_ADDRESS = 256;
/** 1 for what ends an address. */
const ENDS_ADDRESS = new Uint8Array(128).fill(1, 0, 0x21);
for (const mark of '"\'<>`') ENDS_ADDRESS[mark.charCodeAt(0)] = 1;

/** Whether a place is inside an address such as `https://host/path`. */
export function isInAddress(text: string, start: number): boolean {
  for (let at = start - 1; at >= 2 && start - at < MAX_ADDRESS; at--) {
    const code = text.charCodeAt(at);
    if (ENDS_ADDRESS[code] === 1) return false;
    if (code === 0x2f && text.charCodeAt(at - 1) === 0x2f && text.charCodeAt(at - 2) === 0x3a) return true;
  }
  return false;
}

const ARMOR =
  /-----BEGIN (?:[A-Z0-9]+ ){0,4}(?:CERTIFICATE|CERTIFICATE REQUEST|PUBLIC KEY|PUBLIC KEY BLOCK|CRL|SIGNATURE|PKCS7|CMS|DH PARAMETERS|EC PARAMETERS)-----/g;
const MAX_ARMOR_HEAD = 256;

/** Whether a value stands in a PEM or PGP block of something public. */
export function isPublicArmor(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - MAX_ARMOR_HEAD), start);
  if (!before.includes('-----BEGIN ')) return false;
  const begin = Math.max(-1, ...Array.from(before.matchAll(ARMOR), ({ index }) => index));
  return begin >= 0 && !before.slice(begin).includes('-----END ');
}

const PREFIXED = /^(?:sha(?:1|224|256|384|512)|md5|nonce|h1)[-:=]/i;

/** The part of a value behind the name of its digest, as in `sha512-...`; undefined when it has none. */
export function digestPart(value: string): string | undefined {
  const prefix = PREFIXED.exec(value)?.[0];
  return prefix === undefined ? undefined : value.slice(prefix.length);
}

export function isDigestSize(bytes: number): boolean {
  return DIGEST_BYTES.has(bytes);
}
