// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { painter } from '../../../cli/colour.js';
import { pipelockProcess } from '../../support/cli.js';
import { removeFolder, tempFolder } from '../../support/product.js';

test('what is not a terminal gets no colour', (t) => {
  t.is(painter(true, false).red('x'), 'x');
  t.is(painter(false, true).red('x'), 'x', 'nor does a terminal that was asked not to');
});

test('a pipeline that sets CI or FORCE_COLOR reads plain text', async (t) => {
  const home = await tempFolder();
  t.teardown(() => removeFolder(home));
  for (const env of [{ CI: '1' }, { FORCE_COLOR: '1' }, { CI: 'true', GITHUB_ACTIONS: 'true' }]) {
    const { code, stdout, stderr } = await pipelockProcess(['simulate'], home, env);
    t.is(code, 0);
    t.regex(stdout, /detected/);
    t.false(`${stdout}${stderr}`.includes('\u001b'));
  }
});
