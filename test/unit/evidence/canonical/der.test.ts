// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import {
  derFields,
  derNumber,
  derTime,
  derWhole,
  parseDer,
  type DerValue,
} from '../../../../evidence/canonical/der.js';
import { tlv } from '../../../support/certificates.js';

function value(tag: number, text: string): DerValue {
  return parseDer(tlv(tag, Buffer.from(text)));
}

function utc(text: string): string {
  return new Date(Number(derTime(value(0x17, text)) / 1_000_000n)).toISOString();
}

test('a time of two digits for the year lies between 1950 and 2049', (t) => {
  t.is(utc('500101000000Z'), '1950-01-01T00:00:00.000Z');
  t.is(utc('991231235959Z'), '1999-12-31T23:59:59.000Z');
  t.is(utc('000101000000Z'), '2000-01-01T00:00:00.000Z');
  t.is(utc('491231235959Z'), '2049-12-31T23:59:59.000Z');
});

test('a time of four digits for the year may have a fraction', (t) => {
  t.is(derTime(value(0x18, '19700101000000.000000001Z')), 1n);
  t.is(derTime(value(0x18, '19700101000001Z')), 1_000_000_000n);
});

test('what is no time of UTC is refused', (t) => {
  const wrong: readonly (readonly [number, string])[] = [
    [0x17, ''],
    [0x17, '2601010000Z'],
    [0x17, '260101000000+0100'],
    [0x17, '20260101000000Z'],
    [0x18, '260101000000Z'],
    [0x18, '20260230000000Z'],
    [0x18, '2026-01-01T00:00:00Z'],
    [0x04, '20260101000000Z'],
  ];
  for (const [tag, text] of wrong) t.throws(() => derTime(value(tag, text)), { code: 'field_value' }, text);
});

test('a small number is not negative, and one that is absent is what the reader says', (t) => {
  const number = (...bytes: number[]): DerValue => parseDer(tlv(0x02, Buffer.from(bytes)));
  t.is(derNumber(number(0x01, 0x00)), 256);
  t.throws(() => derNumber(number(0x80)), { code: 'field_value' });
  t.throws(() => derNumber(number(1, 2, 3, 4, 5)), { code: 'field_value' });
  const { absent } = derFields(parseDer(tlv(0x30)), 'absent?:02');
  t.is(derNumber(absent), 0);
  t.is(derNumber(absent, Infinity), Infinity);
});

test('one value of one kind is all that the bytes hold', (t) => {
  t.is(derWhole(tlv(0x04, Buffer.from('x')), 'bytes:04').bytes.content.length, 1);
  t.throws(() => derWhole(tlv(0x04), 'bytes:05'), { code: 'field_value' });
  t.throws(() => derWhole(Buffer.concat([tlv(0x04), tlv(0x04)]), 'bytes:04'), { code: 'field_value' });
});
