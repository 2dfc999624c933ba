// SPDX-License-Identifier: Apache-2.0
import { canonicalizePolicyDocument } from '../../evidence/model/policy.codec.js';
import { POLICY_SCHEMA, type PolicyDocument, type PolicyRule } from '../../evidence/model/policy.js';
import {
  BODY_GROUPS,
  gateRules,
  requestRules,
  responseRules,
  togetherRules,
  toolRules,
  urlRules,
  type DraftRule,
} from './policy-rules.table.js';
import { configHash, type Sha256Hex } from './reduced.js';
import type { Config } from './schema.js';

/** What a policy document pins beside the configuration. */
export interface PolicyPins {
  /** Hash of the rule tables with the engine version; 64 hex digits. */
  readonly rulesHash: string;
  /** Name of the pattern engine. */
  readonly engine: string;
  /** Version of the derivation of facts. */
  readonly derivation: string;
  readonly sha256Hex: Sha256Hex;
}

/**
 * The ordered rules a configuration stands for. Blocking rules come first, in the order in which layers are
 * documented, then the rules that only mark, in the same order: with first match, a mark never hides a block.
 */
export function compilePolicyDocument(config: Config, pins: PolicyPins): PolicyDocument {
  const drafts = [
    ...gateRules(),
    ...urlRules(config),
    ...requestRules(config),
    ...togetherRules(config),
    ...toolRules(config),
    ...responseRules(config),
  ];
  const enforcing = config.enforce && config.mode !== 'audit';
  const rules = drafts.map((draft) => settle(draft, enforcing));
  return {
    schema: POLICY_SCHEMA,
    config_hash: configHash(config, pins.sha256Hex),
    rules_hash: pins.rulesHash,
    engine: pins.engine,
    derivation: pins.derivation,
    observed_rules: observedRules(config),
    rules: [
      ...rules.filter(({ verdict }) => verdict === 'block'),
      ...rules.filter(({ verdict }) => verdict === 'ask'),
      ...rules.filter(({ verdict }) => verdict !== 'block' && verdict !== 'ask'),
    ],
    default: { verdict: 'allow', layer: 'none' },
  };
}

/** Lower-case hex SHA-256 of the document's canonical bytes. Every decision carries it. */
export function policyHash(document: PolicyDocument, sha256Hex: Sha256Hex): string {
  return sha256Hex(canonicalizePolicyDocument(document));
}

function settle({ hard, ...rule }: DraftRule, enforcing: boolean): PolicyRule {
  return (rule.verdict === 'block' || rule.verdict === 'ask') && !enforcing && hard !== true
    ? { ...rule, verdict: 'warn' }
    : rule;
}

/**
 * Matches that are recorded and marked but do not block: a rule's name stands for it on every kind of surface,
 * `body:JWT Token` for one rule on one kind.
 */
function observedRules({ dlp, request_body_scanning: body }: Config): readonly string[] {
  const everywhere = dlp.patterns.filter(({ action }) => action === 'warn').map(({ name }) => name);
  const warned = Object.keys(body.pattern_actions).filter((name) => body.pattern_actions[name] === 'warn');
  return [...everywhere, ...warned.flatMap((name) => BODY_GROUPS.map((group) => `${group}:${name}`))];
}
