// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { readFileSync } from 'node:fs';
import { canonicalizeJcs } from '../../evidence/canonical/jcs.js';
import { parseStrictJson } from '../../evidence/canonical/json-reader.js';
import { testData, testDataText } from '../support/test-data.js';

for (const name of ['arrays', 'french', 'structures', 'unicode', 'values', 'weird']) {
  const input = testDataText(`vectors/jcs/input/${name}.json`);
  const declare = input === undefined ? test.skip : test;
  declare(`RFC 8785 vector ${name}`, (t) => {
    const expected = readFileSync(testData(`vectors/jcs/output/${name}.json`) ?? '', 'utf8').trimEnd();
    t.is(canonicalizeJcs(parseStrictJson(input ?? ''), 'rfc8785'), expected);
  });
}
