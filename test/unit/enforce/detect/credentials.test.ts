// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { parseTarget } from '../../../../enforce/detect/url/target.js';
import { detectorsWith } from './detection.js';

const PHRASE = 'abandon '.repeat(11) + 'about';
const CANARY = 'honeytoken-7Qz4-planted-11';
const detectors = detectorsWith(
  {
    canary_tokens: {
      enabled: true,
      tokens: [
        { name: 'vault', value: CANARY, env_var: '' },
        { name: 'shell', value: '', env_var: 'PLANTED' },
      ],
    },
    address_protection: {
      enabled: true,
      unknown_action: 'allow',
      allowed_addresses: ['0x52908400098527886E0F7030069857D2E4169EE7'],
      chains: { eth: true, btc: true, sol: false, bnb: true },
      similarity: { prefix_length: 4, suffix_length: 4 },
    },
  },
  { environment: [['PLANTED', 'another-planted-value-93']], file: [] },
);

const rules = (text: string): readonly string[] => detectors.text(text).findings.map(({ rule }) => rule);

test('a seed phrase is found in texts, bodies and URLs; words that are none are not', (t) => {
  t.deepEqual(rules(`keep this: ${PHRASE}.`), ['BIP-39 Seed Phrase']);
  t.deepEqual(rules('abandon '.repeat(12)), []);
  const url = `https://a.example/?w=${PHRASE.replaceAll(' ', '+')}`;
  t.is(detectors.url(parseTarget(url)).facts['dlp.url.rule.bip_39_seed_phrase'], 1);
  const split = `https://a.example/?${PHRASE.split(' ')
    .map((word, i) => `w${i}=${word}`)
    .join('&')}`;
  t.is(detectors.url(parseTarget(split)).facts['dlp.url.rule.bip_39_seed_phrase'], 1);
});

test('canary tokens are found in any form and belong to the core', (t) => {
  for (const text of [
    CANARY,
    Buffer.from(CANARY).toString('base64'),
    CANARY.split('').join('.'),
    CANARY.toUpperCase(),
  ]) {
    t.deepEqual(rules(`x ${text} y`), ['Canary Token (vault)'], text);
  }
  t.deepEqual(rules('another-planted-value-93'), ['Canary Token (shell)', 'Environment Secret']);
  t.is(detectors.url(parseTarget(`https://a.example/${CANARY}`)).facts['dlp.url.core_count'], 1);
});

test('an address that imitates a known one has a fact of its own; a known or a strange one does not', (t) => {
  const body = (address: string) =>
    detectors.request([], { kind: 'bytes', bytes: new TextEncoder().encode(`pay ${address} today`) }).facts;
  const lookalike = body('0x529000000000000000000000000000000000 9EE7'.replace(' ', ''));
  t.is(lookalike['address.address_lookalike_count'], 1);
  t.is(lookalike['dlp.body.count'], undefined);
  t.is(body('0x52908400098527886E0F7030069857D2E4169EE7')['address.address_lookalike_count'], undefined);
  t.is(body('0xde709f2102306220921060314715629080e2fb77')['address.unknown_address_count'], undefined);
});

const HEAD = 'github_pat_8TnK4tpNoPkSpSLb6P32h4';
const TAIL = '656lYqJzh2iqw6rBEaQnAmLWYT1RlMd9YHtV9cF4BEciPp75h1se702LPMh';

test('a token is found in pieces that a program, a terminal or a page puts together; pieces of other texts are none', (t) => {
  const whole = `${HEAD}${TAIL}`;
  for (const text of [
    `const a = "${HEAD.slice(0, 20)}" + "${HEAD.slice(20)}${TAIL}";`,
    `a = "${HEAD}" +\n      "${TAIL.slice(0, 20)}" +\n      "${TAIL.slice(20)}";`,
    `\u001b[1m${HEAD}\u001b[0m${TAIL}`,
    `<b>${HEAD}</b>${TAIL}`,
    `begin 644 key\n${uuencoded(whole)}\n`,
    `cat | ${Array.from(whole).join('-')}`,
    `backwards: ${Array.from(whole).reverse().join('')}`,
  ]) {
    t.true(rules(text).includes('GitHub Fine-Grained PAT'), text);
  }
  t.deepEqual(rules('const a = "github_" + "pat_" + name;'), []);
  t.false(rules(`const a = ["github_pat_", "${TAIL}"];`).includes('GitHub Fine-Grained PAT'));
});

/** Lines of a uuencoded file, up to 45 bytes each. */
function uuencoded(text: string): string {
  const character = (value: number): string => String.fromCharCode(0x20 + (value & 0x3f));
  const lines = text.match(/.{1,45}/g) ?? [];
  return lines
    .map((line) => {
      const groups = line.padEnd(Math.ceil(line.length / 3) * 3, '\0').match(/[^]{3}/g) ?? [];
      const digits = groups.map((group) => {
        const bits = (group.charCodeAt(0) << 16) | (group.charCodeAt(1) << 8) | group.charCodeAt(2);
        return [18, 12, 6, 0].map((shift) => character(bits >> shift)).join('');
      });
      return `${character(line.length)}${digits.join('')}`;
    })
    .join('\n');
}
