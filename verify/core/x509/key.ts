// SPDX-License-Identifier: Apache-2.0
import type { ParsedCertificate } from './certificate.js';
import { derFields, derOid, parseDer, type DerValue } from '../../../evidence/canonical/der.js';
import type { CryptoSuite, EcdsaCheck, RsaCheck, SignatureHash } from '../../../evidence/crypto/suite.js';

/** A public key that signatures can be checked with; undefined for any other kind. */
export type CertifiedKey =
  | { readonly kind: 'ed25519'; readonly bytes: Uint8Array }
  | { readonly kind: 'ec'; readonly curve: EcdsaCheck['curve']; readonly point: Uint8Array }
  | ({ readonly kind: 'rsa' } & Pick<RsaCheck, 'modulus' | 'exponent'>)
  | undefined;

export const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';
const CURVES: ReadonlyMap<string, EcdsaCheck['curve']> = new Map([
  ['1.2.840.10045.3.1.7', 'P-256'],
  ['1.3.132.0.34', 'P-384'],
]);
/** Signature algorithms by object identifier: the kind of key each needs, and its digest. */
const SIGNATURES: ReadonlyMap<string, readonly ['ed25519' | 'ec' | 'rsa', SignatureHash]> = new Map([
  ['1.3.101.112', ['ed25519', 'sha512']],
  ['1.2.840.10045.4.3.2', ['ec', 'sha256']],
  ['1.2.840.10045.4.3.3', ['ec', 'sha384']],
  ['1.2.840.10045.4.3.4', ['ec', 'sha512']],
  ['1.2.840.113549.1.1.11', ['rsa', 'sha256']],
  ['1.2.840.113549.1.1.12', ['rsa', 'sha384']],
  ['1.2.840.113549.1.1.13', ['rsa', 'sha512']],
]);

function magnitude({ content }: DerValue): Uint8Array {
  return content[0] === 0 ? content.subarray(1) : content;
}

/** Reads a SubjectPublicKeyInfo (untrusted). Throws FormatError when it is none. */
export function parsePublicKey(der: Uint8Array): CertifiedKey {
  const { algorithm, key } = derFields(parseDer(der), 'algorithm:30 key:03');
  const [type = '', curveId = ''] = algorithm.items.map(derOid);
  const bytes = key.content.subarray(1);
  if (type === '1.3.101.112') return { kind: 'ed25519', bytes };
  if (type === RSA_ENCRYPTION) {
    const { modulus, exponent } = derFields(parseDer(bytes), 'modulus:02 exponent:02');
    return { kind: 'rsa', modulus: magnitude(modulus), exponent: magnitude(exponent) };
  }
  const curve = type === '1.2.840.10045.2.1' ? CURVES.get(curveId) : undefined;
  return curve && { kind: 'ec', curve, point: bytes };
}

/** A signature over bytes with the object identifier of its algorithm, as X.509 and CMS have them. */
export type AlgorithmSignature = Pick<ParsedCertificate, 'algorithm' | 'signed' | 'signature'>;

/** Whether a key made the signature. Algorithms beside Ed25519, and ECDSA and RSA (PKCS #1 v1.5) with SHA-2, never hold. */
export async function isSignedBy(made: AlgorithmSignature, key: CertifiedKey, suite: CryptoSuite): Promise<boolean> {
  const { algorithm, signed: message, signature } = made;
  const [kind, hash = 'sha512' as const] = SIGNATURES.get(algorithm) ?? [];
  if (key === undefined || key.kind !== kind) return false;
  if (key.kind === 'rsa') return suite.verifyRsa({ ...key, hash, message, signature });
  if (key.kind === 'ec') return suite.verifyEcdsa({ ...key, publicKey: key.point, hash, message, signature });
  return (await suite.verifyBatch([{ publicKey: key.bytes, message, signature }]))[0] === true;
}
