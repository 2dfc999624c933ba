// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { base58, base58xrp, base32nopad, bech32, createBase58check } from '@scure/base';
import test from 'ava';
import { compileScanner, detectDlp } from '../../../../../../enforce/detect/dlp/detect.js';
import type { DlpRule } from '../../../../../../enforce/detect/dlp/rules/rule.js';
import { compileSecrets } from '../../../../../../enforce/detect/dlp/known/secrets.js';
import { bindWalletValidators } from '../../../../../../enforce/detect/dlp/checks/wallet-keys.js';
import { WALLET_RULES } from '../../../../../../enforce/detect/dlp/rules/wallet-rules.table.js';
import { readText } from '../../../../../../enforce/text/reading.js';
import { nodeSuite } from '../../../../../../evidence/crypto/node/suite.js';
import { ENGINE } from '../../detection.js';

const SCANNER = compileScanner(
  WALLET_RULES as readonly unknown[] as readonly DlpRule[],
  ENGINE,
  bindWalletValidators(nodeSuite),
  compileSecrets({ environment: [], file: [] }, 16),
);

function rulesIn(text: string): readonly string[] {
  return detectDlp(SCANNER, readText(text).credentials(), 'body').map(({ rule }) => rule);
}

const bytesOf = (label: string, length: number): Uint8Array =>
  Uint8Array.from(
    Buffer.concat([
      createHash('sha512').update(label).digest(),
      createHash('sha512').update(`${label}+`).digest(),
    ]).subarray(0, length),
  );
const check = createBase58check((data: Uint8Array) => nodeSuite.sha256(data));
const checked = (...parts: readonly ArrayLike<number>[]): string =>
  check.encode(Uint8Array.from(parts.flatMap((part) => Array.from(part))));
const bech = (prefix: string, label: string, length: number): string =>
  bech32.encode(prefix as 'x', bech32.toWords(bytesOf(label, length)), 1000);

/** A pair whose last byte no signature could have. */
function keyPair(label: string): Uint8Array {
  const bytes = bytesOf(label, 64);
  bytes[63] = 0xa7;
  return bytes;
}

function signature(label: string): Uint8Array {
  const bytes = bytesOf(label, 64);
  bytes[63] = 0x07;
  return bytes;
}

function ripple(version: readonly number[], label: string): string {
  const content = Uint8Array.from([...version, ...bytesOf(label, 16)]);
  const sum = nodeSuite.sha256(nodeSuite.sha256(content)).subarray(0, 4);
  return base58xrp.encode(Uint8Array.from([...content, ...sum]));
}

function stellar(version: number, label: string): string {
  const content = Uint8Array.from([version, ...bytesOf(label, 32)]);
  let crc = 0;
  for (const byte of content) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return base32nopad.encode(Uint8Array.from([...content, crc & 0xff, crc >> 8]));
}

/** The same text with one character exchanged, so that its checksum is wrong. */
function spoiled(text: string, at = -9): string {
  const place = text.length + at;
  const letter = text.charAt(place);
  const other = letter === 'A' ? 'B' : letter === 'q' ? 'p' : letter === letter.toUpperCase() ? 'A' : 'q';
  return text.slice(0, place) + other + text.slice(place + 1);
}

const hex = (label: string, length: number): string => Buffer.from(bytesOf(label, length)).toString('hex');
const keystore = (members: readonly string[]): string => `{"crypto": {${members.join(', ')}}, "version": 3}`;

interface Case {
  readonly rule: string;
  readonly text: string;
  /** Texts of the same shape that are no key. */
  readonly twins: readonly string[];
}

const extended = (version: readonly number[]): string => checked(version, bytesOf(String(version[3]), 74));

const CASES: readonly Case[] = [
  {
    rule: 'Solana Secret Key',
    text: base58.encode(keyPair('sol')),
    twins: [base58.encode(signature('sol')), base58.encode(bytesOf('sol', 63)), base58.encode(bytesOf('sol', 32))],
  },
  {
    rule: 'Solana Key Pair File',
    text: JSON.stringify(Array.from(keyPair('file'))),
    twins: [
      JSON.stringify(Array.from(signature('file'))),
      JSON.stringify(Array.from(keyPair('file')).concat(1)),
      JSON.stringify(Array.from({ length: 64 }, (_, i) => i * 4)),
      JSON.stringify(Array.from({ length: 64 }, (_, i) => (i % 7) + 100)),
      JSON.stringify(Array.from(keyPair('file'), (byte) => byte + 300)),
    ],
  },
  {
    rule: 'Ethereum Keystore',
    text: keystore(['"cipher": "aes-128-ctr"', `"ciphertext": "${hex('k', 32)}"`, '"kdf": "scrypt"']),
    twins: [
      keystore(['"ciphertext": "aGVsbG8gd29ybGQ="', '"kdf": "scrypt"']),
      'The members are "ciphertext", "kdf" and "mac".',
    ],
  },
  {
    rule: 'Ethereum Keystore',
    text: keystore([`"cipherparams":{"iv":"${hex('iv', 16)}"}`, `"ciphertext":"${hex('k', 32)}"`]),
    twins: [keystore(['"cipherparams":{"iv":""}', '"ciphertext":""'])],
  },
  {
    rule: 'Nostr Secret Key',
    text: bech('nsec', 'n', 32),
    twins: [spoiled(bech('nsec', 'n', 32)), bech('npub', 'n', 32)],
  },
  {
    rule: 'age Secret Key',
    text: bech('age-secret-key-', 'a', 32).toUpperCase(),
    twins: [spoiled(bech('age-secret-key-', 'a', 32).toUpperCase()), bech('age', 'a', 32)],
  },
  {
    rule: 'age Plugin Identity',
    text: bech('age-plugin-yubikey-', 'a', 20).toUpperCase(),
    twins: [spoiled(bech('age-plugin-yubikey-', 'a', 20).toUpperCase())],
  },
  {
    rule: 'Stellar Secret Seed',
    text: stellar(18 << 3, 's'),
    twins: [spoiled(stellar(18 << 3, 's')), stellar(6 << 3, 's'), `S${'ABCDEFGH'.repeat(7).slice(0, 55)}`],
  },
  {
    rule: 'Tezos Secret Key',
    text: checked([13, 15, 58, 7], bytesOf('t', 32)),
    twins: [spoiled(checked([13, 15, 58, 7], bytesOf('t', 32))), checked([13, 15, 37, 217], bytesOf('t', 32))],
  },
  {
    rule: 'Tezos Secret Key',
    text: checked([43, 246, 78, 7], bytesOf('t', 64)),
    twins: [spoiled(checked([43, 246, 78, 7], bytesOf('t', 64)))],
  },
  { rule: 'XRP Ledger Seed', text: ripple([0x21], 'x'), twins: [spoiled(ripple([0x21], 'x')), ripple([0x00], 'x')] },
  { rule: 'XRP Ledger Seed', text: ripple([0x01, 0xe1, 0x4b], 'x'), twins: [spoiled(ripple([0x01, 0xe1, 0x4b], 'x'))] },
  {
    rule: 'Cardano Signing Key',
    text: bech('ed25519_sk', 'c', 32),
    twins: [spoiled(bech('ed25519_sk', 'c', 32)), bech('ed25519_pk', 'c', 32)],
  },
  { rule: 'Cardano Signing Key', text: bech('xprv', 'c', 96), twins: [spoiled(bech('xprv', 'c', 96))] },
  { rule: 'Cardano Signing Key', text: bech('root_xsk', 'c', 96), twins: [bech('root_xvk', 'c', 64)] },
  {
    rule: 'Cardano Signing Key File',
    text: '{"type": "PaymentSigningKeyShelley_ed25519", "cborHex": "5820"}',
    twins: ['{"type": "PaymentVerificationKeyShelley_ed25519"}'],
  },
  { rule: 'Sui Private Key', text: bech('suiprivkey', 'sui', 33), twins: [spoiled(bech('suiprivkey', 'sui', 33))] },
  {
    rule: 'Aptos Private Key',
    text: `ed25519-priv-0x${hex('aptos', 32)}`,
    twins: [`ed25519-pub-0x${hex('aptos', 32)}`],
  },
  {
    rule: 'Zcash Spending Key',
    text: bech('secret-extended-key-main', 'z', 120),
    twins: [bech('zxviews', 'z', 120)],
  },
  {
    rule: 'Tendermint Private Key',
    text: '-----BEGIN TENDERMINT PRIVATE KEY-----',
    twins: ['-----BEGIN TENDERMINT PUBLIC KEY-----'],
  },
  {
    rule: 'Altcoin WIF Private Key',
    text: checked([0xb0], bytesOf('ltc', 32), [1]),
    twins: [spoiled(checked([0xb0], bytesOf('ltc', 32), [1])), checked([0x30], bytesOf('ltc', 32), [1])],
  },
  {
    rule: 'Altcoin WIF Private Key',
    text: checked([0xef], bytesOf('t', 32), [1]),
    twins: [checked([0xef], bytesOf('t', 33))],
  },
  {
    rule: 'Encrypted Bitcoin Private Key',
    text: checked([0x01, 0x42], bytesOf('b', 37)),
    twins: [spoiled(checked([0x01, 0x42], bytesOf('b', 37)))],
  },
  {
    rule: 'Extended Private Key (other scripts)',
    text: extended([0x02, 0xaa, 0x7a, 0x99]),
    twins: [spoiled(extended([0x02, 0xaa, 0x7a, 0x99]))],
  },
  {
    rule: 'Extended Public Key',
    text: extended([0x04, 0x88, 0xb2, 0x1e]),
    twins: [spoiled(extended([0x04, 0x88, 0xb2, 0x1e]))],
  },
];

for (const [i, { rule, text, twins }] of CASES.entries()) {
  test(`${i} ${rule}`, (t) => {
    t.deepEqual(rulesIn(`the key is ${text} here`), [rule], text.slice(0, 16));
    t.deepEqual(rulesIn(text), [rule]);
    for (const twin of twins) t.false(rulesIn(`the key is ${twin} here`).includes(rule), twin);
  });
}

test('every rule has a case, and every validator a rule', (t) => {
  const covered = new Set(CASES.map(({ rule }) => rule));
  for (const { name } of WALLET_RULES) t.true(covered.has(name), name);
  const used = new Set(WALLET_RULES.map(({ validator }) => validator));
  for (const name of Object.keys(bindWalletValidators(nodeSuite))) t.true(used.has(name as never), name);
});

test('names are unique, and sources mean the same to the platform', (t) => {
  t.is(new Set(WALLET_RULES.map(({ name }) => name)).size, WALLET_RULES.length);
  for (const { source } of WALLET_RULES) t.notThrows(() => new RegExp(source, 'm'));
});
