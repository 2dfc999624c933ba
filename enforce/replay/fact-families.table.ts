// SPDX-License-Identifier: Apache-2.0
import type { Phase } from '../../evidence/model/verdict.js';

/** Facts that are observed together. */
export interface FactFamily {
  /** The beginning of their names. */
  readonly prefix: string;
  /** When they are observed. */
  readonly phase: Phase;
  /** Made by detection rules: with other rules the same traffic gives other facts. */
  readonly byRules?: boolean;
  /** Absent from actions of another kind, whatever the rules: what is no tool call has no tool. */
  readonly ofItsKind?: boolean;
}

/** Every fact by the first row whose prefix it has. Derived facts stand with those they are derived from. */
export const FACT_FAMILIES: readonly FactFamily[] = [
  { prefix: 'kill_switch', phase: 'gate' },
  { prefix: 'transport.', phase: 'gate' },
  { prefix: 'http.', phase: 'gate' },
  { prefix: 'internal.', phase: 'gate' },
  { prefix: 'envelope.inbound', phase: 'gate' },
  { prefix: 'envelope.outbound', phase: 'request' },
  { prefix: 'redirect.hop', phase: 'gate' },
  { prefix: 'redirect.', phase: 'gate' },
  { prefix: 'url.dns_question', phase: 'url' },
  { prefix: 'url.', phase: 'raw_url' },
  { prefix: 'host.', phase: 'url' },
  { prefix: 'nested.', phase: 'url' },
  { prefix: 'ssrf.literal', phase: 'url' },
  { prefix: 'dlp.url.', phase: 'url', byRules: true },
  { prefix: 'entropy.', phase: 'url' },
  { prefix: 'subdomain.', phase: 'url' },
  { prefix: 'presigned.', phase: 'url' },
  { prefix: 'view.', phase: 'url' },
  { prefix: 'dns.', phase: 'dns' },
  { prefix: 'ssrf.', phase: 'dns' },
  { prefix: 'rate.', phase: 'budget' },
  { prefix: 'body.', phase: 'request' },
  { prefix: 'dlp.header.', phase: 'request', byRules: true },
  { prefix: 'dlp.body.', phase: 'request', byRules: true },
  { prefix: 'injection.body.', phase: 'request', byRules: true },
  { prefix: 'address.', phase: 'request', byRules: true },
  { prefix: 'opaque.', phase: 'request' },
  { prefix: 'cee.', phase: 'request', byRules: true },
  { prefix: 'tool.', phase: 'request', byRules: true, ofItsKind: true },
  { prefix: 'sni.', phase: 'response' },
  { prefix: 'response.', phase: 'response' },
  { prefix: 'dlp.response.', phase: 'response', byRules: true },
  { prefix: 'injection.response.', phase: 'response', byRules: true },
];

/** The family of a fact; undefined for a name that this product does not use. */
export function familyOf(field: string): FactFamily | undefined {
  return FACT_FAMILIES.find(({ prefix }) => field === prefix || field.startsWith(prefix));
}

export const PHASE_ORDER: readonly Phase[] = ['gate', 'raw_url', 'url', 'dns', 'budget', 'request', 'response'];
