// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { decodeLayers } from '../../../../enforce/text/layers.js';
import { programsIn, rowsOf } from '../../../support/page-tables.js';

const PAGE = 'docs/design/reading-texts.md';

for (const folder of ['enforce/text/encodings', 'enforce/text/notations']) {
  const rows = rowsOf(PAGE, folder);

  test(`the page names each file of ${folder}, and none besides`, (t) => {
    t.deepEqual(rows.map(([file]) => file ?? '').sort(), programsIn(folder));
  });

  test(`the examples of ${folder} are read as the page says`, (t) => {
    const examples = rows.filter(([, , example = '']) => example !== '');
    t.true(examples.length >= 7);
    for (const [file, , example = '', gives = ''] of examples) {
      const texts = decodeLayers(example).layers.map(({ text }) => text);
      t.true(
        texts.slice(1).some((text) => text.includes(gives)),
        `${file ?? ''}: ${texts.join(' · ')}`,
      );
    }
  });
}
