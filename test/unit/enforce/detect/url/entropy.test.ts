// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { measurePart } from '../../../../../enforce/detect/url/entropy.js';

test('identifiers and titles are not measured', (t) => {
  for (const part of [
    '550e8400-e29b-41d4-a716-446655440000',
    '550e8400-e29b-41d4-a716-446655440000.json',
    '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c',
    'sha256:9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0',
    '9f8e7d6c5b4a39281706f5e4d3c2b1a0.chunk.js',
    'How-to-Fix-Permission-Denied-Errors-in-Go-Tests-and-Node-24',
    'the-quick-brown-fox-jumps-over-the-lazy-dog-again',
  ]) {
    t.is(measurePart(part), undefined, part);
  }
});

test('random data is, in words or not', (t) => {
  for (const part of [
    'x7Kp2mQ9vR4sL8nW1bY6cT3fA0jH5dE',
    'x7Kq-9ZpL-2mVt-4RwB-8nYc-Q1dF',
    'xkqjzvbw-plmwrtgs-qzxcvbnk-hjklpwqr',
  ]) {
    t.true((measurePart(part) ?? 0) > 4000, part);
  }
});
