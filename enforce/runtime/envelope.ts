// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { parsePublicKeyText } from '../../evidence/crypto/key-text.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import type { Action } from '../../evidence/model/action.js';
import type { MediationEnvelope } from '../../evidence/model/envelope/mediation-envelope.js';
import {
  agentIdentity,
  truncatePolicyHash,
  type ActorAuthority,
} from '../../evidence/model/envelope/write-envelope.js';
import { classifyHttpMethod } from '../../evidence/model/receipt/classification.js';
import { OUTCOMES } from '../../evidence/model/verdict.js';
import { addEnvelope, signMediationEnvelope } from '../../evidence/sign/mediation-envelope.js';
import type { Signer } from '../../evidence/sign/signer.js';
import { loadSigningKey } from '../../evidence/store/key-file.js';
import { openReplayFile, type ReplayFile } from '../../evidence/store/replay-store.js';
import { readTrustStore } from '../../evidence/store/trust-store.js';
import { verifyEnvelope, type EnvelopeKey } from '../../evidence/crypto/envelope.js';
import { rememberIn } from '../../evidence/crypto/envelope-replay.js';
import { durationMs } from '../config/forms.js';
import type { Config } from '../config/schema.js';
import type { Clock, EnvelopePort, EnvelopeStatement } from '../mediate/ports.js';
import type { ProductPaths } from './paths.js';

type Settings = Config['mediation_envelope'];

/** One key as the key directory publishes it. */
export interface PublishedKey {
  readonly keyid: string;
  readonly alg: 'ed25519';
  readonly public_key: string;
  readonly use: 'pipelock-mediation';
}

/** Envelopes of one configuration. */
export interface OpenEnvelopes {
  readonly port: EnvelopePort;
  /** Absent when nothing is signed. */
  readonly published?: readonly PublishedKey[];
  close(): void;
}

const seconds = (duration: string): number => (durationMs(duration) ?? 0) / 1000;

/**
 * Opens what envelopes need: the signing key, the trusted keys, the memory of signatures seen. A part that is off is
 * not opened. Throws EvidenceUnavailableError or CodedError `trust_store`.
 */
export function openEnvelopes(config: Config, paths: ProductPaths, clock: Pick<Clock, 'now'>): OpenEnvelopes {
  const settings = config.mediation_envelope;
  const now = (): number => Math.floor(Date.parse(clock.now()) / 1000);
  const signer = settings.enabled && settings.sign ? loadSigningKey(settings.signing_key_path, 'same_uid') : undefined;
  const replay = settings.verify_inbound.enabled ? openReplay(settings, paths, now()) : undefined;
  return {
    port: {
      ...(settings.enabled ? { seal: createSeal(config, signer, now) } : {}),
      ...(replay === undefined ? {} : { verify: createVerify(settings, trustedKeys(settings, paths), replay, now) }),
    },
    ...(signer === undefined ? {} : { published: [publishedKey(settings.key_id, signer)] }),
    close: () => replay?.close(),
  };
}

function publishedKey(keyid: string, { publicKeyHex }: Signer): PublishedKey {
  return { keyid, alg: 'ed25519', public_key: publicKeyHex, use: 'pipelock-mediation' };
}

function openReplay({ verify_inbound }: Settings, { home }: ProductPaths, now: number): ReplayFile {
  const { max_entries: maxEntries } = verify_inbound.replay_cache;
  return openReplayFile({ path: join(home, 'envelope', 'replay.log'), maxEntries, now });
}

/** The configuration's keys and the trust store's together. */
function trustedKeys({ verify_inbound }: Settings, { envelopeTrust }: ProductPaths): readonly EnvelopeKey[] {
  const listed = verify_inbound.trust_list.map(({ key_id, public_key, trust_domains }) => ({
    keyId: key_id,
    publicKey: parsePublicKeyText(public_key),
    trustDomains: trust_domains,
  }));
  const stored = readTrustStore(envelopeTrust).map(({ key_id, public_key, trust_domains }) => ({
    keyId: key_id,
    publicKey: public_key,
    trustDomains: trust_domains,
  }));
  return [...listed, ...stored];
}

function createVerify(
  { created_skew_seconds: skewSeconds, verify_inbound }: Settings,
  keys: readonly EnvelopeKey[],
  replay: ReplayFile,
  now: () => number,
): NonNullable<EnvelopePort['verify']> {
  const windowSeconds = seconds(verify_inbound.replay_cache.window);
  return async (message, body) => {
    const at = now();
    const remember = rememberIn(replay, { at, skewSeconds });
    const options = { suite: nodeSuite, keys, skewSeconds, windowSeconds, at, remember, body };
    const { fault } = await verifyEnvelope(message, options);
    return fault?.code ?? 'verified';
  };
}

function createSeal(config: Config, signer: Signer | undefined, now: () => number): NonNullable<EnvelopePort['seal']> {
  const settings = config.mediation_envelope;
  const lifetime = seconds(settings.signature_expires) || seconds(settings.verify_inbound.replay_cache.window);
  return async (message, statement) => {
    const created = now();
    const envelope = envelopeOf(config, statement, created);
    if (signer === undefined) return addEnvelope(message.fields, envelope);
    const signing = {
      keyId: settings.key_id,
      components: settings.signed_components,
      nonce: randomBytes(16).toString('hex'),
      created,
      expires: created + lifetime,
      maxBodyBytes: settings.max_body_bytes,
    };
    return signMediationEnvelope(message, envelope, signing, signer, nodeSuite);
  };
}

function envelopeOf(config: Config, { action, verdict, hop }: EnvelopeStatement, ts: number): MediationEnvelope {
  const { action_type, side_effect_class } = classifyHttpMethod(action.method);
  const { actor_format: format, trust_domain: domain } = config.mediation_envelope;
  const { name } = action.actor;
  return {
    v: 1,
    act: action_type,
    vd: OUTCOMES[verdict.outcome].receiptV1,
    se: side_effect_class,
    actor: format === 'spiffe' ? agentIdentity(name, domain) : name === '' ? 'anonymous' : name,
    aa: authorityOf(action, config.bind_default_agent_identity),
    ph: truncatePolicyHash(verdict.policyHash, (text) => nodeSuite.sha256(text)),
    rid: action.id,
    ts,
    reauth: false,
    hop,
  };
}

function authorityOf({ actor: { provenance } }: Action, bound: boolean): ActorAuthority {
  if (provenance === 'none') return '';
  if (provenance === 'self_declared') return 'self-declared';
  return bound ? 'bound' : 'config-default';
}
