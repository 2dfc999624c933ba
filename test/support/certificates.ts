// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** X.509 certificates for tests, written out by hand so that broken ones can be made as well. */

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export interface CertificateShape {
  readonly key: KeyPair;
  readonly issuerKey: KeyPair;
  readonly subject?: string;
  readonly issuer?: string;
  /** `YYMMDDHHMMSSZ`. */
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly isCa?: boolean;
  /** First byte of the key usage bit string; no extension without it. */
  readonly usage?: number;
  readonly uris?: readonly string[];
  /** Further extensions: identifier, critical, content. */
  readonly extensions?: readonly (readonly [string, boolean, Buffer])[];
  /** Algorithm named inside the signed part; otherwise the one that signs. */
  readonly innerAlgorithm?: Buffer;
  readonly hash?: 'sha256' | 'sha384' | 'sha512';
}

export const CERT_SIGN = 0x04;
export const CRL_SIGN = 0x02;
export const DIGITAL_SIGNATURE = 0x80;

export function ecKeys(curve: 'P-256' | 'P-384' | 'P-521' = 'P-256'): KeyPair {
  return generateKeyPairSync('ec', { namedCurve: curve });
}

export function edKeys(): KeyPair {
  return generateKeyPairSync('ed25519');
}

export function rsaKeys(): KeyPair {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

export function tlv(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

export function objectId(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = rest.flatMap((arc) => {
    const out = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) out.unshift((left & 0x7f) | 0x80);
    return out;
  });
  return tlv(0x06, Buffer.from([first * 40 + second, ...bytes]));
}

export const ALGORITHMS = {
  ed25519: tlv(0x30, objectId('1.3.101.112')),
  sha256: tlv(0x30, objectId('1.2.840.10045.4.3.2')),
  sha384: tlv(0x30, objectId('1.2.840.10045.4.3.3')),
  sha512: tlv(0x30, objectId('1.2.840.10045.4.3.4')),
  rsa: tlv(0x30, objectId('1.2.840.113549.1.1.11'), tlv(0x05)),
} as const;

export function name(text: string): Buffer {
  return tlv(0x30, tlv(0x31, tlv(0x30, objectId('2.5.4.3'), tlv(0x0c, Buffer.from(text)))));
}

function extension(id: string, critical: boolean, content: Buffer): Buffer {
  const flag = critical ? [tlv(0x01, Buffer.from([0xff]))] : [];
  return tlv(0x30, objectId(id), ...flag, tlv(0x04, content));
}

function extensionsOf({ isCa, usage, uris = [], extensions = [] }: CertificateShape): Buffer {
  const list = [
    ...(isCa === undefined
      ? []
      : [extension('2.5.29.19', true, tlv(0x30, ...(isCa ? [tlv(0x01, Buffer.from([0xff]))] : [])))]),
    ...(usage === undefined ? [] : [extension('2.5.29.15', true, tlv(0x03, Buffer.from([0, usage])))]),
    ...(uris.length === 0
      ? []
      : [extension('2.5.29.17', false, tlv(0x30, ...uris.map((uri) => tlv(0x86, Buffer.from(uri)))))]),
    ...extensions.map((parts) => extension(...parts)),
  ];
  return list.length === 0 ? Buffer.alloc(0) : tlv(0xa3, tlv(0x30, ...list));
}

function signWith(key: KeyObject, hash: 'sha256' | 'sha384' | 'sha512', data: Buffer): Buffer {
  return sign(key.asymmetricKeyType === 'ed25519' ? null : hash, data, key);
}

/** DER of a certificate. */
export function makeCertificate(shape: CertificateShape): Buffer {
  const { key, issuerKey, hash = 'sha256' } = shape;
  const type = issuerKey.privateKey.asymmetricKeyType;
  const algorithm = type === 'ed25519' ? ALGORITHMS.ed25519 : type === 'rsa' ? ALGORITHMS.rsa : ALGORITHMS[hash];
  const time = (text: string): Buffer => tlv(0x17, Buffer.from(text));
  const signed = tlv(
    0x30,
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from([0x11])),
    shape.innerAlgorithm ?? algorithm,
    name(shape.issuer ?? 'Test CA'),
    tlv(0x30, time(shape.notBefore ?? '260101000000Z'), time(shape.notAfter ?? '270101000000Z')),
    name(shape.subject ?? 'workload'),
    key.publicKey.export({ format: 'der', type: 'spki' }),
    extensionsOf(shape),
  );
  const signature = signWith(issuerKey.privateKey, hash, signed);
  return tlv(0x30, signed, algorithm, tlv(0x03, Buffer.from([0]), signature));
}
