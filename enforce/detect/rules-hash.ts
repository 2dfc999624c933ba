// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../evidence/crypto/suite.js';
import { CONFUSABLES } from '../text/confusables.table.js';
import type { DlpRule } from './dlp/rule.js';
import { METADATA_NAMES, RANGES } from './ssrf/ranges.table.js';

function ruleLine(rule: DlpRule): readonly unknown[] {
  return [
    rule.name,
    rule.origin,
    rule.severity,
    rule.source,
    rule.caseSensitive ?? false,
    rule.leftBoundary ?? false,
    rule.asWrittenOnly ?? false,
    rule.validator ?? '',
    rule.anchors ?? [],
    rule.audience ?? [],
    rule.exemptHosts ?? [],
  ];
}

/** SHA-256, in hex, of everything in tables that decides what is found: adding or deleting a rule changes it. */
export function hashRules(rules: readonly DlpRule[], engineName: string, suite: CryptoSuite): string {
  const document = [engineName, rules.map(ruleLine), RANGES, [...METADATA_NAMES], [...CONFUSABLES]];
  return suite.sha256Hex(JSON.stringify(document));
}
