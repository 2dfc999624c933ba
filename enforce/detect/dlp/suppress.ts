// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../../evidence/model/finding.js';
import type { DlpRule } from './rule.js';

/** A rule that does not apply to what is sent to some hosts. `path` is a host, `*` standing for any characters. */
export interface Suppression {
  readonly rule: string;
  readonly path: string;
}

/** Tells whether a finding in a body or header sent to a host is suppressed. URLs are never asked about. */
export type SuppressionTest = (finding: Finding, host: string) => boolean;

/** Whether a text matches a pattern in which `*` stands for any characters. Linear: each piece is sought once. */
export function matchesGlob(pattern: string, text: string): boolean {
  const pieces = pattern.toLowerCase().split('*');
  const [first = '', ...rest] = pieces;
  if (!text.startsWith(first)) return false;
  const last = rest.pop();
  if (last === undefined) return text === first;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** Prepares suppressions. A rule of the core set is never suppressed, whatever is listed. */
export function compileSuppressions(listed: readonly Suppression[], rules: readonly DlpRule[]): SuppressionTest {
  const core = new Set(rules.filter(({ origin }) => origin === 'core').map(({ name }) => name));
  const usable = listed.filter(({ rule }) => !core.has(rule));
  if (usable.length === 0) return () => false;
  return (finding, host) => usable.some(({ rule, path }) => rule === finding.rule && matchesGlob(path, host));
}
