// SPDX-License-Identifier: Apache-2.0
import type { PaymentValidatorName } from '../checks/payment.js';
import type { DlpRule } from './rule.js';

/** A rule for payment data; see `DlpRule`. */
export interface PaymentRule extends Omit<DlpRule, 'validator'> {
  readonly validator?: PaymentValidatorName;
}

const SSN_WORDS = '(?:ssn|social[ _-]?security(?:[ _-]?(?:number|num|no))?)';

/** Payment and identity data beside card and account numbers. The first replaces the rule of that name. */
export const PAYMENT_RULES: readonly PaymentRule[] = [
  {
    name: 'Social Security Number',
    finder: 'social_security_number',
    severity: 'low',
    origin: 'default',
    asWrittenOnly: true,
    validator: 'ssn',
    source:
      '\\b[0-9]{3}-[0-9]{2}-[0-9]{4}\\b' +
      `|\\b${SSN_WORDS}["']?[ \\t]{0,2}[:=#]?[ \\t]{0,2}["']?[0-9]{3}[- ]?[0-9]{2}[- ]?[0-9]{4}\\b`,
  },
  {
    name: 'Card Track Data',
    finder: 'card_track',
    severity: 'critical',
    origin: 'default',
    asWrittenOnly: true,
    validator: 'card_track',
    source:
      '%[A-Z][0-9]{12,19}\\^[^^\\r\\n]{2,26}\\^[0-9]{4}[0-9A-Z]{3,60}\\??' +
      '|;[0-9]{12,19}[=D][0-9]{4}[0-9]{3,24}\\??',
  },
  {
    name: 'Card Verification Code',
    anchors: [
      'cvv',
      'cvc',
      'csc',
      'card verification',
      'card_verification',
      'card-verification',
      'card security',
      'card_security',
      'card-security',
    ],
    severity: 'medium',
    origin: 'default',
    asWrittenOnly: true,
    source:
      '\\b(?:cvv2?|cvc2?|csc|card[ _-]?(?:verification|security)[ _-]?(?:code|value|number))["\']?[ \\t]{0,2}[:=]' +
      '[ \\t]{0,2}["\']?[0-9]{3,4}\\b',
  },
];
