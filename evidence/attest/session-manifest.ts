// SPDX-License-Identifier: Apache-2.0
import { writeGoJson } from '../canonical/go-words.js';
import { indentJson } from '../canonical/indent-json.js';
import { compareCodePoints } from '../canonical/text.js';
import type { CryptoSuite } from '../crypto/suite.js';
import type { ActionRecord } from '../model/receipt/action-receipt.js';
import {
  fingerprintText,
  parseSessionManifest,
  SESSION_MANIFEST_STRUCT,
  type SessionManifest,
} from '../model/session-manifest.js';

type VerdictsSummary = SessionManifest['verdicts_summary'];

/** What a policy document that a receipt names says of itself. */
export interface PolicyInForce {
  readonly configHash: string;
  /** The layers that its rules can decide by. */
  readonly layers: readonly string[];
}

/** What a manifest is made of: receipts in order, and the policy documents they name, where these are at hand. */
export interface ManifestParts {
  readonly session: string;
  readonly records: readonly ActionRecord[];
  readonly policies: readonly PolicyInForce[];
  /** How the product was run: enforcing or only watching. The evidence does not say it. */
  readonly mode: string;
}

const COUNTED: Readonly<Record<string, keyof VerdictsSummary>> = {
  block: 'blocked',
  allow: 'allowed',
  ask: 'asked',
  warn: 'warned',
  redirect: 'redirected',
  strip: 'stripped',
  forward: 'forwarded',
};

/** Decisions only: the records of the run itself and the outcome of an action that was already counted are left out. */
function isDecision({ session_control: control, decision_phase: phase }: ActionRecord): boolean {
  return control === undefined && phase !== 'outcome';
}

function summarize(records: readonly ActionRecord[]): VerdictsSummary {
  const none = {
    total: 0,
    blocked: 0,
    allowed: 0,
    asked: 0,
    warned: 0,
    redirected: 0,
    stripped: 0,
    forwarded: 0,
    unknown: 0,
  };
  const counts: Record<keyof VerdictsSummary, number> = { ...none, total: records.length };
  for (const { verdict } of records) {
    const name = Object.hasOwn(COUNTED, verdict) ? COUNTED[verdict] : undefined;
    counts[name ?? 'unknown'] += 1;
  }
  const { unknown, ...named } = counts;
  return unknown === 0 ? named : { ...named, unknown };
}

function sorted(names: readonly string[]): readonly string[] | null {
  const list = [...new Set(names)].filter((name) => name !== '').sort(compareCodePoints);
  return list.length === 0 ? null : list;
}

function mostSeen(names: readonly string[]): string {
  const seen = new Map<string, number>();
  for (const name of names) seen.set(name, (seen.get(name) ?? 0) + 1);
  return [...seen].sort(([a, x], [b, y]) => y - x || compareCodePoints(a, b))[0]?.[0] ?? '';
}

/**
 * Makes a session manifest with its fingerprint. Active features are the layers that the policies in force can decide
 * by; observed tools are the targets of MCP calls. Throws FormatError when there is no record to take a time from.
 */
export function buildSessionManifest(
  parts: ManifestParts,
  suite: CryptoSuite,
): { readonly manifest: SessionManifest; readonly text: string } {
  const decisions = parts.records.filter(isDecision);
  const agent = mostSeen(decisions.map(({ actor }) => actor));
  const policyHash = parts.records.find(({ policy_hash: hash }) => hash !== '')?.policy_hash ?? '';
  const made = {
    schema_version: 1,
    session_id: parts.session,
    started_at: parts.records[0]?.timestamp ?? '',
    transport: mostSeen(decisions.map(({ transport }) => transport)),
    agent_identity: agent,
    policy: {
      config_hash: parts.policies[0]?.configHash ?? policyHash,
      mode: parts.mode,
      active_features: sorted(parts.policies.flatMap(({ layers }) => layers)),
    },
    tools: {
      declared: 'null',
      observed: sorted(decisions.map(({ transport, target }) => (transport.startsWith('mcp') ? target : ''))),
    },
    verdicts_summary: summarize(decisions),
  };
  const signed = { ...made, behavioral_fingerprint: suite.sha256Hex(fingerprintText(made)) };
  const text = indentJson(writeGoJson(SESSION_MANIFEST_STRUCT, signed));
  return { manifest: parseSessionManifest(text), text };
}
