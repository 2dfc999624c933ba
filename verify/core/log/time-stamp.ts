// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import { parseTimeStamp, type TimeStamp } from '../../../evidence/log/time-stamp.js';
import { sameHash } from '../../../evidence/log/hash.js';
import type { Check, FormOptions } from '../form.js';
import { attempt, demand, faultOf } from '../input/format-fault.js';
import { parseCertificate, type ParsedCertificate } from '../x509/certificate.js';
import { isSignedBy, RSA_ENCRYPTION } from '../x509/key.js';

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
/** Digest to the RSA algorithm, for signers that name only the kind of key. */
const WITH_RSA = { sha256: '11', sha384: '12', sha512: '13' } as const;
/** Authorities between the signer and a certificate of the relying party. */
const MAX_AUTHORITIES = 4;
const MAX_CANDIDATES = 16;

function certificateOf(der: Uint8Array): readonly ParsedCertificate[] {
  const parsed = attempt(() => parseCertificate(der));
  return 'fault' in parsed ? [] : [parsed.value];
}

function isValidAt({ notBefore, notAfter, notUnderstood }: ParsedCertificate, at: bigint): boolean {
  return notBefore <= at && at <= notAfter && notUnderstood.length === 0;
}

interface Path {
  readonly trusted: readonly ParsedCertificate[];
  readonly pool: readonly ParsedCertificate[];
  /** Nanoseconds since 1970. */
  readonly at: bigint;
  readonly suite: CryptoSuite;
}

/**
 * Whether a certificate leads to a trusted one by authorities of the pool that were valid at the time; `below` have led
 * here. A candidate proves nothing by itself.
 */
async function leadsToTrust(current: ParsedCertificate, below: number, path: Path): Promise<boolean> {
  const { trusted, pool, at, suite } = path;
  if (trusted.some(({ der }) => sameHash(der, current.der))) return true;
  for (const one of pool) {
    const mayIssue = one.isCa && one.usage?.certSign !== false && one.pathLength >= below && isValidAt(one, at);
    if (mayIssue && one.subject === current.issuer && (await isSignedBy(current, one.key, suite)))
      return below < MAX_AUTHORITIES && leadsToTrust(one, below + 1, path);
  }
  return false;
}

async function assertSigned(stamp: TimeStamp, trusted: readonly ParsedCertificate[], suite: CryptoSuite) {
  const { signerDigest, signer, contentDigest } = stamp;
  const found = stamp.certificates.slice(0, MAX_CANDIDATES).flatMap(certificateOf);
  const named = ({ der, issuer, serial }: ParsedCertificate): boolean =>
    sameHash(suite.digest(signerDigest.hash, der), signerDigest.digest) &&
    issuer === signer.issuer &&
    serial === signer.serial;
  const leaf = [...trusted, ...found].find(named);
  demand(leaf !== undefined, 'the certificate that it names is neither in it nor given');
  const digest = suite.digest(contentDigest.hash, stamp.content);
  demand(sameHash(digest, contentDigest.digest), 'its signed digest is not that of its content');
  const algorithm =
    stamp.algorithm === RSA_ENCRYPTION ? `1.2.840.113549.1.1.${WITH_RSA[contentDigest.hash]}` : stamp.algorithm;
  demand(await isSignedBy({ ...stamp, algorithm }, leaf.key, suite), 'its signature does not hold');
  const { purposes, usage } = leaf;
  const isForStamps = purposes?.critical === true && purposes.ids.join() === TIME_STAMPING && usage?.sign !== false;
  demand(isForStamps, 'its certificate is not one for time stamps and nothing else');
  const at = BigInt(stamp.time) * 1_000_000n;
  demand(isValidAt(leaf, at), 'its certificate was not valid at its time');
  const path = { trusted, pool: [...trusted, ...found], at, suite };
  demand(await leadsToTrust(leaf, 0, path), 'its certificate does not lead to one that was given');
}

/** What a time stamp is worth to the relying party, without the subject; `pass`: "existed no later than" a time. */
export type JudgedStamp = Pick<Check, 'status' | 'message'>;

/**
 * Judges the time stamp (untrusted DER) of some bytes under the relying party's certificates of authorities, DER. A
 * certificate out of the stamp is a candidate and never trusted by itself. Without certificates the time is a claim.
 */
export async function judgeTimeStamp(
  der: Uint8Array,
  stamped: Uint8Array,
  { trust, suite }: FormOptions,
): Promise<JudgedStamp> {
  const { authorities: certificates } = trust.log;
  const parsed = attempt(() => parseTimeStamp(der));
  if ('fault' in parsed) return { status: 'fail', message: parsed.fault.message };
  const stamp = parsed.value;
  if (!sameHash(suite.digest(stamp.imprint.hash, stamped), stamp.imprint.digest)) {
    return { status: 'fail', message: 'the time stamp is of something else' };
  }
  const existed = `existed no later than ${new Date(stamp.latest).toISOString()}`;
  if (certificates.length === 0) {
    const message = `${existed}, as its time stamp claims: no certificate of an authority was given`;
    return { status: 'not_checked', message };
  }
  try {
    await assertSigned(stamp, certificates.flatMap(certificateOf), suite);
    return { status: 'pass', message: `${existed}, stamped by an authority that was given` };
  } catch (error) {
    return { status: 'fail', message: `the time stamp: ${faultOf(error).message}` };
  }
}
