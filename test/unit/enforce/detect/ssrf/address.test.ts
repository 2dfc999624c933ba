// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import type { AddressClass } from '../../../../../enforce/detect/ssrf/ranges.table.js';
import {
  classifyAddress,
  classifyHost,
  compileAddressPolicy,
  ssrfFacts,
} from '../../../../../enforce/detect/ssrf/address.js';

const CASES: readonly (readonly [string, AddressClass | undefined])[] = [
  // Every spelling of one metadata address.
  ['169.254.169.254', 'metadata'],
  ['2852039166', 'metadata'],
  ['0xa9fea9fe', 'metadata'],
  ['0251.0376.0251.0376', 'metadata'],
  ['0xa9.254.0251.254', 'metadata'],
  ['169.16689662', 'metadata'],
  ['169.254.43518', 'metadata'],
  ['169.254.169.254.', 'metadata'],
  ['%31%36%39.254.169.254', 'metadata'],
  ['１６９.254.169.254', 'metadata'],
  ['::ffff:a9fe:a9fe', 'metadata'],
  ['::ffff:169.254.169.254', 'metadata'],
  ['[::ffff:a9fe:a9fe]', 'metadata'],
  ['::ffff:0:a9fe:a9fe', 'metadata'],
  ['64:ff9b::a9fe:a9fe', 'metadata'],
  ['64:ff9b:1:a9fe:a9:fe00::', 'metadata'],
  ['64:ff9b:1::a9fe:a9fe', 'metadata'],
  ['2002:a9fe:a9fe::', 'metadata'],
  ['::a9fe:a9fe', 'metadata'],
  ['2001:db8::5efe:169.254.169.254', 'metadata'],
  ['2001:db8::200:5efe:169.254.169.254', 'metadata'],
  ['fd00:ec2::254', 'metadata'],
  ['100.100.100.200', 'metadata'],
  ['168.63.129.16', 'metadata'],
  // Transition forms of other places.
  ['2002:7f00:1::', 'loopback'],
  ['2001:0:102:304::f5ff:fffe', 'private'],
  // Ranges.
  ['169.254.1.1', 'link_local'],
  ['fe80::1', 'link_local'],
  ['fe80::1%eth0', 'link_local'],
  ['fe80::1%25eth0', 'link_local'],
  ['224.0.0.1', 'multicast'],
  ['ff02::1', 'multicast'],
  ['0.0.0.0', 'unspecified'],
  ['0', 'unspecified'],
  ['::', 'unspecified'],
  ['127.1', 'loopback'],
  ['::1', 'loopback'],
  ['10.0.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['192.168.1.1', 'private'],
  ['100.64.0.1', 'cgnat'],
  ['fd12::1', 'unique_local'],
  ['198.18.0.1', 'reserved'],
  ['255.255.255.255', 'reserved'],
  ['192.0.2.1', 'documentation'],
  ['2001:db8::1', 'documentation'],
  // Benign neighbours.
  ['169.253.255.255', 'public'],
  ['172.32.0.1', 'public'],
  ['100.128.0.1', 'public'],
  ['93.184.216.34', 'public'],
  ['2606:4700::1111', 'public'],
  ['64:ff9b::5db8:d822', 'public'],
  ['2002:5db8:d822::', 'public'],
  ['example.com', undefined],
  ['256.1.1.1', undefined],
  ['', undefined],
];

for (const [text, expected] of CASES) {
  test(`${text || '(empty)'} is ${expected ?? 'no address'}`, (t) => {
    t.is(classifyAddress(text), expected);
  });
}

test('metadata services by name', (t) => {
  t.is(classifyHost('Metadata.Google.Internal.'), 'metadata');
  t.is(classifyHost('instance-data'), 'metadata');
  t.is(classifyHost('metadata.example.com'), undefined);
  t.is(classifyHost('10.0.0.1'), 'private');
});

test('every answer counts, and what may be opened is opened only wholly', (t) => {
  const policy = compileAddressPolicy(['10.20.0.0/16', 'nonsense'], ['93.184.0.0/16']);
  const facts = (addresses: readonly string[], trustedHost = false) => ssrfFacts(addresses, { policy, trustedHost });
  t.deepEqual(facts(['1.1.1.1']), { 'dns.answers': 1, 'ssrf.class': 'public' });
  t.deepEqual(facts(['1.1.1.1', '10.0.0.1']), { 'dns.answers': 2, 'ssrf.class': 'private', 'ssrf.opened': false });
  t.deepEqual(facts(['1.1.1.1', '10.20.0.1']), { 'dns.answers': 2, 'ssrf.class': 'private', 'ssrf.opened': true });
  t.deepEqual(facts(['::ffff:10.20.0.1']), { 'dns.answers': 1, 'ssrf.class': 'private', 'ssrf.opened': true });
  t.deepEqual(facts(['10.20.0.1', '10.0.0.1']), { 'dns.answers': 2, 'ssrf.class': 'private', 'ssrf.opened': false });
  t.deepEqual(facts(['127.0.0.1'], true), { 'dns.answers': 1, 'ssrf.class': 'loopback', 'ssrf.opened': true });
  t.deepEqual(facts(['169.254.169.254'], true), { 'dns.answers': 1, 'ssrf.class': 'metadata', 'ssrf.opened': false });
  t.deepEqual(facts(['10.20.0.1', '169.254.0.1'], true)['ssrf.opened'], false);
  t.is(facts(['93.184.216.34'])['ssrf.class'], 'private', 'a range of its own that the configuration calls internal');
  t.deepEqual(facts(['gibberish']), { 'dns.answers': 1, 'ssrf.class': 'reserved', 'ssrf.opened': false });
});

test('an address is judged the same when it comes again, and after many others', (t) => {
  const policy = compileAddressPolicy(['10.20.0.0/16'], ['192.0.2.0/24', '8.8.8.0/24']);
  const look = () =>
    CASES.map(([text]) => [classifyAddress(text), ssrfFacts([text], { policy, trustedHost: false })] as const);
  const first = look();
  t.deepEqual(
    first.map(([kind]) => kind),
    CASES.map(([, kind]) => kind),
  );
  t.deepEqual(look(), first);
  for (let index = 0; index < 2_100; index += 1) {
    const address = `10.${index >> 8}.${index & 255}.1`;
    t.is(classifyAddress(address), 'private');
    // The policy of a configuration is asked each time: what is opened here is not opened there.
    const shut = { policy: compileAddressPolicy([], []), trustedHost: false };
    t.is(
      ssrfFacts([address], { policy: compileAddressPolicy(['10.1.0.0/16'], []), trustedHost: false })['ssrf.opened'],
      index >> 8 === 1,
    );
    t.is(ssrfFacts([address], shut)['ssrf.opened'], false);
  }
  t.deepEqual(look(), first);
});
