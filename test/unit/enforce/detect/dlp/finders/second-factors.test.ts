// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { rulesInText } from '../scan.js';

const RULE = 'Labelled Secret';

const KEYS: readonly string[] = [
  'MFA setup key: y4lm kq2t 7hx3 v6np w5zd rj3c ubo6 qa7e',
  'setup key\nK4LM QQ2T 7HX3 V6NP',
  'pyotp.TOTP("K4LMQQ2T7HX3V6NPW5ZDRJ3CUBO6QA7E").now()',
  '2FA key K4LMQQ2T7HX3V6NPW5ZD',
  'otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU6YWxpY2VAZ29vZ2xlLmNvbRoHRXhhbXBsZQ%3D%3D',
  'Recovery codes:\nbfdv7-o3hvh\nq566c-nnsnh\n8gqgw-l90i2\nweqh4-d2y1u\n',
  'backup codes: 48213907, 71940265, 30518426, 96270183',
  'Here are my backup codes:\n1. 4f7k2m9q\n2. x8w3r6tz\n3. b5n1c7vd\n4. h2j9s4lp\n',
  '"recovery_codes": ["yhj2z-8e8zs", "pu3kz-xec11", "j0o35-tkea7", "mvie0-vka9c"]',
  'codes de récupération :\nlq0o2-ze7tt\npv3si-r24lt\nj7c2r-s8tzy\npfi2w-eqf5w',
];

const HARMLESS: readonly string[] = [
  'MFA setup key: <key>',
  'TOTP secret: JBSWY3DPEHPK3PXP',
  '2FA with this code from your app each time',
  'sizes 72FA 72F4 72FE 72F6 72F3 72FB 7301 73D3',
  'otpauth-migration://offline?data=<data>',
  'Recovery codes:\nxxxxx-xxxxx\nxxxxx-xxxxx\nxxxxx-xxxxx\nxxxxx-xxxxx',
  'Recovery codes: store them in a safe place where nobody finds them.',
  'recovery codes: 12345678, 23456789, 34567890, 45678901',
  'backup codes: 48213907, 71940265',
  'recovery codes: 48213907, 48213907, 48213907, 48213907',
];

test('keys of authenticators and lists of recovery codes are found', (t) => {
  for (const text of KEYS) t.true(rulesInText(text).includes(RULE), text);
});

test('placeholders, prose and short lists are none', (t) => {
  for (const text of HARMLESS) t.deepEqual(rulesInText(text), [], text);
});
