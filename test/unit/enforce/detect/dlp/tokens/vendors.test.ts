// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { BUILT_IN_RULES } from '../../../../../../enforce/detect/dlp/assemble.js';
import { ruleSlug } from '../../../../../../enforce/detect/dlp/rules/rule.js';
import { OPEN, type Run, type VendorToken } from '../../../../../../enforce/detect/dlp/tokens/vendor-token.js';
import { VENDORS_AI } from '../../../../../../enforce/detect/dlp/tokens/vendors-ai.table.js';
import { VENDORS_A_L } from '../../../../../../enforce/detect/dlp/tokens/vendors-a-l.table.js';
import { VENDORS_M_Z } from '../../../../../../enforce/detect/dlp/tokens/vendors-m-z.table.js';
import { randomRun, seededRandom, tokenSample } from '../../../../../support/token-sample.js';
import { rulesInText } from '../scan.js';

const ROWS = [...VENDORS_A_L, ...VENDORS_M_Z, ...VENDORS_AI];
const SAMPLES = 4;

function squeezed(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** A word by which the vendor is known. */
function wordOf({ context, vendor }: VendorToken): string {
  return context?.[0] ?? squeezed(vendor);
}

/** Places where tokens are met: a program, a document, a file of variables. */
const PLACES: readonly ((word: string, token: string) => string)[] = [
  (word, token) => `const ${word}Token = "${token}";\n`,
  (word, token) => `{"name": "main", "${word}_key": "${token}", "retries": 3}`,
  (word, token) => `# settings\nexport ${word.toUpperCase()}_SECRET=${token}\n`,
];

test('names and slugs are unique over all tables', (t) => {
  const seen = new Set<string>();
  for (const { name } of BUILT_IN_RULES) {
    t.false(seen.has(ruleSlug(name)), name);
    seen.add(ruleSlug(name));
  }
});

test('rows are well formed', (t) => {
  for (const { name, prefixes, body, anchor, context, source, audience } of ROWS) {
    t.regex(source, /^[a-z0-9.-]+\.[a-z]{2,}(?:\/\S*)?$/, name);
    t.true(body.length > 0, name);
    const told = (prefixes?.length ?? 0) > 0 || (context?.length ?? 0) > 0 || anchor !== undefined;
    t.true(told, `${name} needs a prefix, an anchor or a context`);
    for (const prefix of prefixes ?? []) {
      t.true(prefix.length >= (context === undefined ? 2 : 1), name);
      t.regex(prefix, /^[\x21-\x7e]+$/, name);
      t.false(prefix.startsWith('.'), name);
    }
    for (const word of context ?? []) t.regex(word, /^[a-z0-9]{2,}$/, `${name}: ${word}`);
    for (const host of audience ?? []) t.regex(host, /^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, name);
    for (const part of body) if (typeof part !== 'string') t.true(part.min > 0 && part.min <= part.max, name);
  }
});

test('a row without a context has enough random characters to be told by them', (t) => {
  for (const { name, prefixes, body, context } of ROWS) {
    if (context !== undefined) continue;
    const random = body.reduce((sum, part) => sum + (typeof part === 'string' ? 0 : part.min), 0);
    t.true(random + Math.min(...(prefixes ?? ['']).map(({ length }) => length)) >= 15, name);
  }
});

test('every row finds its tokens, in each place', (t) => {
  const random = seededRandom(11);
  let missed = 0;
  for (const row of ROWS) {
    let found = 0;
    for (const place of PLACES)
      for (let i = 0; i < SAMPLES; i++) {
        if (rulesInText(place(wordOf(row), tokenSample(row, random))).includes(row.name)) found++;
        else missed++;
      }
    // A token that chance made look like a word is passed over; that may happen, but not often.
    t.true(found >= PLACES.length, row.name);
  }
  t.true(missed <= ROWS.length * PLACES.length * SAMPLES * 0.02, `${missed} missed`);
});

/** The row's token with a last stretch that is one character short. */
function shortened(row: VendorToken, random: () => number): string | undefined {
  const last = row.body.at(-1);
  if (last === undefined || typeof last === 'string' || last.charset === 'uuid' || last.min < 2) return undefined;
  const short: Run = { ...last, min: last.min - 1, max: last.min - 1 };
  return tokenSample({ ...row, body: [...row.body.slice(0, -1), short] }, random);
}

/** The row's token with placeholders instead of chance. */
function placeholder(row: VendorToken): string {
  const prefix = row.prefixes?.[0] ?? '';
  const body = row.body.map((part) => (typeof part === 'string' ? part : 'x'.repeat(Math.min(part.min, OPEN))));
  return prefix + body.join('');
}

test('no row finds a token that is too short, a placeholder, or one without its context', (t) => {
  const random = seededRandom(12);
  for (const row of ROWS) {
    const word = wordOf(row);
    const short = shortened(row, random);
    for (const place of PLACES) {
      if (short !== undefined) t.false(rulesInText(place(word, short)).includes(row.name), `${row.name}: short`);
      t.false(rulesInText(place(word, placeholder(row))).includes(row.name), `${row.name}: placeholder`);
    }
    if (row.context === undefined || row.anchor !== undefined) continue;
    const alone = `the release notes mention ${tokenSample(row, random)} as well`;
    t.false(rulesInText(alone).includes(row.name), `${row.name}: no context`);
  }
});

test('a row with an anchor finds its tokens without a context', (t) => {
  const random = seededRandom(14);
  for (const row of ROWS) {
    if (row.anchor === undefined) continue;
    const found = Array.from({ length: SAMPLES }, () => rulesInText(`see ${tokenSample(row, random)} there`));
    t.true(found.filter((rules) => rules.includes(row.name)).length >= SAMPLES - 1, row.name);
  }
});

test('a token inside a longer word is none', (t) => {
  const random = seededRandom(13);
  for (const row of ROWS) {
    if (row.prefixes === undefined || row.context !== undefined) continue;
    const token = tokenSample(row, random);
    t.false(rulesInText(`see ${randomRun('letters_lower', 3, random)}${token} there`).includes(row.name), row.name);
  }
});
