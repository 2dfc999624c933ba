// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { fromHex, utf8Encode } from '../canonical/text.js';
import type { CryptoSuite } from './suite.js';
import { parseActorDomain } from '../model/envelope/actor.js';
import {
  ENVELOPE_COMPONENTS,
  ENVELOPE_LABELS,
  ENVELOPE_TAG,
  parseMediationHeader,
  REQUIRED_COMPONENTS,
  type MediationEnvelope,
} from '../model/envelope/mediation-envelope.js';
import { VerificationError } from '../model/verification-errors.js';
import { plainComponent, signatureBase, type SignedMessage } from '../model/http-signature/base.js';
import { statedDigest } from '../model/http-signature/content-digest.js';
import { parseSignatures, type LabelledSignature } from '../model/http-signature/signatures.js';
import type { Fields } from '../model/http-signature/structured.js';

/** Why an envelope is refused; `failed` is a fault on the verifier's side. Wire values. */
export type EnvelopeFault =
  'missing' | 'parse' | 'not_trusted' | 'expired' | 'digest' | 'signature' | 'replay' | 'replay_capacity' | 'failed';

/** A key the relying party trusts. Without `keyId` it stands for any key id; without domains, for any actor. */
export interface EnvelopeKey {
  readonly keyId?: string;
  /** 64 lower-case hex digits. */
  readonly publicKey: string;
  readonly trustDomains: readonly string[];
}

/** Everything a verification depends on beside the message. */
export interface EnvelopeOptions {
  readonly suite: CryptoSuite;
  readonly keys: readonly EnvelopeKey[];
  readonly skewSeconds: number;
  /** Unix seconds. Without it nothing is said about age. */
  readonly at?: number;
  /** Longest lifetime of a signature; unlimited when absent. */
  readonly windowSeconds?: number;
  /** The last check: told a name of the signature and when it expires. Without it nothing is said about replays. */
  readonly remember?: (name: string, expires: number) => Promise<EnvelopeStep>;
  /** The body as received, null when there is none. Asked for only when everything before it held. */
  readonly body: () => Promise<Uint8Array | null>;
}

export type EnvelopeStep = readonly [code: EnvelopeFault, status: 'pass' | 'not_checked', message: string];

/** What held, in order, and the first thing that did not. */
export interface EnvelopeResult {
  readonly fault?: { readonly code: EnvelopeFault; readonly message: string };
  readonly steps: readonly EnvelopeStep[];
  readonly envelope: MediationEnvelope | undefined;
}

const SUPPORTED: ReadonlySet<unknown> = new Set(ENVELOPE_COMPONENTS);
const MAX_NONCE = 256;

function refuse(code: EnvelopeFault, message: string): never {
  throw new VerificationError(code, message);
}

/**
 * Verifies the mediation envelope of an untrusted message: header, actor, signature member, key, trust domain,
 * algorithm, times, components, digest, signature, replay, in that order. Never throws.
 */
export async function verifyEnvelope(message: SignedMessage, options: EnvelopeOptions): Promise<EnvelopeResult> {
  const steps: EnvelopeStep[] = [];
  let envelope: MediationEnvelope | undefined;
  // Under which code text is reported that cannot be read.
  let reading: EnvelopeFault = 'parse';
  try {
    envelope = parseMediationHeader(message.fields);
    if (envelope === undefined) return refuse('missing', 'the message has no Pipelock-Mediation header');
    const domain = parseActorDomain(envelope.actor);
    steps.push(['parse', 'pass', 'Pipelock-Mediation version 1, canonical actor']);
    reading = 'signature';
    const member = envelopeSignature(message.fields);
    const [keyId, keys] = trustedKeys(member, domain, options.keys);
    steps.push(['not_trusted', 'pass', 'the key id and the trust domain are trusted']);
    const [created, expires, nonce] = signatureTimes(member);
    steps.push(checkTimes(created, expires, options));
    const covered = coversDigest(member);
    reading = 'digest';
    steps.push(await checkDigest(message.fields, covered, options));
    reading = 'signature';
    steps.push(await checkSignature(member, message, keys, options.suite));
    const remembered = await options.remember?.(`${keyId}\n${nonce}`, expires);
    steps.push(remembered ?? ['replay', 'not_checked', 'nothing remembers earlier messages']);
    return { steps, envelope };
  } catch (error) {
    return { fault: faultOf(error, reading), steps, envelope };
  }
}

function faultOf(error: unknown, reading: EnvelopeFault): NonNullable<EnvelopeResult['fault']> {
  if (error instanceof FormatError) return { code: reading, message: error.message };
  if (error instanceof VerificationError) return { code: error.code as EnvelopeFault, message: error.message };
  return { code: 'failed', message: 'the envelope could not be judged' };
}

function envelopeSignature(fields: Fields): LabelledSignature {
  const [member, ...more] = parseSignatures(fields, ENVELOPE_LABELS);
  if (member === undefined || member.input[1].get('tag') !== ENVELOPE_TAG) {
    return refuse('signature', `no signature labelled ${ENVELOPE_LABELS} has the tag ${ENVELOPE_TAG}`);
  }
  if (more.length > 0) refuse('signature', 'two signatures claim to be the envelope');
  return member;
}

function trustedKeys(
  { input }: LabelledSignature,
  domain: string | undefined,
  trusted: readonly EnvelopeKey[],
): readonly [keyId: string, keys: readonly EnvelopeKey[]] {
  const keyId = input[1].get('keyid');
  if (typeof keyId !== 'string') return refuse('not_trusted', 'the signature names no key id');
  const named = trusted.filter((key) => (key.keyId ?? keyId) === keyId);
  if (named.length === 0) refuse('not_trusted', 'the key id of the signature is not trusted');
  const keys = named.filter(({ trustDomains }) => trustDomains.length === 0 || trustDomains.includes(domain ?? ''));
  if (keys.length === 0) refuse('not_trusted', 'the key is not trusted for the trust domain of the actor');
  return [keyId, keys];
}

function signatureTimes({ input }: LabelledSignature): readonly [created: number, expires: number, nonce: string] {
  const [alg, created, expires, nonce] = ['alg', 'created', 'expires', 'nonce'].map((name) => input[1].get(name));
  if (alg !== 'ed25519') refuse('signature', 'alg: ed25519 is expected');
  if (!Number.isSafeInteger(created) || !Number.isSafeInteger(expires)) {
    refuse('signature', 'created and expires are expected, in whole seconds');
  }
  if (typeof nonce !== 'string' || nonce === '' || nonce.length > MAX_NONCE) {
    return refuse('signature', `nonce: text of 1 to ${MAX_NONCE} characters is expected`);
  }
  return [created as number, expires as number, nonce];
}

function checkTimes(created: number, expires: number, options: EnvelopeOptions): EnvelopeStep {
  const { at, skewSeconds, windowSeconds = Infinity } = options;
  // Written so that a time that is no number refuses too.
  if (at !== undefined && !(created <= at + skewSeconds)) refuse('expired', 'created lies in the future');
  if (at !== undefined && !(expires > at - skewSeconds)) refuse('expired', 'the signature has expired');
  if (expires <= created) refuse('expired', 'expires does not lie after created');
  if (expires - created > windowSeconds + skewSeconds) refuse('expired', 'it lives longer than the replay window');
  if (at === undefined) return ['expired', 'not_checked', 'no time was given to judge the age by'];
  return ['expired', 'pass', 'signed and unexpired at the given time'];
}

/** Whether the body's digest is among the covered components, all of which must be known ones. */
function coversDigest({ input }: LabelledSignature): boolean {
  const names = input[0].map(([name, parameters]) => (parameters.size === 0 ? name : undefined));
  if (!names.every((name) => SUPPORTED.has(name))) refuse('signature', 'a covered component is not supported');
  const missing = REQUIRED_COMPONENTS.find((name) => !names.includes(name));
  if (missing !== undefined) refuse('signature', `${missing} is not covered`);
  return names.includes('content-digest');
}

async function checkDigest(fields: Fields, covered: boolean, options: EnvelopeOptions): Promise<EnvelopeStep> {
  const body = (await options.body()) ?? new Uint8Array();
  if (!covered && body.length > 0) refuse('digest', 'the signature does not cover the digest of the body');
  if (!covered) return ['digest', 'pass', 'there is no body'];
  if (statedDigest(fields) !== options.suite.sha256Hex(body))
    refuse('digest', 'Content-Digest is not the digest of the body');
  return ['digest', 'pass', 'Content-Digest is that of the body'];
}

async function checkSignature(
  { input, signature }: LabelledSignature,
  message: SignedMessage,
  keys: readonly EnvelopeKey[],
  suite: CryptoSuite,
): Promise<EnvelopeStep> {
  const base = utf8Encode(signatureBase(input, message, plainComponent));
  const checks = keys.map(({ publicKey }) => ({ publicKey: fromHex(publicKey), message: base, signature }));
  const holds = await suite.verifyBatch(checks);
  if (!holds.includes(true)) refuse('signature', 'the signature does not match the message and the trusted key');
  return ['signature', 'pass', 'Ed25519 over the signature base holds'];
}
