// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { DETECTORS } from './detection.js';

function links(count: number, query: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => `<a href="https://shop.example/item/${i}?${query(i)}">${i}</a>`).join(
    '\n',
  );
}

const CAMPAIGN = (i: number): string =>
  `utm_source=newsletter&utm_medium=email&utm_campaign=spring-${i}&ref=front-page&lang=en&page=${i}`;
/** Values of which each choice of four could be a token that was cut up. */
const PIECES = (i: number): string =>
  Array.from({ length: 20 }, (_, part) => `p${part}=ghp_${i * 20 + part}${'x'.repeat(40)}`).join('&');

test('a page with a thousand links of six parameters each is read whole', (t) => {
  const { facts, findings } = DETECTORS.text(links(1_000, CAMPAIGN));
  t.is(facts['view.limit'], undefined);
  t.deepEqual(findings, []);
});

test('addresses whose pieces can be joined in too many ways make the text count as not read whole', (t) => {
  t.is(DETECTORS.text(links(2, PIECES)).facts['view.limit'], undefined);
  t.is(DETECTORS.text(links(60, PIECES)).facts['view.limit'], 'effort');
});

test('what was found before the limit is reported beside it', (t) => {
  const cut = 'a=gh&x=zz&b=p_ABCDEFghij1234567890abcdefghijklmnop&y=1';
  const { facts, findings } = DETECTORS.text(links(60, (i) => (i === 0 ? cut : PIECES(i))));
  t.is(facts['view.limit'], 'effort');
  t.true(findings.some(({ rule }) => rule === 'GitHub Token'));
});
