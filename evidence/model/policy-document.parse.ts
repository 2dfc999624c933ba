// SPDX-License-Identifier: Apache-2.0
import { FormatError } from '../canonical/errors.js';
import { parseStrictJson, toPlain, type JsonValue } from '../canonical/json-reader.js';
import { BLOCK_REASONS } from './block-reason.js';
import type { Condition, ConditionOp, FactValue, PolicyDocument, PolicyRule, RuleVerdict } from './policy.js';
import { POLICY_SCHEMA } from './policy.js';

const VERDICTS: readonly string[] = ['allow', 'warn', 'ask', 'block'] satisfies RuleVerdict[];
const OPS: readonly string[] = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in'] satisfies ConditionOp[];
const DOCUMENT = ['schema', 'config_hash', 'rules_hash', 'engine', 'derivation', 'observed_rules', 'rules', 'default'];

type Members = Readonly<Record<string, JsonValue>>;

function refuse(path: string, message: string): never {
  throw new FormatError('field_value', `${path === '' ? 'the policy document' : path} ${message}`, { path });
}

function objectAt(value: JsonValue | undefined, names: readonly string[], path: string): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(path, 'is no object');
  const members = value as Members;
  const found = Object.keys(members);
  const unknown = found.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new FormatError('unknown_field', `${unknown} is unknown`, { path });
  const missing = names.find((name) => !found.includes(name));
  if (missing !== undefined) throw new FormatError('missing_field', `${missing} is missing`, { path });
  return members;
}

function textAt(members: Members, name: string, path: string): string {
  const value = members[name];
  return typeof value === 'string' ? value : refuse(`${path}/${name}`, 'is no text');
}

function wordAt(members: Members, name: string, words: readonly string[], path: string): string {
  const word = textAt(members, name, path);
  return words.includes(word) ? word : refuse(`${path}/${name}`, 'is none of the possible words');
}

function listAt(value: JsonValue | undefined, path: string): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : refuse(path, 'is no list');
}

function factAt(value: JsonValue | undefined, path: string): FactValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : refuse(path, 'is no fact');
}

function conditionAt(value: JsonValue, path: string): Condition {
  const members = objectAt(value, ['field', 'op', 'value'], path);
  const op = wordAt(members, 'op', OPS, path) as ConditionOp;
  const wanted = members['value'];
  return {
    field: textAt(members, 'field', path),
    op,
    value:
      op === 'in'
        ? listAt(wanted, `${path}/value`).map((item) => factAt(item, `${path}/value`))
        : factAt(wanted, `${path}/value`),
  };
}

function ruleAt(value: JsonValue, path: string): PolicyRule {
  const members = objectAt(value, ['when', 'verdict', 'reason', 'layer'], path);
  return {
    when: listAt(members['when'], `${path}/when`).map((one, index) => conditionAt(one, `${path}/when/${index}`)),
    verdict: wordAt(members, 'verdict', VERDICTS, path) as RuleVerdict,
    reason: wordAt(members, 'reason', [...Object.keys(BLOCK_REASONS), 'none'], path) as PolicyRule['reason'],
    layer: textAt(members, 'layer', path),
  };
}

/**
 * Reads a policy document that lies beside evidence. Untrusted until its SHA-256 was compared with the hash that a
 * verified decision names. Throws FormatError.
 */
export function parsePolicyDocument(text: string): PolicyDocument {
  const members = objectAt(toPlain(parseStrictJson(text)), DOCUMENT, '');
  if (members['schema'] !== POLICY_SCHEMA) refuse('/schema', `is not ${POLICY_SCHEMA}`);
  const byDefault = objectAt(members['default'], ['verdict', 'layer'], '/default');
  if (byDefault['verdict'] !== 'allow' || byDefault['layer'] !== 'none') refuse('/default', 'is not the known default');
  return {
    schema: POLICY_SCHEMA,
    config_hash: textAt(members, 'config_hash', ''),
    rules_hash: textAt(members, 'rules_hash', ''),
    engine: textAt(members, 'engine', ''),
    derivation: textAt(members, 'derivation', ''),
    observed_rules: listAt(members['observed_rules'], '/observed_rules').map((name) =>
      typeof name === 'string' ? name : refuse('/observed_rules', 'holds something that is no text'),
    ),
    rules: listAt(members['rules'], '/rules').map((rule, index) => ruleAt(rule, `/rules/${index}`)),
    default: { verdict: 'allow', layer: 'none' },
  };
}
