// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import fc from 'fast-check';
import { dnsQuestion } from '../../../../../enforce/detect/url/doh.js';
import { parseTarget } from '../../../../../enforce/detect/url/target.js';
import { ACCESS_KEY } from '../../../../support/product.js';
import { observeUrl, rulesIn } from '../detection.js';

/** A DNS message that asks for one name, as RFC 8484 sends it. */
function question(name: string): string {
  const labels = name.split('.').flatMap((label) => [label.length, ...Buffer.from(label)]);
  const bytes = [0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, 0, 1, 0, 1];
  return Buffer.from(bytes).toString('base64url');
}

const asks = (value: string): string | undefined =>
  dnsQuestion(parseTarget(`https://dns.example/dns-query?dns=${value}`))?.name;

test('the name of a question is read, in both forms', (t) => {
  t.is(asks(question('www.example.com')), 'www.example.com');
  t.is(dnsQuestion(parseTarget('https://dns.example/resolve?name=www.example.com&type=TXT'))?.name, 'www.example.com');
});

test('what is no question is none', (t) => {
  t.is(asks(question('www.example.com').slice(0, 20)), undefined);
  t.is(asks('A'.repeat(80)), undefined);
  t.is(asks('%41'), undefined);
  t.is(dnsQuestion(parseTarget('https://a.example/?name=bob&type=user')), undefined);
  t.is(dnsQuestion(parseTarget('https://a.example/?name=www.example.com')), undefined);
});

test('a credential in the labels is found: whole, cut up, encoded', (t) => {
  const key = ACCESS_KEY.toLowerCase();
  for (const name of [
    `${key}.evil.example`,
    `${key.slice(0, 8)}.${key.slice(8)}.evil.example`,
    `${Buffer.from(ACCESS_KEY).toString('hex')}.evil.example`,
  ]) {
    t.true(rulesIn(`https://dns.example/dns-query?dns=${question(name)}`).includes('AWS Access ID'), name);
  }
});

test('an honest question passes, however random its bytes look', (t) => {
  const { facts } = observeUrl(`https://dns.example/dns-query?dns=${question('a1b2c3d4e5f6.cache.example.net')}`);
  t.true(facts['url.dns_question']);
  t.is(facts['entropy.query_milli'], undefined);
  t.is(facts['dlp.url.count'], undefined);
});

test('any value is read without failing', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      asks(Buffer.from(bytes).toString('base64url'));
    }),
  );
  t.pass();
});
