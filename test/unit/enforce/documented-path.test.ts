// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { REQUEST_STAGES } from '../../../enforce/mediate/stages.js';
import { programsIn, rowsOf } from '../../support/page-tables.js';

const PAGE = 'docs/design/one-action.md';

const FOLDERS = ['runtime', 'mediate', 'net', 'decide', 'control'];
const TRANSPORTS = ['forward', 'fetch', 'connect', 'scan'].map((name) => `transports/${name}`);

for (const folder of [...FOLDERS, ...TRANSPORTS].map((name) => `enforce/${name}`))
  test(`the page names each file of ${folder}, and none besides`, (t) => {
    t.deepEqual(
      rowsOf(PAGE, folder)
        .map(([file]) => file ?? '')
        .sort(),
      programsIn(folder),
    );
  });

test('the page has the stages of a request in their order', (t) => {
  const phases = rowsOf(PAGE, 'stages').map(([phase]) => phase);
  t.deepEqual(
    phases,
    REQUEST_STAGES.map(({ phase }) => phase),
  );
});
