// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { nearestName } from '../../../../enforce/config/suggest.js';

test('a slip of the finger finds the name that was meant', (t) => {
  const known = ['mode', 'enforce', 'max_url_length', 'trusted_domains'];
  const rows: [string, string | undefined][] = [
    ['mdoe', 'mode'],
    ['Enforce', 'enforce'],
    ['max-url-length', 'max_url_length'],
    ['trusted_domain', 'trusted_domains'],
    ['completely_else', undefined],
    ['', undefined],
    ['x'.repeat(100), undefined],
  ];
  for (const [typed, meant] of rows) t.is(nearestName(typed, known), meant, typed);
});
