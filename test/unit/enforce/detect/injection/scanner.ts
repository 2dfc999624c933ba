// SPDX-License-Identifier: Apache-2.0
import {
  compileInjection,
  detectInjection,
  type InjectionScanner,
} from '../../../../../enforce/detect/injection/detect.js';
import { LEXICONS } from '../../../../../enforce/detect/injection/languages/languages.table.js';
import { loadPatternEngine } from '../../../../../enforce/runtime/pattern-engine.js';
import { readText } from '../../../../../enforce/text/reading.js';
import type { Finding } from '../../../../../evidence/model/finding.js';

let compiled: InjectionScanner | undefined;

/** The scanner with all languages and no patterns of an operator. */
export function scanner(): InjectionScanner {
  return (compiled ??= compileInjection(LEXICONS, [], loadPatternEngine()));
}

export function findingsIn(text: string): readonly Finding[] {
  return detectInjection(scanner(), readText(text), 'body');
}

/** Names of the rules that hold, each once. */
export function rulesIn(text: string): readonly string[] {
  return [...new Set(findingsIn(text).map(({ rule }) => rule))];
}
