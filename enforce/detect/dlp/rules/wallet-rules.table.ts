// SPDX-License-Identifier: Apache-2.0
import type { WalletValidatorName } from '../checks/wallet-keys.js';
import type { DlpRule } from './rule.js';

/** A rule for a private key of a wallet; see `DlpRule`. */
export interface WalletRule extends Omit<DlpRule, 'validator'> {
  readonly validator?: WalletValidatorName;
}

const HEX = '[0-9A-Fa-f]';
const BASE58 = '[1-9A-HJ-NP-Za-km-z]';
/** The alphabet of bech32, in lower case. */
const BECH32 = '[02-9ac-hj-np-z]';
const BECH32_UPPER = '[02-9AC-HJ-NP-Z]';

const crit = { severity: 'critical', origin: 'default', caseSensitive: true } as const;
const high = { severity: 'high', origin: 'default', caseSensitive: true } as const;

/**
 * Private keys and seeds of wallets, as the documents of each chain describe them. Where a form has a checksum it is
 * checked, so that an identifier of the same shape is not reported.
 */
export const WALLET_RULES: readonly WalletRule[] = [
  {
    ...crit,
    name: 'Solana Secret Key',
    word: [86, 88],
    source: `\\b${BASE58}{86,88}\\b`,
    validator: 'ed25519_base58',
    asWrittenOnly: true,
  },
  {
    ...crit,
    name: 'Solana Key Pair File',
    finder: 'number_list',
    source: '\\[\\s{0,4}(?:[0-9]{1,3}\\s{0,4},\\s{0,8}){63}[0-9]{1,3}\\s{0,4}\\]',
    validator: 'ed25519_bytes',
    asWrittenOnly: true,
  },
  {
    ...crit,
    name: 'Ethereum Keystore',
    anchors: ['"ciphertext"', '"cipherparams"', '"function"'],
    source:
      `"ciphertext"\\s{0,8}:\\s{0,8}"${HEX}{64}"\\s{0,8},\\s{0,8}"(?:cipherparams|kdf|kdfparams|mac)"` +
      `|"cipherparams"\\s{0,8}:\\s{0,8}\\{[^{}]{0,80}\\}\\s{0,8},\\s{0,8}"ciphertext"\\s{0,8}:\\s{0,8}"${HEX}{64}"` +
      '|"function"\\s{0,8}:\\s{0,8}"aes-128-ctr"',
  },
  { ...crit, name: 'Nostr Secret Key', anchors: ['nsec1'], source: `nsec1${BECH32}{58}\\b`, validator: 'bech32' },
  {
    ...crit,
    name: 'age Secret Key',
    anchors: ['AGE-SECRET-KEY-'],
    source: `AGE-SECRET-KEY-(?:PQ-)?1${BECH32_UPPER}{58,64}\\b`,
    validator: 'bech32',
  },
  {
    ...high,
    name: 'age Plugin Identity',
    anchors: ['AGE-PLUGIN-'],
    source: `AGE-PLUGIN-[A-Z0-9-]{1,32}-1${BECH32_UPPER}{6,180}\\b`,
    validator: 'bech32',
  },
  {
    ...crit,
    name: 'Stellar Secret Seed',
    word: [56, 56],
    source: '\\bS[A-Z2-7]{55}\\b',
    validator: 'stellar',
    asWrittenOnly: true,
  },
  {
    ...crit,
    name: 'Tezos Secret Key',
    anchors: ['edsk', 'spsk', 'p2sk', 'edes', 'spes', 'p2es'],
    source: `\\b(?:(?:edsk|spsk|p2sk)${BASE58}{50}|edsk${BASE58}{94}|(?:edesk|spesk|p2esk)${BASE58}{83})\\b`,
    validator: 'tezos',
  },
  {
    ...crit,
    name: 'XRP Ledger Seed',
    word: [28, 31],
    source: `\\bs${BASE58}{27,30}\\b`,
    validator: 'ripple',
    asWrittenOnly: true,
  },
  {
    ...crit,
    name: 'Cardano Signing Key',
    anchors: ['xprv1', 'root_', 'acct_', 'addr_', 'stake_', 'ed25519', 'pool_sk1', 'kes_sk1', 'vrf_sk1'],
    source:
      `\\b(?:xprv1|(?:(?:root|acct|addr|stake|acct_shared|addr_shared|stake_shared|policy)_(?:xsk|sk)|ed25519e?_sk` +
      `|pool_sk|kes_sk|vrf_sk)1)${BECH32}{50,210}\\b`,
    validator: 'bech32',
  },
  {
    ...crit,
    name: 'Cardano Signing Key File',
    anchors: ['"type"'],
    source: '"type"\\s{0,8}:\\s{0,8}"[A-Za-z]{0,40}SigningKey[A-Za-z0-9_]{0,40}"',
  },
  {
    ...crit,
    name: 'Sui Private Key',
    anchors: ['suiprivkey1'],
    source: `suiprivkey1${BECH32}{59}\\b`,
    validator: 'bech32',
  },
  {
    ...crit,
    name: 'Aptos Private Key',
    anchors: ['ed25519-priv-', 'secp256k1-priv-'],
    source: `\\b(?:ed25519|secp256k1)-priv-0x${HEX}{64}\\b`,
  },
  {
    ...crit,
    name: 'Zcash Spending Key',
    anchors: ['secret-extended-key-', 'secret-spending-key-'],
    source: `secret-(?:extended|spending)-key-(?:main|test|regtest)1${BECH32}{50,240}\\b`,
  },
  {
    ...crit,
    name: 'Tendermint Private Key',
    anchors: ['-----BEGIN'],
    source: '-----BEGIN (?:TENDERMINT|COSMOS|OPENETHEREUM) PRIVATE KEY-----',
  },
  {
    ...crit,
    name: 'Altcoin WIF Private Key',
    word: [51, 53],
    source: `\\b(?:[69c7X]${BASE58}{50,51}|[TQ]${BASE58}{51})\\b`,
    validator: 'wif_any',
    asWrittenOnly: true,
  },
  {
    ...crit,
    name: 'Encrypted Bitcoin Private Key',
    anchors: ['6P'],
    source: `\\b6P${BASE58}{56}\\b`,
    validator: 'bip38',
    asWrittenOnly: true,
  },
  {
    ...crit,
    name: 'Extended Private Key (other scripts)',
    anchors: ['uprv', 'vprv', 'Yprv', 'Zprv', 'Uprv', 'Vprv'],
    source: `\\b[uvYZUV]prv${BASE58}{107}\\b`,
    validator: 'extended_key',
  },
  {
    ...high,
    name: 'Extended Public Key',
    anchors: ['xpub', 'ypub', 'zpub', 'tpub', 'upub', 'vpub', 'Ypub', 'Zpub', 'Upub', 'Vpub'],
    source: `\\b[xyztuvYZUV]pub${BASE58}{107}\\b`,
    validator: 'extended_key',
  },
];
