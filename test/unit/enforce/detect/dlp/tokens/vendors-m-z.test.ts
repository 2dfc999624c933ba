// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { compileHosts } from '../../../../../../enforce/detect/url/hosts.js';
import { DLP_RULES } from '../../../../../../enforce/detect/dlp/rules/rules.table.js';
import { ruleSlug } from '../../../../../../enforce/detect/dlp/rules/rule.js';
import type { Charset, Part, Run, VendorToken } from '../../../../../../enforce/detect/dlp/tokens/vendor-token.js';
import { VENDORS_A_L } from '../../../../../../enforce/detect/dlp/tokens/vendors-a-l.table.js';
import { VENDORS_AI } from '../../../../../../enforce/detect/dlp/tokens/vendors-ai.table.js';
import { VENDORS_M_Z } from '../../../../../../enforce/detect/dlp/tokens/vendors-m-z.table.js';
import { seededRandom, tokenSample } from '../../../../../support/token-sample.js';

const CLASSES: Readonly<Record<Charset, string>> = {
  hex: '[0-9A-Fa-f]',
  hex_lower: '[0-9a-f]',
  hex_upper: '[0-9A-F]',
  alnum: '[0-9A-Za-z]',
  alnum_lower: '[0-9a-z]',
  alnum_upper: '[0-9A-Z]',
  letters: '[A-Za-z]',
  letters_lower: '[a-z]',
  letters_upper: '[A-Z]',
  digits: '[0-9]',
  base32: '[A-Z2-7]',
  base32_lower: '[a-z2-7]',
  base58: '[1-9A-HJ-NP-Za-km-z]',
  base64: '[0-9A-Za-z+/]',
  word: '[0-9A-Za-z_]',
  token: '[0-9A-Za-z_-]',
  token_dot: '[0-9A-Za-z_.-]',
  unreserved: '[0-9A-Za-z_.~-]',
  printable: '[!#-&(-;=?-\\[\\]-_a-~]',
  uuid: '[0-9A-Fa-f-]',
};

/** Bits a character drawn from a class is worth. */
const BITS: Readonly<Partial<Record<Charset, number>>> = { hex: 4, hex_lower: 4, hex_upper: 4, digits: 3.3, uuid: 3.4 };

const isRun = (part: Part): part is Run => typeof part !== 'string';
const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const source = (part: Part): string =>
  isRun(part) ? `${CLASSES[part.charset]}{${part.min},${part.max}}` : quoted(part);

/** The row as an expression over a whole text. Tests only: the search itself is not made of expressions. */
function expression({ prefixes, body, anyCase }: VendorToken): RegExp {
  const starts = (prefixes ?? ['']).map(quoted).join('|');
  return new RegExp(`^(?:${starts})${body.map(source).join('')}$`, anyCase ? 'i' : '');
}

function bits({ body }: VendorToken): number {
  return body.filter(isRun).reduce((sum, { charset, min }) => sum + min * (BITS[charset] ?? 5), 0);
}

const ROWS: readonly VendorToken[] = [...VENDORS_M_Z, ...VENDORS_AI];
const compact = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

test('at least 230 vendors have rows', (t) => {
  t.true(new Set(VENDORS_M_Z.map(({ vendor }) => compact(vendor))).size >= 230);
});

test('rows stand in the order of the vendors', (t) => {
  for (const rows of [VENDORS_M_Z, VENDORS_AI]) {
    const vendors = rows.map(({ vendor }) => compact(vendor));
    t.deepEqual(vendors, [...vendors].sort());
  }
});

test('vendors of the second half of the alphabet begin with M to Z or a digit', (t) => {
  const vendors = VENDORS_M_Z.map(({ vendor }) => compact(vendor));
  t.deepEqual(
    vendors.filter((vendor) => !/^[m-z0-9]/.test(vendor)),
    [],
  );
});

test('names are unique among all tables and rules', (t) => {
  const names = [...DLP_RULES, ...VENDORS_A_L, ...ROWS].map(({ name }) => compact(name));
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  t.deepEqual(twice, []);
  t.is(new Set(ROWS.map(({ name }) => ruleSlug(name))).size, ROWS.length);
});

for (const row of ROWS) {
  test(`${row.name}: the row is well formed`, (t) => {
    t.regex(row.source, /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/\S*)?$/);
    for (const word of row.context ?? []) t.regex(word, /^[a-z0-9]{3,}$/);
    for (const part of row.body.filter(isRun)) t.true(part.min >= 1 && part.min <= part.max);
    for (const host of row.audience ?? []) t.is(compileHosts([host]).size, 1);
    t.true(isRun(row.body.at(-1) ?? '') || row.body.length > 1);
    // A shape of less chance than this is met by accident.
    t.true(bits(row) >= 38, `${bits(row)} bits`);
  });

  test(`${row.name}: context wherever the beginning says little`, (t) => {
    const prefixes = row.prefixes ?? [];
    const telling = prefixes.length > 0 && prefixes.every((prefix) => prefix.length >= 3);
    t.true(telling || (row.context ?? []).length > 0 || row.anchor !== undefined);
    t.true(prefixes.every((prefix) => prefix.length >= 2));
  });

  test(`${row.name}: a literal cannot be taken for more of the stretch before it`, (t) => {
    row.body.forEach((part, at) => {
      const before = row.body[at - 1];
      if (isRun(part) || before === undefined || !isRun(before) || before.min === before.max) return;
      t.notRegex(part.charAt(0), new RegExp(CLASSES[before.charset]));
    });
    t.pass();
  });

  test(`${row.name}: invented tokens have its shape`, (t) => {
    const random = seededRandom(row.name.length * 7919);
    for (let i = 0; i < 5; i++) t.regex(tokenSample(row, random), expression(row));
  });
}

test('no token of one row is a whole token of another that begins alike and is graded otherwise', (t) => {
  const rows = [...VENDORS_A_L, ...ROWS].filter(({ context }) => context === undefined);
  const expressions = rows.map((row) => ({ row, is: expression(row) }));
  const random = seededRandom(20_26);
  const shadowed = new Set<string>();
  for (const row of rows) {
    const sample = tokenSample(row, random);
    for (const other of expressions)
      if (other.row !== row && other.row.severity !== row.severity && other.is.test(sample))
        shadowed.add(`${row.name} / ${other.row.name}`);
  }
  t.deepEqual([...shadowed], []);
});
