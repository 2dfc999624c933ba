// SPDX-License-Identifier: Apache-2.0
import { join, resolve } from 'node:path';
import test from 'ava';
import { sampleFiles } from '../../bench/detection/files.js';
import { loadJudge } from '../../bench/detection/judge.js';
import { fixturesFolder } from '../../bench/detection/places.js';
import type { LabelledSet } from '../../bench/detection/row.js';
import { DEV_SETS, loadSet } from '../../bench/detection/sets.js';
import { tallySet, type Count, type Family, type FamilyTally } from '../../bench/detection/tally.js';

/** Shares, from 0 to 1: what is found at least, and what raises an alarm at most. */
interface Bar {
  readonly found?: number;
  readonly alarms: number;
}

/** Slightly below what is reached; raise them when detection gets better. */
const HELD_OUT: Readonly<Record<string, Readonly<Partial<Record<Family, Bar>>>>> = {
  'injection-heldout': { injection: { found: 0.55, alarms: 0.04 }, dlp: { alarms: 0.002 } },
  'injection-inventive-heldout': { injection: { found: 0.13, alarms: 0.02 }, dlp: { alarms: 0.01 } },
  'vendor-heldout': { injection: { alarms: 0.001 }, dlp: { found: 0.89, alarms: 0.07 } },
};

const judge = loadJudge();

function tally(set: LabelledSet, family: Family): FamilyTally {
  const figures = tallySet(set, judge, () => undefined).families.find((one) => one.family === family);
  if (figures === undefined) throw new Error(`no figures for ${family}`);
  return figures;
}

function shareOf({ hit, of }: Count): number {
  return of === 0 ? 0 : hit / of;
}

/** Says which rows are wrong by their ids: a failure must not print what could be a credential. */
function describe({ found, alarms, falseAlarms }: FamilyTally): string {
  const ids = falseAlarms.slice(0, 20).map(({ row, alarms: raised }) => `${row.id} (${raised[0]?.rule ?? ''})`);
  return `found ${found.hit} of ${found.of}, alarms ${alarms.hit} of ${alarms.of}: ${ids.join(', ')}`;
}

for (const [name, families] of Object.entries(HELD_OUT)) {
  for (const family of ['injection', 'dlp'] as const) {
    const bar = families[family];
    if (bar === undefined) continue;
    test(`${name}: ${family}`, (t) => {
      const set = loadSet(name);
      if (set === undefined) throw new Error(`${name} is part of the project`);
      const figures = tally(set, family);
      t.true(shareOf(figures.alarms) <= bar.alarms, describe(figures));
      if (bar.found !== undefined) t.true(shareOf(figures.found) >= bar.found, describe(figures));
    });
  }
}

/** Harmless rows that people would type. The other harmless rows are documents written to provoke an alarm. */
const PROMPTS =
  /^(?:everyday-|trigger-words$|multilingual-|prompt-about-|roleplay-|support-|review-|obfuscated-benign$)/;

test('harmless prompts raise next to no alarm', (t) => {
  const rows = (loadSet('injection-heldout')?.rows ?? []).filter(
    ({ expects, kind }) => expects === 'nothing' && PROMPTS.test(kind),
  );
  const figures = tally({ name: 'prompts', rows }, 'injection');
  t.true(figures.alarms.of >= 600);
  t.true(shareOf(figures.alarms) <= 0.005, describe(figures));
});

/** What is promised for the sets of others: at least 60 % of attacks, at most 5 % of the rest. */
test('third-party sets, all together', (t) => {
  const sets = DEV_SETS.flatMap(({ name }) => loadSet(name) ?? []);
  if (sets.length < DEV_SETS.length) {
    t.log('skipped: the third-party sets are not on this machine');
    t.pass();
    return;
  }
  const figures = tally({ name: 'all', rows: sets.flatMap(({ rows }) => rows) }, 'injection');
  t.true(figures.found.of >= 100 && figures.alarms.of >= 100);
  t.true(shareOf(figures.found) >= 0.6, describe(figures));
  t.true(shareOf(figures.alarms) <= 0.05, describe(figures));
});

test('the files of the packages that are installed raise next to no alarm', (t) => {
  const set = sampleFiles([resolve(join(fixturesFolder, '..', '..', 'node_modules'))], 0.4);
  t.true(set.rows.length > 200);
  const figures = { injection: tally(set, 'injection'), dlp: tally(set, 'dlp') };
  t.true(shareOf(figures.injection.alarms) <= 0.005, describe(figures.injection));
  t.true(shareOf(figures.dlp.alarms) <= 0.01, describe(figures.dlp));
});
