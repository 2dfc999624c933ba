// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { base58, bech32, bech32m, createBase58check } from '@scure/base';
import { keccak_256 } from '@noble/hashes/sha3.js';
import test from 'ava';
import {
  ADDRESS_LOOKALIKE,
  compileAddresses,
  UNKNOWN_ADDRESS,
  type AddressOptions,
  type AddressSightings,
} from '../../../../../enforce/detect/addresses/addresses.js';
import { readText } from '../../../../../enforce/text/reading.js';
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';

const bytesOf = (label: string, length: number): Uint8Array =>
  Uint8Array.from(createHash('sha512').update(label).digest().subarray(0, length));
const base58check = createBase58check((data: Uint8Array) => nodeSuite.sha256(data));

/** As wallets print it: letters in the case that EIP-55 asks for. */
function eip55(lower: string): string {
  const digest = Buffer.from(keccak_256(new TextEncoder().encode(lower))).toString('hex');
  return `0x${Array.from(lower, (letter, i) => (Number.parseInt(digest.charAt(i), 16) >= 8 ? letter.toUpperCase() : letter)).join('')}`;
}

const eth = (label: string): string => eip55(Buffer.from(bytesOf(label, 20)).toString('hex'));
const p2pkh = (label: string): string => base58check.encode(Uint8Array.from([0, ...bytesOf(label, 20)]));
const p2sh = (label: string): string => base58check.encode(Uint8Array.from([5, ...bytesOf(label, 20)]));
const segwit = (label: string): string => bech32.encode('bc', [0, ...bech32.toWords(bytesOf(label, 20))]);
const taproot = (label: string): string => bech32m.encode('bc', [1, ...bech32m.toWords(bytesOf(label, 32))]);
const bnb = (label: string): string => bech32.encode('bnb', bech32.toWords(bytesOf(label, 20)));
const sol = (label: string): string => base58.encode(bytesOf(label, 32));

const MAKERS = { eth, p2pkh, p2sh, segwit, taproot, bnb, sol };
const ALLOWED = Object.entries(MAKERS).map(([name, make]) => make(name));
const OPTIONS: AddressOptions = {
  enabled: true,
  allowed_addresses: ALLOWED,
  chains: { eth: true, btc: true, sol: true, bnb: true },
  similarity: { prefix_length: 4, suffix_length: 4 },
};
const GUARD = compileAddresses(OPTIONS, nodeSuite);

function see(text: string, guard = GUARD): AddressSightings {
  return guard.find(readText(text).credentials(), 'body');
}

/** The same length and both ends, another middle; what a poisoner sends. */
function poison(address: string, prefix: number): string {
  const middle = address.slice(prefix + 4, -4);
  const turned = middle.slice(7) + middle.slice(0, 7);
  return address.slice(0, prefix + 4) + turned + address.slice(-4);
}

for (const [name, make] of Object.entries(MAKERS)) {
  const address = make(name);
  const prefix = { eth: 2, segwit: 3, taproot: 3, bnb: 4 }[name] ?? 0;

  test(`${name}: known, unknown, imitated`, (t) => {
    t.like(see(`send it to ${address}, please`), { allowed: 1, lookalike: 0, unknown: 0 });
    t.like(see(`send it to ${make('another one')}, please`), { allowed: 0, lookalike: 0, unknown: 1 });
    const imitated = see(`send it to ${poison(address, prefix)}, please`);
    t.like(imitated, { allowed: 0, lookalike: 1, unknown: 0 });
    t.like(imitated.findings[0], { detector: 'address', rule: ADDRESS_LOOKALIKE, severity: 'critical', view: 'raw' });
  });

  test(`${name}: a few characters exchanged in the middle or at an end`, (t) => {
    const swapped = (at: number): string => {
      const letter = address.charAt(at) === 'a' ? 'c' : 'a';
      return address.slice(0, at) + letter + address.slice(at + 1);
    };
    const middle = see(swapped(Math.floor(address.length / 2)));
    const end = see(swapped(address.length - 1));
    t.is(middle.lookalike, 1);
    t.is(end.lookalike, 1);
  });

  test(`${name}: inside encodings`, (t) => {
    const text = `to ${poison(address, prefix)} now`;
    for (const encoded of [
      Buffer.from(text).toString('base64'),
      Buffer.from(text).toString('hex'),
      Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    ])
      t.is(see(`data=${encoded}`).lookalike, 1, encoded.slice(0, 8));
  });

  test(`${name}: letters that only look the same, and characters without a trace`, (t) => {
    const imitation = poison(address, prefix);
    const homoglyphs = imitation.replaceAll('a', '\u0430').replaceAll('c', '\u0441').replaceAll('A', '\u0410');
    t.is(see(`to ${homoglyphs} now`).lookalike, 1);
    t.is(see(`to ${imitation.slice(0, 9)}\u200b${imitation.slice(9)} now`).lookalike, 1);
  });
}

test('case is what a chain makes of it', (t) => {
  const address = eth('eth');
  t.is(see(address.toLowerCase()).allowed, 1);
  t.is(see(`0x${address.slice(2).toUpperCase()}`).allowed, 1);
  t.is(see(segwit('segwit').toUpperCase()).allowed, 1);
  t.is(see(p2pkh('p2pkh').toLowerCase()).allowed, 0);
});

test('a wrong EIP-55 checksum is said, and only of addresses in both cases', (t) => {
  const address = eth('fresh');
  t.is(see(address).badChecksum, 0);
  t.is(see(address.toLowerCase()).badChecksum, 0);
  const at = Array.from(address).findIndex((letter, i) => i > 1 && /[a-z]/i.test(letter));
  const letter = address.charAt(at);
  const flipped = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  t.is(see(address.slice(0, at) + flipped + address.slice(at + 1)).badChecksum, 1);
});

test('what only has the form of an address is none', (t) => {
  const none = { allowed: 0, lookalike: 0, unknown: 0 };
  t.like(see(createHash('sha1').update('x').digest('hex')), none);
  t.like(see(`0x${createHash('sha256').update('x').digest('hex')}`), none);
  t.like(see('1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3'), none);
  t.like(see('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5'), none);
  t.like(see('f81d4fae-7dec-11d0-a765-00a0c91e6bf6 and internationalizationsupport'), none);
});

test('forty hex digits without 0x are an address only beside a known one', (t) => {
  t.is(see(eth('eth').slice(2)).allowed, 1);
  t.is(see(poison(eth('eth'), 2).slice(2)).lookalike, 1);
});

test('each address counts once, and there is one finding for each rule', (t) => {
  const unknown = [eth('u1'), eth('u2'), segwit('u3')];
  const text = [...unknown, ...unknown, ...unknown.map((word) => word.toLowerCase())].join(' ');
  const sightings = see(text);
  t.is(sightings.unknown, 3);
  t.deepEqual(
    sightings.findings.map(({ rule }) => rule),
    [UNKNOWN_ADDRESS],
  );
  t.deepEqual(sightings.findings[0]?.span, { start: 0, end: 42 });
});

test('sightings hold no word of the text', (t) => {
  const seen = JSON.stringify(see(`${eth('u1')} ${poison(eth('eth'), 2)}`));
  t.notRegex(seen, /0x/);
});

test('more addresses than can be checked count as unknown', (t) => {
  const words = Array.from({ length: 300 }, (_, i) => `${p2pkh(`many ${i}`).slice(0, -1)}${'abcdefgh'.charAt(i % 8)}`);
  const { unknown } = see(words.join(' '));
  t.true(unknown >= 44 && unknown < 60, `${unknown}`);
});

test('inert when off, without known addresses, or for a chain that is off', (t) => {
  const off = compileAddresses({ ...OPTIONS, enabled: false }, nodeSuite);
  t.is(off.size, 0);
  t.deepEqual(see(poison(eth('eth'), 2), off).findings, []);
  t.deepEqual(see(eth('x'), compileAddresses({ ...OPTIONS, allowed_addresses: [] }, nodeSuite)).findings, []);
  const noBitcoin = compileAddresses({ ...OPTIONS, chains: { ...OPTIONS.chains, btc: false } }, nodeSuite);
  t.is(see(p2pkh('x'), noBitcoin).unknown, 0);
  t.deepEqual(noBitcoin.unrecognized, [1, 2, 3, 4]);
});

test('what is no address in the list is named', (t) => {
  const guard = compileAddresses({ ...OPTIONS, allowed_addresses: [eth('a'), '0x123', ` ${bnb('b')} `] }, nodeSuite);
  t.is(guard.size, 2);
  t.deepEqual(guard.unrecognized, [1]);
});
