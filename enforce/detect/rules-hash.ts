// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../evidence/crypto/suite.js';
import { CONFUSABLES } from '../text/confusables.table.js';
import { AMBIGUOUS_VENDOR_WORDS, VENDOR_WORDS } from './dlp/labels/vendor-names.table.js';
import type { DlpRule } from './dlp/rules/rule.js';
import { ENGLISH } from './injection/languages/english.table.js';
import { LEXICONS } from './injection/languages/languages.table.js';
import { RULES } from './injection/rules/rules.js';
import type { DetectorOptions } from './options.js';
import { METADATA_NAMES, RANGES } from './ssrf/ranges.table.js';
import { BUILTIN_TOOL_RULES } from './tools/policy/builtin.table.js';
import { ASSIGNED_ZONES } from './url/assigned-zones.table.js';

function ruleLine(rule: DlpRule): readonly unknown[] {
  return [
    rule.name,
    rule.origin,
    rule.severity,
    rule.source,
    rule.caseSensitive ?? false,
    rule.leftBoundary ?? false,
    rule.asWrittenOnly ?? false,
    rule.notInHeaders ?? false,
    rule.validator ?? '',
    rule.finder ?? '',
    rule.token ?? {},
    rule.anchors ?? [],
    rule.audience ?? [],
    rule.exemptHosts ?? [],
  ];
}

const WORD_TABLES = [
  [VENDOR_WORDS, AMBIGUOUS_VENDOR_WORDS],
  [RULES, ENGLISH, LEXICONS],
];
const OTHER_TABLES = [BUILTIN_TOOL_RULES, [RANGES, [...METADATA_NAMES], ASSIGNED_ZONES], [...CONFUSABLES]];

/** Members of an array as JSON, without its brackets. */
const members = (values: readonly unknown[]): string => JSON.stringify(values).slice(1, -1);

/** What no configuration changes, as text: long, and needed again whenever detectors are built anew. */
let tableText: readonly [words: string, others: string] | undefined;

/** SHA-256, in hex, of everything in tables that decides what is found: adding or deleting a rule changes it. */
export function hashRules(
  rules: readonly DlpRule[],
  { response_scanning: responses }: DetectorOptions,
  engineName: string,
  suite: CryptoSuite,
): string {
  const [words, others] = (tableText ??= [members(WORD_TABLES), members(OTHER_TABLES)]);
  const configured = members([engineName, rules.map(ruleLine)]);
  return suite.sha256Hex(`[${configured},${words},${members([responses.patterns])},${others}]`);
}
