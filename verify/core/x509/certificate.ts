// SPDX-License-Identifier: Apache-2.0
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  KeyUsage,
  KeyUsageFlags,
  SubjectAlternativeName,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
} from '@peculiar/asn1-x509';
import type { Name, TBSCertificate } from '@peculiar/asn1-x509';
import { parseDer } from '../../../evidence/canonical/der.js';
import { FormatError } from '../../../evidence/canonical/errors.js';
import { toHex } from '../../../evidence/canonical/text.js';
import { instantOfDate } from '../../../evidence/model/aarp/timestamp.js';
import { parsePublicKey, type CertifiedKey } from './key.js';

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
  /** Hex of the integer's bytes, as the issuer wrote them. */
  readonly serial: string;
  readonly isCa: boolean;
  /** How many authorities may follow this one on the way to a leaf. */
  readonly pathLength: number;
  /** Undefined without a key usage extension. */
  readonly usage: { readonly certSign: boolean; readonly crlSign: boolean; readonly sign: boolean } | undefined;
  /** Purposes of the key by object identifier; undefined without that extension. */
  readonly purposes: { readonly critical: boolean; readonly ids: readonly string[] } | undefined;
  /** The URIs among the alternative names. */
  readonly uris: readonly string[];
  /** Extensions that narrow what the certificate means and that are not understood here. */
  readonly notUnderstood: readonly string[];
}

const NAME_CONSTRAINTS = '2.5.29.30';
const UNDERSTOOD: readonly string[] = [id_ce_basicConstraints, id_ce_keyUsage, id_ce_extKeyUsage, id_ce_subjectAltName];

/** Reads one DER certificate (untrusted). Throws FormatError `field_value`. */
export function parseCertificate(der: Uint8Array): ParsedCertificate {
  // The library ignores what follows the first value, and takes looser spellings.
  parseDer(der);
  try {
    return factsOf(AsnConvert.parse(der, Certificate));
  } catch (cause) {
    // The library throws errors of its own kinds, some only when a value is looked at.
    throw new FormatError('field_value', 'not an X.509 certificate', { cause });
  }
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
    key: parsePublicKey(new Uint8Array(AsnConvert.serialize(tbs.subjectPublicKeyInfo))),
    serial: toHex(new Uint8Array(tbs.serialNumber)),
    ...extensionsOf(tbs),
  };
}

function nameHex(name: Name): string {
  return toHex(new Uint8Array(AsnConvert.serialize(name)));
}

type Extended = 'isCa' | 'pathLength' | 'usage' | 'purposes' | 'uris' | 'notUnderstood';

function extensionsOf(tbs: TBSCertificate): Pick<ParsedCertificate, Extended> {
  const extensions = Array.from(tbs.extensions ?? []);
  const byId = new Map(extensions.map((extension) => [extension.extnID, extension]));
  // Two readers could each believe another one of two.
  if (byId.size !== extensions.length) throw new FormatError('field_value', 'an extension stands twice');
  const [constraints, usage, names] = [id_ce_basicConstraints, id_ce_keyUsage, id_ce_subjectAltName].map(
    (id) => byId.get(id)?.extnValue,
  );
  const purposes = byId.get(id_ce_extKeyUsage);
  const basic = constraints && AsnConvert.parse(constraints, BasicConstraints);
  return {
    isCa: basic?.cA === true,
    pathLength: basic?.pathLenConstraint ?? Infinity,
    usage: usage && usageOf(AsnConvert.parse(usage, KeyUsage).toNumber()),
    purposes: purposes && {
      critical: purposes.critical,
      ids: Array.from(AsnConvert.parse(purposes.extnValue, ExtendedKeyUsage)),
    },
    uris: names === undefined ? [] : uriNames(AsnConvert.parse(names, SubjectAlternativeName)),
    notUnderstood: extensions
      .filter(({ extnID, critical }) => extnID === NAME_CONSTRAINTS || (critical && !UNDERSTOOD.includes(extnID)))
      .map(({ extnID }) => extnID),
  };
}

function usageOf(flags: number): ParsedCertificate['usage'] {
  const has = (flag: KeyUsageFlags): boolean => (flags & flag) !== 0;
  return {
    certSign: has(KeyUsageFlags.keyCertSign),
    crlSign: has(KeyUsageFlags.cRLSign),
    sign: has(KeyUsageFlags.digitalSignature) || has(KeyUsageFlags.nonRepudiation),
  };
}

function uriNames(names: SubjectAlternativeName): string[] {
  return Array.from(names).flatMap(({ uniformResourceIdentifier: uri }) => (uri === undefined ? [] : [uri]));
}
