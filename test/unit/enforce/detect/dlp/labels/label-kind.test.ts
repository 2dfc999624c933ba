// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import {
  labelKind,
  labelKindOf,
  saysNothing,
  type LabelKind,
} from '../../../../../../enforce/detect/dlp/labels/label-kind.js';
import { compileMeanings } from '../../../../../../enforce/detect/dlp/labels/word-meanings.js';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

const KINDS: Readonly<Record<LabelKind, readonly string[]>> = {
  secret: ['apiKey', 'API_KEY', 'api key', 'client_secret', 'myToken', 'zorbifytoken', 'xAPIKey', 'apiKeyValue'],
  password: ['password', 'DB_PASS', 'dbPass', 'pass', 'userpassword', 'mypassword', 'password value'],
  key: ['key', 'zorbifyKey', 'widgetkey', 'the key'],
  scheme: ['Bearer'],
  basic: ['Basic'],
  unknown: ['zorbify', '', '--', 'banner'],
  refused: [
    'public key',
    'csrfToken',
    'client token',
    'clientRequestToken',
    'client requesttoken',
    'idempotency token',
    'myidempotency token',
    'nextPageToken',
    'token_id',
    'boardingPass',
    'foreign_key',
  ],
};

for (const [kind, labels] of Object.entries(KINDS))
  test(`labels that are ${kind}`, (t) => {
    for (const label of labels) t.is<string, string>(labelKindOf(label, 'assign'), kind, label);
  });

test('words that only calls are told by', (t) => {
  t.is(labelKindOf('verifyToken', 'call'), 'refused');
  t.is(labelKindOf('verifyToken', 'assign'), 'secret');
});

test('a label is read between two places, whatever stands around it', (t) => {
  const text = 'client_token_key';
  t.is(labelKind(bytesOf(text), 0, text.length, 'assign'), 'secret');
  t.is(labelKind(bytesOf(text), 7, 12, 'assign'), 'secret', 'what stands before it does not count');
  t.is(labelKind(bytesOf(text), 0, 12, 'assign'), 'refused');
});

test('labels that say nothing', (t) => {
  for (const text of ['value', 'defaultValue', 'the value', '', ' = '])
    t.true(saysNothing(bytesOf(text), 0, text.length));
  for (const text of ['token', 'tokenValue', 'valueToken']) t.false(saysNothing(bytesOf(text), 0, text.length));
});

test('meanings are those of whole words and of ends of longer ones', (t) => {
  const meanings = compileMeanings(
    [
      [1, ['token', 'key', 'not_one']],
      [2, ['key']],
    ],
    [[4, ['token']]],
  );
  const of = (text: string): number => meanings.of(bytesOf(text), 0, text.length);
  t.is(of('TOKEN'), 1);
  t.is(of('mytoken'), 4);
  t.is(of('key'), 3);
  t.is(of('mykey'), 0);
  t.is(of('to ken'), 0);
  t.is(of('not_one'), 0);
});
