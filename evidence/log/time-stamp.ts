// SPDX-License-Identifier: Apache-2.0
import { derFields, derNumber, derOid, derTime, parseDer, type DerValue } from '../canonical/der.js';
import { demand, FormatError } from '../canonical/errors.js';
import { toHex } from '../canonical/text.js';
import type { SignatureHash } from '../crypto/suite.js';

export const MAX_TIME_STAMP_BYTES = 1 << 16;

const ID = {
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  certificateV1: '1.2.840.113549.1.9.16.2.12',
  certificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;
const HASHES: ReadonlyMap<string, SignatureHash> = new Map([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

// RFC 3161 section 2.4.2, RFC 5652 sections 3 and 5, RFC 5035 section 3.
const ALGORITHM = 'id:06 parameters?:05';
const CONTENT_INFO = 'type:06 content:a0';
const SIGNED_DATA = 'version:02 digests:31 encapsulated:30 certificates?:a0 revocations?:a1 signers:31';
const SIGNER = 'version:02 signer:30 digest:30 attributes:a0 algorithm:30 signature:04 unsigned?:a1';
const TST_INFO =
  'version:02 policy:06 imprint:30 serial:02 time:18 accuracy?:30 ordering?:01 nonce?:02 authority?:a0 extensions?:a1';

function expect(holds: boolean, message: string): asserts holds {
  demand(holds, `time stamp: ${message}`);
}

function hashOf(algorithm: DerValue): SignatureHash {
  const hash = HASHES.get(derOid(derFields(algorithm, ALGORITHM).id));
  expect(hash !== undefined, 'a digest beside SHA-256, SHA-384 and SHA-512');
  return hash;
}

function responseToken(response: DerValue): DerValue {
  const { status, token } = derFields(response, 'status:30 token?:30');
  const code = derNumber(derFields(status, 'status:02 text?:30 failure?:03').status);
  // 0 is granted, 1 granted with modifications.
  expect(code <= 1 && token.items.length > 0, `the authority refused, status ${code}`);
  return token;
}

/** The one value of the one attribute of this kind. */
function attributeOf(attributes: readonly Record<'type' | 'values', DerValue>[], id: string): DerValue | undefined {
  const [found, second] = attributes.filter(({ type }) => derOid(type) === id);
  expect(second === undefined && (found === undefined || found.values.items.length === 1), 'an attribute stands twice');
  return found?.values.items[0];
}

/** Which certificate signed: the digest in the signed attributes, so that no other certificate of the key can stand in. */
function signerDigestOf(attributes: Parameters<typeof attributeOf>[0]) {
  const v2 = attributeOf(attributes, ID.certificateV2);
  const value = v2 ?? attributeOf(attributes, ID.certificateV1);
  const [first] = value === undefined ? [] : derFields(value, 'certificates:30 policies?:30').certificates.items;
  expect(first !== undefined, 'the signed attributes do not say which certificate signed');
  const { algorithm, hash } = derFields(first, 'algorithm?:30 hash:04 issuer?:30');
  const named = algorithm.items.length > 0 ? hashOf(algorithm) : 'sha256';
  return { hash: v2 === undefined ? ('sha1' as const) : named, digest: hash.content };
}

function signerOf(signer: DerValue) {
  const { signer: id, digest, attributes, algorithm, signature } = derFields(signer, SIGNER);
  const { issuer, serial } = derFields(id, 'issuer:30 serial:02');
  const signed = new Uint8Array(attributes.raw);
  // What is signed is the set itself, not the tag that stands for it in the message (RFC 5652 section 5.4).
  signed[0] = 0x31;
  const list = attributes.items.map((item) => derFields(item, 'type:06 values:31'));
  const type = attributeOf(list, ID.contentType);
  const contentDigest = attributeOf(list, ID.messageDigest);
  expect(type !== undefined && derOid(type) === ID.tstInfo, 'the signed attributes are about another kind of content');
  expect(contentDigest?.tag === 0x04, 'the signed attributes lack the digest of the content');
  return {
    /** Object identifier of the signature algorithm, what it signs, and the signature. */
    algorithm: derOid(derFields(algorithm, ALGORITHM).id),
    signed,
    signature: signature.content,
    /** Digest of the stamped statement, as the signed attributes give it. */
    contentDigest: { hash: hashOf(digest), digest: contentDigest.content },
    /** Hex of the DER of the signer's issuer and of the bytes of its serial number. */
    signer: { issuer: toHex(issuer.raw), serial: toHex(serial.content) },
    signerDigest: signerDigestOf(list),
  };
}

function statementOf(content: Uint8Array) {
  const info = derFields(parseDer(content), TST_INFO);
  const { algorithm, hash } = derFields(info.imprint, 'algorithm:30 hash:04');
  const { seconds, millis, micros } = derFields(info.accuracy, 'seconds?:02 millis?:80 micros?:81');
  const critical = info.extensions.items.some(({ items }) => items[1]?.tag === 0x01);
  expect(derNumber(info.version) === 1 && !critical, 'another version, or an extension that is not understood');
  // Milliseconds, rounded up: a bound may become later, never earlier.
  const time = Number((derTime(info.time) + 999_999n) / 1_000_000n);
  const spread = derNumber(seconds) * 1000 + derNumber(millis) + Math.ceil(derNumber(micros) / 1000);
  return {
    /** The time, and up to which it may be wrong: milliseconds since 1970, rounded up. */
    time,
    latest: time + spread,
    /** Digest of what was stamped. */
    imprint: { hash: hashOf(algorithm), digest: hash.content },
    /** Hex of the integer's bytes; empty without one. */
    nonce: toHex(info.nonce.content),
  };
}

/** Reads a TimeStampToken, or the TimeStampResp around one (RFC 3161, untrusted DER). Throws FormatError. */
export function parseTimeStamp(bytes: Uint8Array) {
  if (bytes.length > MAX_TIME_STAMP_BYTES) throw new FormatError('size', 'the time stamp is longer than 64 KiB');
  const outer = parseDer(bytes);
  const token = outer.items[0]?.tag === 0x30 ? responseToken(outer) : outer;
  const { type, content: wrapped } = derFields(token, CONTENT_INFO);
  expect(derOid(type) === ID.signedData, 'not signed data');
  const data = derFields(derFields(wrapped, 'data:30').data, SIGNED_DATA);
  const { type: kind, content: holder } = derFields(data.encapsulated, CONTENT_INFO);
  expect(derOid(kind) === ID.tstInfo, 'the signed data is no time stamp');
  const content = derFields(holder, 'bytes:04').bytes.content;
  return {
    ...statementOf(content),
    /** The stamped statement. */
    content,
    ...signerOf(derFields(data.signers, 'signer:30').signer),
    /** Certificates that came along: candidates, nothing more. DER. */
    certificates: data.certificates.items.map(({ raw }) => raw),
  };
}

/** What a time stamp says and how it is signed. All of it untrusted; nothing is checked but the form. */
export type TimeStamp = Readonly<ReturnType<typeof parseTimeStamp>>;
