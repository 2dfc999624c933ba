// SPDX-License-Identifier: Apache-2.0
import type { FragmentHit, FragmentSearch } from '../text/fragment-search.js';
import { normalizeForDlp } from '../text/normalize.js';
import type { View } from '../text/view.js';
import type { Credentials } from './credentials.js';
import { detectDlp, type DlpScanner } from './dlp/detect.js';

/** Rules that mean something only in unbroken text say nothing about pieces. */
export function compileFragmentSearch(scanner: DlpScanner, credentials: Credentials): FragmentSearch {
  const rules = new Map(scanner.rules.map((rule) => [rule.name, rule]));
  const find = (views: readonly View[]): readonly FragmentHit[] =>
    detectDlp(scanner, views, 'session').flatMap(({ rule, severity, category, span }) => {
      const known = rules.get(rule);
      if (known?.asWrittenOnly === true || known?.notInHeaders === true) return [];
      return [{ rule, severity, category, ...(span === undefined ? {} : { start: span.start }) }];
    });
  return {
    written: (text) => find([{ name: 'raw', text: normalizeForDlp(text), joined: false, exact: true }]),
    decoded: (text) => find(credentials.read(text).credentials()),
  };
}
