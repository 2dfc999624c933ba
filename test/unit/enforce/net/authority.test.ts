// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { isSameAuthority } from '../../../../enforce/net/authority.js';

test('case, a last dot, the default port and zeros ahead of a port make no difference', (t) => {
  t.true(isSameAuthority('A.example', 'a.EXAMPLE.:80'));
  t.true(isSameAuthority('a.example:0080', 'a.example'));
  t.true(isSameAuthority('[2001:DB8::1]:8080', '[2001:db8::1]:8080'));
});

test('another host, another port and what is none differ', (t) => {
  t.false(isSameAuthority('a.example:81', 'a.example'));
  t.false(isSameAuthority('b.example', 'a.example'));
  t.false(isSameAuthority('a.example:80:80', 'a.example:80:80'));
  t.false(isSameAuthority('a.example:x', 'a.example:x'));
});
