// SPDX-License-Identifier: Apache-2.0
import { ConfigError, type ConfigFault } from '../../../evidence/model/errors.js';
import type { PatternEngine } from '../../text/pattern-engine.js';
import type { DlpOptions, UserPattern } from '../options.js';
import { patternFault } from '../user-patterns.js';
import { LABELLED_RULES } from './labels/labelled-rules.table.js';
import { PAYMENT_RULES } from './rules/payment-rules.table.js';
import type { DlpRule } from './rules/rule.js';
import { DLP_RULES } from './rules/rules.table.js';
import { WALLET_RULES } from './rules/wallet-rules.table.js';
import { shapeSource } from './tokens/shape.js';
import type { VendorToken } from './tokens/vendor-token.js';
import { VENDORS_A_L } from './tokens/vendors-a-l.table.js';
import { VENDORS_AI } from './tokens/vendors-ai.table.js';
import { VENDORS_M_Z } from './tokens/vendors-m-z.table.js';

function toRule(pattern: UserPattern): DlpRule {
  return {
    name: pattern.name,
    severity: pattern.severity,
    origin: 'user',
    source: pattern.regex,
    ...(pattern.validator === '' ? {} : { validator: pattern.validator }),
    ...(pattern.exempt_domains.length === 0 ? {} : { exemptHosts: pattern.exempt_domains }),
  };
}

function fromRow(row: VendorToken): DlpRule {
  const { name, severity, audience, prefixes, anchor } = row;
  const told = prefixes !== undefined || anchor !== undefined;
  return {
    name,
    severity,
    origin: 'default',
    source: shapeSource(row),
    ...(row.anyCase === true ? {} : { caseSensitive: true }),
    ...(prefixes === undefined ? { asWrittenOnly: true } : { anchors: prefixes }),
    ...(told ? {} : { notInHeaders: true }),
    leftBoundary: true,
    ...(audience === undefined ? {} : { audience }),
    token: row,
  };
}

/** Every rule that is part of the product. */
export const BUILT_IN_RULES: readonly DlpRule[] = [
  ...DLP_RULES.map((rule) => PAYMENT_RULES.find(({ name }) => name === rule.name) ?? rule),
  ...PAYMENT_RULES.filter(({ name }) => !DLP_RULES.some((rule) => rule.name === name)),
  ...WALLET_RULES,
  ...[...VENDORS_A_L, ...VENDORS_M_Z, ...VENDORS_AI].map(fromRow),
  ...LABELLED_RULES,
];

function faultOf(pattern: UserPattern, index: number, engine: PatternEngine): ConfigFault | undefined {
  const path = `dlp.patterns[${index}]`;
  if (DLP_RULES.some(({ name, origin }) => origin === 'core' && name === pattern.name)) {
    return { path: `${path}.name`, line: undefined, message: 'is the name of a core rule', expected: 'another name' };
  }
  return patternFault(engine, `${path}.regex`, pattern);
}

/**
 * The rules in force: the core set always, the defaults unless left out, the operator's own over both but the core.
 * Throws ConfigError naming every pattern that may not run on traffic.
 */
export function assembleRules(options: DlpOptions, engine: PatternEngine): readonly DlpRule[] {
  const faults = options.patterns.flatMap((pattern, i) => faultOf(pattern, i, engine) ?? []);
  if (faults.length > 0) throw new ConfigError(faults);
  const own = new Map(options.patterns.map((pattern) => [pattern.name, toRule(pattern)]));
  const builtIn = BUILT_IN_RULES.filter(
    ({ name, origin }) => origin === 'core' || (options.include_defaults && !own.has(name)),
  );
  return [...builtIn, ...own.values()];
}
