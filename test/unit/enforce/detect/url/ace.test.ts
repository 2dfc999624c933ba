// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { isFalseAce } from '../../../../../enforce/detect/url/ace.js';
import { parseTarget } from '../../../../../enforce/detect/url/target.js';

const NAMES = [
  'xn--mnchen-3ya',
  'xn--fiqs8s',
  'xn--80akhbyknj4f',
  'xn--p1ai',
  'xn--mgbh0fb',
  'xn--e1afmkfd',
  'xn--bcher-kva',
  'xn--hxajbheg2az3al',
  'xn--3e0b707e',
  'xn--zckzah',
  'xn--i1b6b1a6a2e',
  'xn--n3h',
  'xn--strae-oqa',
  'www',
  'xn-secret',
];
const DATA = [
  `xn--${Buffer.from('secretdataa1234567890abcdef').toString('hex').slice(0, 52)}`,
  'xn--68656c6c6f776f726c64',
  'xn--aws-secret-key-abcdef',
  'xn--',
  'xn--hello-',
  'xn--ascii-only-',
  'xn--99999999',
];

test('names of all scripts are written so, data are not', (t) => {
  for (const label of NAMES) t.false(isFalseAce(label), label);
  for (const label of DATA) t.true(isFalseAce(label), label);
});

test('a host with such a label is refused wherever the label stands', (t) => {
  for (const label of DATA) {
    for (const host of [`${label}.example.com`, `a.${label}.com`, `${label}.${label}.example.com`]) {
      const { parseError, destinationError } = parseTarget(`https://${host}/ping`);
      t.true(parseError || destinationError, host);
    }
  }
  for (const label of NAMES) {
    const { parseError, destinationError } = parseTarget(`https://${label}.example.com/ping`);
    t.false(parseError || destinationError, label);
  }
});
