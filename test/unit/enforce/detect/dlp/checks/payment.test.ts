// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { compileScanner, detectDlp } from '../../../../../../enforce/detect/dlp/detect.js';
import { PAYMENT_VALIDATORS } from '../../../../../../enforce/detect/dlp/checks/payment.js';
import { PAYMENT_RULES } from '../../../../../../enforce/detect/dlp/rules/payment-rules.table.js';
import type { DlpRule } from '../../../../../../enforce/detect/dlp/rules/rule.js';
import { DLP_RULES } from '../../../../../../enforce/detect/dlp/rules/rules.table.js';
import { compileSecrets } from '../../../../../../enforce/detect/dlp/known/secrets.js';
import { bindValidators } from '../../../../../../enforce/detect/dlp/checks/validators.js';
import { readText } from '../../../../../../enforce/text/reading.js';
import { nodeSuite } from '../../../../../../evidence/crypto/node/suite.js';
import { ENGINE } from '../../detection.js';

const RULES = [
  ...(PAYMENT_RULES as readonly unknown[] as readonly DlpRule[]),
  ...DLP_RULES.filter(({ name }) => name === 'Credit Card Number' || name === 'IBAN'),
];
const SCANNER = compileScanner(
  RULES,
  ENGINE,
  { ...bindValidators(nodeSuite), ...PAYMENT_VALIDATORS },
  compileSecrets({ environment: [], file: [] }, 16),
);

const rulesIn = (text: string): readonly string[] =>
  detectDlp(SCANNER, readText(text).credentials(), 'body').map(({ rule }) => rule);

const FOUND: readonly (readonly [rule: string, text: string])[] = [
  ['Social Security Number', 'name,ssn\nJo Doe,219-44-8317'],
  ['Social Security Number', '{"ssn": "219448317"}'],
  ['Social Security Number', 'SSN: 219 44 8317'],
  ['Social Security Number', 'Social Security number 219-44-8317'],
  ['Social Security Number', 'social_security_no=219448317'],
  ['Card Track Data', '%B4111111111111111^DOE/JOHN^28121010000000000000?'],
  ['Card Track Data', ';4111111111111111=28121010000000000000?'],
  ['Card Track Data', 'track2=;5555555555554444=30011010000012345678'],
  ['Card Verification Code', '{"cvv": "123"}'],
  ['Card Verification Code', 'cvc2=4411'],
  ['Card Verification Code', 'Card security code: 123'],
  ['Credit Card Number', 'paid with 4111 1111 1111 1111 today'],
  ['Credit Card Number', 'paid with 3782-822463-10005 today'],
  ['IBAN', 'to GB82WEST12345698765432 please'],
];

for (const [rule, text] of FOUND) test(`${rule}: ${text}`, (t) => t.true(rulesIn(text).includes(rule)));

const NOT_FOUND: Readonly<Record<string, readonly string[]>> = {
  'numbers that are never issued': [
    '000-12-3456',
    '666-12-3456',
    '900-12-3456',
    '987-65-4321',
    '219-00-8317',
    '219-44-0000',
  ],
  'telephone numbers': ['555-123-4567', '+1 (219) 448-3170', '0800 123 4567', '212-555-0147 ext. 12'],
  'order numbers': ['order 112-4483176-2211003', 'invoice 2024-00-1234', 'PO 4500012345678901', 'SKU 219-448-3170'],
  'times and versions': [
    '2024-11-30',
    '2024-11-30T12:34:56.123456789Z',
    '1732970096123',
    '1732970096123456',
    '10.15.7-12-3456a',
  ],
  identifiers: [
    'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
    '219-44-83178',
    'x219-44-8317',
    '6219-44-8317',
    'ISBN 978-3-16-148410-0',
  ],
  'card numbers that fail': [
    '4111 1111 1111 1112',
    '1234 5678 9012 3456',
    '0000000000000000',
    ';4111111111111112=28121010000',
  ],
  'tracks without a month': [
    ';4111111111111111=28131010000000000000?',
    '%B4111111111111111^DOE/JOHN^28001010000000000000?',
  ],
  'accounts that fail': ['GB82WEST12345698765433', 'XX82WEST12345698765432'],
  'words about codes': ['Enter the CVV on the back', 'cvv: string', 'cvv2 = required', 'the csc 5 kernel', 'cvv=12345'],
  'words about numbers': ['ssn = None', 'social security number is required', 'ssn: 000123456', 'ssn 21944831'],
};

for (const [what, texts] of Object.entries(NOT_FOUND))
  test(`not reported: ${what}`, (t) => {
    // A track with a wrong date still holds a card number.
    const also = what.startsWith('tracks') ? 'Credit Card Number' : undefined;
    for (const text of texts)
      t.deepEqual(
        rulesIn(`a line with ${text} in it`).filter((rule) => rule !== also),
        [],
        text,
      );
  });

test('every rule has a case', (t) => {
  const covered = new Set(FOUND.map(([rule]) => rule));
  for (const { name } of RULES) t.true(covered.has(name), name);
});
