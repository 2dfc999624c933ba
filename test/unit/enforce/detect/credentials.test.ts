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
