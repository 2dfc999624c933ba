// SPDX-License-Identifier: Apache-2.0
import type { Config } from '../../enforce/config/schema.js';
import { matchesGlob } from '../../enforce/detect/dlp/suppress.js';
import type { FileFinding } from '../../reports/file-findings.js';

/** Whether an entry of `suppress` passes a finding over: here `path` stands for a file. The core rules have no entries. */
export function compileSuppressed({ suppress }: Config): (finding: FileFinding) => boolean {
  const named = (rule: string, ruleId: string): boolean =>
    ruleId === rule || ruleId.slice(ruleId.indexOf('-') + 1) === rule;
  return ({ rule, file }) =>
    file !== undefined && suppress.some((entry) => named(entry.rule, rule) && matchesGlob(entry.path, file));
}
