// SPDX-License-Identifier: Apache-2.0
import { isCardNumber } from './cards.js';
import type { Validator } from './validators.js';

/** Checks of payment and identity numbers beyond those of cards and accounts. */
export type PaymentValidatorName = 'ssn' | 'card_track';

const SSN_DIGITS = 9;

/**
 * Social Security number of the United States: the last nine digits of a match. Areas 000, 666 and those from 900 on,
 * group 00 and serial 0000 are never issued.
 */
function isSocialSecurityNumber(match: string): boolean {
  const digits = match.replace(/[^0-9]/g, '').slice(-SSN_DIGITS);
  if (digits.length !== SSN_DIGITS) return false;
  const area = Number(digits.slice(0, 3));
  if (area === 0 || area === 666 || area >= 900) return false;
  return digits.slice(3, 5) !== '00' && digits.slice(5) !== '0000';
}

const TRACK = /^(?:%[A-Z])?;?([0-9]{12,19})[=^D](?:[^^]{2,26}\^)?([0-9]{2})([0-9]{2})/i;

/** Data of a magnetic stripe (ISO/IEC 7813): a card number, and an expiry date whose month exists. */
function isCardTrack(match: string): boolean {
  const track = TRACK.exec(match);
  const month = Number(track?.[3] ?? 0);
  return month >= 1 && month <= 12 && isCardNumber(track?.[1] ?? '');
}

export const PAYMENT_VALIDATORS: Readonly<Record<PaymentValidatorName, Validator>> = {
  ssn: isSocialSecurityNumber,
  card_track: isCardTrack,
};
