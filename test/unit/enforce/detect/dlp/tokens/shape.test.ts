// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { charsetBit, MEMBERSHIP } from '../../../../../../enforce/detect/dlp/values/characters.js';
import { shapeSource } from '../../../../../../enforce/detect/dlp/tokens/shape.js';
import { VENDORS_A_L } from '../../../../../../enforce/detect/dlp/tokens/vendors-a-l.table.js';
import { VENDORS_M_Z } from '../../../../../../enforce/detect/dlp/tokens/vendors-m-z.table.js';

test('the pattern shown of a row has the characters the search takes', (t) => {
  const seen = new Set<string>();
  for (const row of [...VENDORS_A_L, ...VENDORS_M_Z])
    for (const part of row.body) {
      if (typeof part === 'string' || part.charset === 'uuid' || seen.has(part.charset)) continue;
      seen.add(part.charset);
      const shown = new RegExp(`^(?:${shapeSource({ ...row, prefixes: [], body: [{ ...part, min: 1, max: 1 }] })})$`);
      const bit = charsetBit(part.charset);
      for (let code = 0x20; code < 0x7f; code++) {
        const letter = String.fromCharCode(code);
        t.is(shown.test(letter), ((MEMBERSHIP[code] ?? 0) & bit) !== 0, `${part.charset} ${letter}`);
      }
    }
  t.true(seen.has('printable'));
});
