// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { benchCases, type BenchCase } from '../support/egress-bench/cases.js';
import { deliver, type Outcome } from '../support/egress-bench/deliver.js';
import { startSite } from '../support/egress-bench/site.js';

const DEFINITIONS = 'definitions of tools: the MCP transport is not in this build';
const SESSION = 'several calls or messages together: not in this build';
const WEBSOCKET = 'the WebSocket transport is not in this build';

/** Cases that are not decided as expected, each with the reason. One that is by now has to leave the table. */
const DEVIATIONS: Readonly<Record<string, string>> = {
  'mcp-tool-http-homoglyph-name-011': DEFINITIONS,
  'mcp-tool-http-schema-poison-008': DEFINITIONS,
  'mcp-tool-http-schema-type-confusion-014': DEFINITIONS,
  'mcp-tool-schema-inject-004': DEFINITIONS,
  'mcp-tool-shadow-003': DEFINITIONS,
  'mcp-chain-env-network-002': SESSION,
  'ws-dlp-cross-message-005': SESSION,
  'ws-dlp-compressed-frame-004': WEBSOCKET,
  'ws-dlp-opaque-binary-010': WEBSOCKET,
  'request-body-write-to-fetch-only-host-016': 'which methods a host takes: request policy is not in this build',
};

const cases = benchCases();

interface Judged {
  readonly given: BenchCase;
  readonly outcome: Outcome;
}

/** Refused of those that ought to be, and of those that ought not to be. */
function tally(judged: readonly Judged[]): string {
  const count = (expected: string): string => {
    const all = judged.filter(({ given }) => given.expected_verdict === expected);
    return `${all.filter(({ outcome }) => outcome.verdict === 'block').length}/${all.length}`;
  };
  return `attacks blocked ${count('block').padStart(7)}   benign blocked ${count('allow').padStart(5)}`;
}

function report(judged: readonly Judged[]): string {
  const categories = [...new Set(judged.map(({ given }) => given.category))].sort();
  const rows = categories.map((category) => {
    const own = judged.filter(({ given }) => given.category === category);
    return `${category.padEnd(22)} ${tally(own)}`;
  });
  return [...rows, `${'all'.padEnd(22)} ${tally(judged)}`].join('\n');
}

const bench = cases.length === 0 ? test.skip : test.serial;

bench('every case of the corpus is decided as it asks, but for the deviations listed here', async (t) => {
  t.timeout(300_000);
  const site = await startSite(cases);
  const judged: Judged[] = [];
  try {
    for (const given of cases) judged.push({ given, outcome: await deliver(site, given) });
  } finally {
    await site.close();
  }
  t.log(report(judged));
  const wrong = judged.filter(({ given, outcome }) => outcome.verdict !== given.expected_verdict);
  const surprising = wrong
    .filter(({ given }) => !(given.id in DEVIATIONS))
    .map(({ given, outcome }) => `${given.id}: ${outcome.verdict} ${outcome.by}`);
  t.deepEqual(surprising, [], 'decided otherwise, and not in the table');
  const known = new Set(wrong.map(({ given }) => given.id));
  const present = new Set(cases.map(({ id }) => id));
  const healed = Object.keys(DEVIATIONS).filter((id) => present.has(id) && !known.has(id));
  t.deepEqual(healed, [], 'in the table, and decided as expected');
});
