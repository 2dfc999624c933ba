// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { concatBytes, domainSeparated, frameFields, pae, uint64Bytes } from '../../../../evidence/canonical/framing.js';
import { toHex, utf8Encode } from '../../../../evidence/canonical/text.js';

test('counters are eight bytes, negative ones clamped', (t) => {
  t.is(toHex(uint64Bytes(258n)), '0000000000000102');
  t.is(toHex(uint64Bytes(-7n)), '0000000000000000');
});

test('framed fields cannot be shifted into each other', (t) => {
  t.is(toHex(frameFields(['é', new Uint8Array([1])])), '0000000000000002c3a9000000000000000101');
  t.notDeepEqual(frameFields(['ab', 'c']), frameFields(['a', 'bc']));
});

test('the DSSE encoding counts bytes', (t) => {
  t.deepEqual(pae('é', utf8Encode('x')), utf8Encode('DSSEv1 2 é 1 x'));
});

test('a domain is set apart by NUL', (t) => {
  t.is(toHex(domainSeparated('d', 'x')), '640078');
  t.deepEqual(concatBytes([]), new Uint8Array());
});
