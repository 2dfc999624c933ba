// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../../../evidence/crypto/suite.js';
import type { ValidatorName } from '../rules/rule.js';
import { decodeBase58Check } from './base58.js';
import { isCardNumber } from './cards.js';
import { IBAN_LENGTHS } from './iban.table.js';
import { PAYMENT_VALIDATORS } from './payment.js';
import { bindWalletValidators } from './wallet-keys.js';

/** Tells a credential from a text of the same shape. The argument is the matched text, untrusted. */
export type Validator = (match: string) => boolean;

function within(value: number, from: number, to: number): boolean {
  return value >= from && value <= to;
}

/** Bank account number (ISO 13616): a known country, its exact length, remainder 1 modulo 97. */
function isIban(match: string): boolean {
  const account = match.toUpperCase();
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]+$/.test(account)) return false;
  if (IBAN_LENGTHS.get(account.slice(0, 2)) !== account.length) return false;
  let remainder = 0;
  for (const letter of account.slice(4) + account.slice(0, 4)) {
    const value = Number.parseInt(letter, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** Bank routing number of the United States: nine digits of an assigned range whose weighted sum ends in 0. */
function isRoutingNumber(match: string): boolean {
  if (!/^[0-9]{9}$/.test(match)) return false;
  const district = Number(match.slice(0, 2));
  const assigned = district <= 12 || within(district, 21, 32) || within(district, 61, 72) || district === 80;
  if (!assigned) return false;
  const weights = [3, 7, 1, 3, 7, 1, 3, 7, 1];
  return weights.reduce((sum, weight, i) => sum + weight * Number(match.charAt(i)), 0) % 10 === 0;
}

/** Bitcoin private key in wallet import format: version 0x80, 32 bytes (or 33 ending in 1), double SHA-256 checksum. */
function isWalletKey(match: string, suite: CryptoSuite): boolean {
  if (match.length < 51 || match.length > 52) return false;
  const bytes = decodeBase58Check(match, suite);
  if (bytes?.[0] !== 0x80) return false;
  return bytes.length === 33 || (bytes.length === 34 && bytes[33] === 1);
}

/** The validators by name, bound to a suite for the one that hashes. */
export function bindValidators(suite: CryptoSuite): Readonly<Record<ValidatorName, Validator>> {
  return {
    luhn: isCardNumber,
    mod97: isIban,
    aba: isRoutingNumber,
    wif: (match) => isWalletKey(match, suite),
    ...PAYMENT_VALIDATORS,
    ...bindWalletValidators(suite),
  };
}
