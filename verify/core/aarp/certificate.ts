// SPDX-License-Identifier: Apache-2.0
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  BasicConstraints,
  Certificate,
  KeyUsage,
  KeyUsageFlags,
  SubjectAlternativeName,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
} from '@peculiar/asn1-x509';
import type { Name, SubjectPublicKeyInfo, TBSCertificate } from '@peculiar/asn1-x509';
import { FormatError } from '../../../evidence/canonical/errors.js';
import { toHex } from '../../../evidence/canonical/text.js';
import type { CryptoSuite, EcdsaCheck } from '../../../evidence/crypto/suite.js';
import { instantOfDate } from '../../../evidence/model/aarp/timestamp.js';

/** A public key that signatures can be checked with; undefined for any other kind. */
export type CertifiedKey =
  | { readonly kind: 'ed25519'; readonly bytes: Uint8Array }
  | { readonly kind: 'ec'; readonly curve: EcdsaCheck['curve']; readonly point: Uint8Array }
  | undefined;

/** What path checks need of an X.509 certificate (RFC 5280). Times are nanoseconds since 1970, names are hex of DER. */
export interface ParsedCertificate {
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  /** Object identifier. */
  readonly algorithm: string;
  readonly issuer: string;
  readonly subject: string;
  readonly notBefore: bigint;
  readonly notAfter: bigint;
  readonly key: CertifiedKey;
  readonly isCa: boolean;
  /** Undefined without a key usage extension. */
  readonly usage: { readonly certSign: boolean; readonly crlSign: boolean } | undefined;
  /** The URIs among the alternative names. */
  readonly uris: readonly string[];
  /** Extensions that narrow what the certificate means and that are not understood here. */
  readonly notUnderstood: readonly string[];
}

const ED25519 = '1.3.101.112';
const EC_PUBLIC_KEY = '1.2.840.10045.2.1';
const NAME_CONSTRAINTS = '2.5.29.30';
const UNDERSTOOD: readonly string[] = [id_ce_basicConstraints, id_ce_keyUsage, id_ce_extKeyUsage, id_ce_subjectAltName];
/** Curves by the hex of their identifier's DER. */
const CURVES: ReadonlyMap<string, EcdsaCheck['curve']> = new Map([
  ['06082a8648ce3d030107', 'P-256'],
  ['06052b81040022', 'P-384'],
]);
const ECDSA_HASHES: ReadonlyMap<string, EcdsaCheck['hash']> = new Map([
  ['1.2.840.10045.4.3.2', 'sha256'],
  ['1.2.840.10045.4.3.3', 'sha384'],
]);

/** Reads one DER certificate (untrusted). Throws FormatError `field_value`. */
export function parseCertificate(der: Uint8Array): ParsedCertificate {
  if (!isOneSequence(der)) throw new FormatError('field_value', 'not one DER sequence');
  try {
    return factsOf(AsnConvert.parse(der, Certificate));
  } catch (cause) {
    // The library throws errors of its own kinds, some only when a value is looked at.
    throw new FormatError('field_value', 'not an X.509 certificate', { cause });
  }
}

/** The library ignores what follows the first value. */
function isOneSequence(der: Uint8Array): boolean {
  const [tag, length = 0, high = 0, low = 0] = der;
  if (tag !== 0x30) return false;
  if (length < 0x80) return der.length === 2 + length;
  if (length === 0x81) return high >= 0x80 && der.length === 3 + high;
  return length === 0x82 && high > 0 && der.length === 4 + high * 256 + low;
}

function factsOf({ tbsCertificate: tbs, tbsCertificateRaw, ...outer }: Certificate): ParsedCertificate {
  if (tbsCertificateRaw === undefined || !tbs.signature.isEqual(outer.signatureAlgorithm)) {
    throw new FormatError('field_value', 'the two signature algorithms differ');
  }
  return {
    signed: new Uint8Array(tbsCertificateRaw),
    signature: new Uint8Array(outer.signatureValue),
    algorithm: outer.signatureAlgorithm.algorithm,
    issuer: nameHex(tbs.issuer),
    subject: nameHex(tbs.subject),
    notBefore: instantOfDate(tbs.validity.notBefore.getTime()),
    notAfter: instantOfDate(tbs.validity.notAfter.getTime()),
    key: keyOf(tbs.subjectPublicKeyInfo),
    ...extensionsOf(tbs),
  };
}

function nameHex(name: Name): string {
  return toHex(new Uint8Array(AsnConvert.serialize(name)));
}

function keyOf({ algorithm, subjectPublicKey }: SubjectPublicKeyInfo): CertifiedKey {
  const bytes = new Uint8Array(subjectPublicKey);
  if (algorithm.algorithm === ED25519) return { kind: 'ed25519', bytes };
  const { parameters } = algorithm;
  if (algorithm.algorithm !== EC_PUBLIC_KEY || !(parameters instanceof ArrayBuffer)) return undefined;
  const curve = CURVES.get(toHex(new Uint8Array(parameters)));
  return curve === undefined ? undefined : { kind: 'ec', curve, point: bytes };
}

function extensionsOf(tbs: TBSCertificate): Pick<ParsedCertificate, 'isCa' | 'usage' | 'uris' | 'notUnderstood'> {
  const extensions = Array.from(tbs.extensions ?? []);
  const byId = new Map(extensions.map(({ extnID, extnValue }) => [extnID, extnValue]));
  // Two readers could each believe another one of two.
  if (byId.size !== extensions.length) throw new FormatError('field_value', 'an extension stands twice');
  const [constraints, usage, names] = [id_ce_basicConstraints, id_ce_keyUsage, id_ce_subjectAltName].map((id) =>
    byId.get(id),
  );
  return {
    isCa: constraints !== undefined && AsnConvert.parse(constraints, BasicConstraints).cA,
    usage: usage && usageOf(AsnConvert.parse(usage, KeyUsage).toNumber()),
    uris: names === undefined ? [] : uriNames(AsnConvert.parse(names, SubjectAlternativeName)),
    notUnderstood: extensions
      .filter(({ extnID, critical }) => extnID === NAME_CONSTRAINTS || (critical && !UNDERSTOOD.includes(extnID)))
      .map(({ extnID }) => extnID),
  };
}

function usageOf(flags: number): ParsedCertificate['usage'] {
  const has = (flag: KeyUsageFlags): boolean => (flags & flag) !== 0;
  return { certSign: has(KeyUsageFlags.keyCertSign), crlSign: has(KeyUsageFlags.cRLSign) };
}

function uriNames(names: SubjectAlternativeName): string[] {
  return Array.from(names).flatMap(({ uniformResourceIdentifier: uri }) => (uri === undefined ? [] : [uri]));
}

/** Whether a certificate is signed by a key. Algorithms beside Ed25519 and ECDSA with SHA-2 count as not signed. */
export async function isSignedBy(
  { signed, signature, algorithm }: ParsedCertificate,
  key: CertifiedKey,
  suite: CryptoSuite,
): Promise<boolean> {
  if (key?.kind === 'ed25519') {
    if (algorithm !== ED25519) return false;
    const [holds] = await suite.verifyBatch([{ publicKey: key.bytes, message: signed, signature }]);
    return holds === true;
  }
  const hash = ECDSA_HASHES.get(algorithm);
  if (key === undefined || hash === undefined) return false;
  return suite.verifyEcdsa({ curve: key.curve, hash, publicKey: key.point, message: signed, signature });
}
