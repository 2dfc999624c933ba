// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { rulesInText } from './scan.js';

const HEAD = 'github_pat_8TnK4tpNoPkSpSLb6P32h4';
const TAIL = '656lYqJzh2iqw6rBEaQnAmLWYT1RlMd9YHtV9cF4BEciPp75h1se702LPMh';

test('a token that a program adds up from pieces is found', (t) => {
  const texts = [
    `const a = "${HEAD.slice(0, 20)}" + "${HEAD.slice(20)}${TAIL}";`,
    `a = '${HEAD}'+'${TAIL}'`,
    `a = "${HEAD}" +\n      "${TAIL.slice(0, 20)}" +\n      "${TAIL.slice(20)}";`,
  ];
  for (const text of texts) t.true(rulesInText(text).includes('GitHub Fine-Grained PAT'), text);
});

test('pieces of other texts are none', (t) => {
  t.deepEqual(rulesInText('const a = "github_" + "pat_" + name;'), []);
  t.false(rulesInText(`const a = ["github_pat_", "${TAIL}"];`).includes('GitHub Fine-Grained PAT'));
  t.deepEqual(rulesInText('"a" + '.repeat(2000)), []);
});
