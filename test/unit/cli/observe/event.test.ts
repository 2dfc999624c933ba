// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { eventOf, mediatedId } from '../../../../cli/observe/event.js';
import { createReplayWindow } from '../../../../verify/core/receipts/replay.js';

const ID = '019f0000-0000-7000-8000-000000000002';

for (const [name, header, id] of [
  ['the id of an action', `v=1, act="write", rid="${ID}", ts=1764000000`, ID],
  ['an id among members of every kind', `v=1, ph=:ABEiM0RVZneImaq7zN3u/w==:, aa=bound, rid="${ID}";x=1`, ID],
  ['two header fields', ['v=1', `rid="${ID}"`], ID],
  ['the last of two ids', `rid="first", rid="${ID}"`, ID],
  ['no header', undefined, undefined],
  ['an empty header', '', undefined],
  ['no id', 'v=1', undefined],
  ['an id that is a token', 'rid=abc', undefined],
  ['an id that is a number', 'rid=7', undefined],
  ['an empty id', 'rid=""', undefined],
  ['a list of ids', 'rid=("a" "b")', undefined],
  ['an id with a space', 'rid="a b"', undefined],
  ['an id that is too long', `rid="${'a'.repeat(129)}"`, undefined],
  ['a header that is no dictionary', 'rid="unfinished', undefined],
] as const) {
  test(`a mediation header with ${name}`, (t) => {
    t.is(mediatedId(header), id);
  });
}

test('a request is classed by its method; a repeated id counts as unmediated', (t) => {
  const window = createReplayWindow(8);
  const ports = { newId: () => 'own', seen: (id: string) => window.seen(id) };
  t.deepEqual(eventOf('GET', 'rid="a"', ports), { class: 'observed.http.read', id: 'a', dir: 'out' });
  t.deepEqual(eventOf('POST', 'rid="b"', ports), { class: 'observed.http.write', id: 'b', dir: 'out' });
  t.deepEqual(eventOf('BREW', 'rid="c"', ports), { class: 'observed.http.unclassified', id: 'c', dir: 'out' });
  t.deepEqual(eventOf('GET', 'rid="a"', ports), { class: 'unmediated', id: 'own', dir: 'out' });
  t.deepEqual(eventOf('GET', undefined, ports), { class: 'unmediated', id: 'own', dir: 'out' });
});
