// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { rulesInText } from '../scan.js';

const FILE = 'Credentials File';
const PASSWORDS = ['rFyb0CvpHd403yn', 'k4T7#pwZ!q'] as const;
const STAND_INS = ['<password>', '${PASSWORD}', 'changeme', '********', 'your-password'];

/** The password stands in the braces. */
const LINES: readonly string[] = [
  'machine api.zorbify.test login ada password {}',
  'machine api.zorbify.test\n  login ada\n  password {}\n',
  'default login ada password {}',
  'db.zorbify.test:5432:shop:ada:{}',
  '*:*:*:ada:{}',
  'db.zorbify.test:6543:*:ada:{}\nother:5432:*:bob:x',
  '{"line": "db.zorbify.test:6543:*:ada:{}"}',
  '//npm.zorbify.test/:_authToken={}',
  'npm config set //npm.zorbify.test/:_authToken {}',
];

test('lines of files of credentials are found, their stand-ins are not', (t) => {
  for (const line of LINES) {
    for (const value of PASSWORDS) t.true(rulesInText(line.replace('{}', () => value)).includes(FILE), line);
    for (const value of STAND_INS) t.deepEqual(rulesInText(line.replace('{}', () => value)), [], `${line} ${value}`);
  }
  t.deepEqual(rulesInText('default login anonymous password user@site'), []);
});

const BODY = 'q7Rk2mXv9TbW4nYc8HdL3sGz'.repeat(3);

test('the body of a secret key of OpenPGP is found without its first line', (t) => {
  for (const start of [`lQdGBGB${BODY.slice(0, 57)}`, `lQOYBF${BODY.slice(0, 58)}`, `lFgEYm${BODY.slice(0, 58)}`])
    t.deepEqual(rulesInText(`here it is:\n\n${start}\n${BODY.slice(0, 64)}\n`), ['Private Key Body'], start);
  for (const start of [`mQENBF${BODY.slice(0, 58)}`, `lQzzBA${BODY.slice(0, 58)}`, `xlQdGBGB${BODY.slice(0, 56)}`])
    t.deepEqual(rulesInText(`here it is:\n\n${start}\n${BODY.slice(0, 64)}\n`), [], start);
});

test('a user and a password in base64 are found for any user, unless the password is one for examples', (t) => {
  const basic = (text: string): string => `Authorization "Basic ${Buffer.from(text).toString('base64')}";`;
  t.deepEqual(rulesInText(basic('admin:Saffron378!')), ['Basic Credentials']);
  t.deepEqual(rulesInText(basic('admin:password')), []);
  t.deepEqual(rulesInText(basic('user:pass')), []);
});

test('the address of a database shows how one is written, wherever it is', (t) => {
  t.deepEqual(rulesInText('redis://:changeme@cache.zorbify.test:6379/0'), []);
  t.deepEqual(rulesInText('rediss://ada:PASSWORD@cache.zorbify.test:6380'), []);
  t.deepEqual(rulesInText('mongodb://ada:ChangeMe123@db.zorbify.test'), []);
  t.true(rulesInText('rediss://ada:k4T7pwZq@cache.zorbify.test:6380').includes('Redis Connection String'));
});
