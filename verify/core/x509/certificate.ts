// SPDX-License-Identifier: Apache-2.0
import {
  derFields,
  derNumber,
  derOid,
  derTime,
  derWhole,
  parseDer,
  type DerValue,
} from '../../../evidence/canonical/der.js';
import { demand, FormatError } from '../../../evidence/canonical/errors.js';
import { decodeUtf8Strict, toHex } from '../../../evidence/canonical/text.js';
import { parsePublicKey } from './key.js';

// RFC 5280 section 4.
const CERTIFICATE = 'signed:30 algorithm:30 signature:03';
const SIGNED =
  'version?:a0 serial:02 algorithm:30 issuer:30 validity:30 subject:30 key:30 issuerId?:81 subjectId?:82 extensions?:a3';
const ID = { constraints: '2.5.29.19', usage: '2.5.29.15', purposes: '2.5.29.37', names: '2.5.29.17' } as const;
const UNDERSTOOD: readonly string[] = Object.values(ID);
const NAME_CONSTRAINTS = '2.5.29.30';
const URI = 0x86;

/** Reads what path checks need of one DER certificate (untrusted). Throws FormatError. */
export function parseCertificate(der: Uint8Array): ParsedCertificate {
  const whole = parseDer(der);
  try {
    return factsOf(whole);
  } catch (cause) {
    throw new FormatError('field_value', 'not an X.509 certificate', { cause });
  }
}

function factsOf(whole: DerValue) {
  const { signed, algorithm, signature } = derFields(whole, CERTIFICATE);
  const body = derFields(signed, SIGNED);
  demand(toHex(body.algorithm.raw) === toHex(algorithm.raw), 'the two signature algorithms differ');
  const [notBefore = 0n, notAfter = 0n] = body.validity.items.map(derTime);
  return {
    der: whole.raw,
    signed: signed.raw,
    signature: signature.content.subarray(1),
    /** Object identifier. */
    algorithm: algorithm.items.slice(0, 1).map(derOid).join(),
    /** Names are hex of DER. */
    issuer: toHex(body.issuer.raw),
    subject: toHex(body.subject.raw),
    /** Nanoseconds since 1970. */
    notBefore,
    notAfter,
    key: parsePublicKey(body.key.raw),
    /** Hex of the integer's bytes, as the issuer wrote them. */
    serial: toHex(body.serial.content),
    ...extensionsOf(body.extensions),
  };
}

/** What path checks need of an X.509 certificate. */
export type ParsedCertificate = Readonly<ReturnType<typeof factsOf>>;

function extensionsOf({ items }: DerValue) {
  const extensions = (items[0]?.items ?? []).map((item) => {
    const { id, critical, value } = derFields(item, 'id:06 critical?:01 value:04');
    return { id: derOid(id), critical: critical.content.some(Boolean), value: value.content };
  });
  const byId = new Map(extensions.map((extension) => [extension.id, extension]));
  // Two readers could each believe another one of two.
  demand(byId.size === extensions.length, 'an extension stands twice');
  const [constraints, usage, names] = [ID.constraints, ID.usage, ID.names].map((id) => byId.get(id)?.value);
  const purposes = byId.get(ID.purposes);
  const alternatives = names === undefined ? [] : derWhole(names, 'names:30').names.items;
  const basic = constraints && derFields(derWhole(constraints, 'basic:30').basic, 'ca?:01 pathLength?:02');
  return {
    isCa: basic?.ca.content.some(Boolean) === true,
    /** How many authorities may follow this one on the way to a leaf. */
    pathLength: basic === undefined ? Infinity : derNumber(basic.pathLength, Infinity),
    /** Undefined without a key usage extension. */
    usage: usage && usageOf(derWhole(usage, 'bits:03').bits),
    /** Purposes of the key by object identifier; undefined without that extension. */
    purposes: purposes && {
      critical: purposes.critical,
      ids: derWhole(purposes.value, 'purposes:30').purposes.items.map(derOid),
    },
    /** The URIs among the alternative names. */
    uris: alternatives.flatMap(({ tag, content }) => (tag === URI ? [decodeUtf8Strict(content)] : [])),
    /** Extensions that narrow what the certificate means and that are not understood here. */
    notUnderstood: extensions
      .filter(({ id, critical }) => id === NAME_CONSTRAINTS || (critical && !UNDERSTOOD.includes(id)))
      .map(({ id }) => id),
  };
}

/** The flags stand in the byte behind the number of unused bits, first flag highest. */
function usageOf({ content: [, flags = 0] }: DerValue) {
  const has = (mask: number): boolean => (flags & mask) !== 0;
  // digitalSignature or nonRepudiation.
  return { certSign: has(0x04), crlSign: has(0x02), sign: has(0xc0) };
}
