// SPDX-License-Identifier: Apache-2.0
import type { EvidenceQuery } from './control.js';

type Query<About extends EvidenceQuery['about']> = Extract<EvidenceQuery, { about: About }>;

/** Transports over which an agent's traffic arrives. Receipts about the recorder itself have another one. */
const TRAFFIC = ['fetch', 'forward', 'connect'];
/** Those whose content is read. Of a tunnel only the greeting and the names are seen. */
const READABLE = ['fetch', 'forward'];

const DETECTED = ['block', 'warn'];

export function receipts(parts: Omit<Query<'receipts'>, 'about'>): EvidenceQuery {
  return { about: 'receipts', ...parts };
}

/** Something was refused, or refused and marked, by one of these layers. */
export function refused(...layers: readonly string[]): EvidenceQuery {
  return receipts({ layers, verdicts: ['block'] });
}

export function detected(...layers: readonly string[]): EvidenceQuery {
  return receipts({ layers, verdicts: DETECTED });
}

export function runs(property: Query<'runs'>['property']): EvidenceQuery {
  return { about: 'runs', property };
}

export function check(name: string): EvidenceQuery {
  return { about: 'check', name };
}

export function scenarios(category: string): EvidenceQuery {
  return { about: 'scenarios', category };
}

export function setting(key: string, ...values: Query<'setting'>['values']): EvidenceQuery {
  return { about: 'setting', key, values };
}

/** Every agent server that was found goes through the proxy. */
export const SERVERS: EvidenceQuery = { about: 'servers' };

/** An agent's traffic was judged, whatever the verdict. */
export const MEDIATED = receipts({ transports: TRAFFIC });
/** Traffic was judged whose content can be read. */
export const CONTENT_READ = receipts({ transports: READABLE });
/** Answers were read: of actions that were carried to their end, or that were found out by their answer. */
export const ANSWERS_READ = receipts({
  layers: ['outcome', 'core_response', 'response_injection'],
  transports: READABLE,
});
/** No tunnel was let through: what is inside of one cannot be read. */
export const NOTHING_UNREAD: EvidenceQuery = { about: 'absence', verdicts: ['allow', 'warn'], transports: ['connect'] };
/** Tunnels were judged. */
export const TUNNELS = receipts({ transports: ['connect'] });
/** Actions were let through and followed to their end. */
export const OUTCOMES = receipts({ layers: ['outcome'], transports: TRAFFIC });
/** Anything at all was refused to an agent. */
export const ANY_REFUSAL = receipts({ verdicts: ['block'], transports: TRAFFIC });
/** Anything at all was refused or marked. */
export const ANY_DETECTION = receipts({ verdicts: DETECTED, transports: TRAFFIC });

/** Blocks are blocks: neither of the two observing modes is on. */
export const ENFORCING: readonly EvidenceQuery[] = [setting('enforce', true), setting('mode', 'strict', 'balanced')];

/** No way out of this place but through the proxy. */
export const CONTAINED: readonly EvidenceQuery[] = [
  check('no_direct_http'),
  check('no_direct_https'),
  check('no_direct_dns'),
];

/** The record verifies and its end is committed to. */
export const RECORD_HOLDS: readonly EvidenceQuery[] = [runs('verified'), runs('sealed')];

/** Nothing takes effect before its receipt is on disk. */
export const RECORD_FIRST: readonly EvidenceQuery[] = [
  setting('flight_recorder.enabled', true),
  setting('flight_recorder.require_receipts', true),
];

/** Credentials were tried and stopped, in a simulation and at the running proxy, where real content is read. */
export const SECRETS_STOPPED: readonly EvidenceQuery[] = [
  scenarios('DLP Exfiltration'),
  check('fetch_dlp'),
  CONTENT_READ,
  NOTHING_UNREAD,
  ...ENFORCING,
];

/** Injected text was tried and stopped, in a simulation and at the running proxy, where real content is read. */
export const INJECTION_STOPPED: readonly EvidenceQuery[] = [
  scenarios('Prompt Injection'),
  check('scanning_injection'),
  ANSWERS_READ,
  NOTHING_UNREAD,
  setting('response_scanning.action', 'block'),
  ...ENFORCING,
];

/** Layers by what they are about. */
export const LAYERS = {
  secrets: ['core_dlp', 'dlp', 'header_dlp', 'body_dlp'],
  opaque: ['entropy', 'subdomain_entropy', 'content_entropy', 'cross_request'],
  inside: ['core_ssrf', 'ssrf', 'redirect'],
  destinations: ['allowlist', 'blocklist', 'scheme', 'sni'],
  malformed: ['length', 'parser', 'crlf_injection', 'path_traversal', 'view_limit', 'http', 'body'],
  injection: ['core_response', 'response_injection', 'body_injection'],
  limits: ['ratelimit', 'databudget', 'response_size'],
} as const;
