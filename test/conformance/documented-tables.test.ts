// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compilePolicyDocument } from '../../enforce/config/policy.js';
import { PRESET_NAMES, presetConfig } from '../../enforce/config/presets.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { BLOCK_REASONS } from '../../evidence/model/block-reason.js';
import { ACTION_RECORD } from '../../evidence/model/receipt/action-receipt.codec.js';
import { ENTRY_TYPES } from '../../evidence/model/recorder-entry.js';
import { CHECK_CODES, NOT_ASSERTED_TEXT } from '../../verify/core/results/result.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

function page(name: string): string {
  return readFileSync(join(ROOT, name), 'utf8');
}

/** The rows of the first table below a heading, as cells. */
function tableUnder(text: string, heading: string): string[][] {
  const lines = text.slice(text.indexOf(`\n${heading}\n`)).split('\n');
  const start = lines.findIndex((line) => line.startsWith('|'));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  const rows = lines.slice(start + 2, end);
  return rows.map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function codesIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
}

test('the page on receipts lists the members of a record in wire order', (t) => {
  const rows = tableUnder(page('docs/formats/action-receipt-v1.md'), '## The action record');
  const documented = rows.flatMap((cells) => codesIn(cells[1] ?? ''));
  t.deepEqual(
    documented,
    ACTION_RECORD.fields.map(({ name }) => name),
  );
});

test('the page on receipts says which members may be left out', (t) => {
  const rows = tableUnder(page('docs/formats/action-receipt-v1.md'), '## The action record');
  for (const [, names = '', type = ''] of rows) {
    for (const name of codesIn(names)) {
      t.is(type.endsWith(' o'), ACTION_RECORD.byName.get(name)?.optional ?? false, name);
    }
  }
});

test('the page on recorder files lists every entry type', (t) => {
  const rows = tableUnder(page('docs/formats/recorder-v2.md'), '## The line');
  t.is(rows.length, 13);
  const types = tableUnder(page('docs/formats/recorder-v2.md'), '### Types').flatMap(([cell = '']) => codesIn(cell));
  t.deepEqual([...types].sort(), [...ENTRY_TYPES].sort());
});

test('the page on verification lists every check code and every limit of what is asserted', (t) => {
  const text = page('docs/formats/verification.md');
  const codes = tableUnder(text.slice(text.indexOf('`not_checked` is never')), '').flatMap(([cell = '']) =>
    codesIn(cell),
  );
  t.deepEqual([...codes].sort(), [...CHECK_CODES].sort());
  const limits = tableUnder(text, '## What a valid result does not say').flatMap(([cell = '']) => codesIn(cell));
  t.deepEqual([...limits].sort(), Object.keys(NOT_ASSERTED_TEXT).sort());
});

/** One row stands for the facts of all tool rules. */
function isToolRule(field: string): boolean {
  return field.startsWith('tool.policy.');
}

test('every fact that a policy asks for is explained', (t) => {
  const text = page('docs/formats/policy-document.md');
  const documented = new Set(codesIn(text));
  for (const group of ['header', 'body', 'response']) {
    for (const name of ['count', 'core_count', 'max_severity']) documented.add(`dlp.${group}.${name}`);
  }
  for (const group of ['url', 'header', 'body', 'response']) documented.add(`dlp.${group}.enforced_count`);
  const pins = {
    rulesHash: '0'.repeat(64),
    engine: 'none',
    derivation: '1',
    sha256Hex: (text: string) => nodeSuite.sha256Hex(text),
  };
  for (const name of PRESET_NAMES) {
    for (const { when } of compilePolicyDocument(presetConfig(name), pins).rules) {
      for (const { field } of when) t.true(documented.has(field) || isToolRule(field), field);
    }
  }
});

test('the guide explains every block reason with its severity and retry hint', (t) => {
  const rows = tableUnder(page('docs/guides/protect-an-agent.md'), '### Reasons');
  const documented = rows.flatMap(([reasons = '', severity, retry]) =>
    codesIn(reasons).map((reason) => [reason, { severity, retry }]),
  );
  t.deepEqual(Object.fromEntries(documented), BLOCK_REASONS);
});

function documents(): string[] {
  const top = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
  const below = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.md'),
  );
  return [...top, ...below.map((name) => join('docs', name)).sort()];
}

/** Heading text as an anchor: lower case, punctuation dropped, spaces to dashes. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.matchAll(/^#{1,6} (.+)$/gm)].map((match) => match[1] ?? '');
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

for (const name of documents()) {
  test(`links of ${name} lead somewhere`, (t) => {
    const text = page(name).replace(/^```[\s\S]*?^```$/gm, '');
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
    // A page of another site is not looked up: tests stay on this machine.
    for (const link of links.filter((one) => !one.startsWith('https://'))) {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? join(ROOT, name) : join(ROOT, dirname(name), path);
      t.true(existsSync(target), `${link} is missing`);
      if (anchor !== undefined && existsSync(target)) {
        t.true(
          anchorsOf(readFileSync(target, 'utf8')).has(anchor),
          `${relative(ROOT, target)} has no heading for #${anchor}`,
        );
      }
    }
    t.pass();
  });
}
