// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { presetConfig } from '../enforce/config/presets.js';
import { buildDetectors, type Detectors } from '../enforce/detect/detectors.js';
import { detectorPorts } from '../enforce/runtime/detector-ports.js';
import { loadPatternEngine } from '../enforce/runtime/pattern-engine.js';
import type { Bench, BenchContext, Figure, Target } from './bench.js';
import { sampleFiles } from './detection/files.js';
import { measureInterleaved, medianRatio, type Side, type SlicePlan } from './measure.js';
import { HOSTILE_TEXTS } from './hostile.js';
import { prose, records } from './texts.js';

const KIB = 1024;
const STANDARD = 10 * KIB;
const SHORT = 90;
const HOSTILE = 100 * KIB;
const LARGE = 1024 * KIB;
const INSTALLED = 'node_modules';
/** Of the sample that `npm run measure` judges. */
const FILES_SHARE = 0.05;

type Look = 'text' | 'prose';

const LOOKS: Readonly<Record<Look, string>> = { text: 'credentials', prose: 'instructions' };

/** How much slower than hashing the same bytes. */
const TARGETS: Readonly<Record<Look, { readonly standard: Target; readonly short?: Target }>> = {
  text: { standard: { atMost: 15 } },
  prose: { standard: { atMost: 40 }, short: { atMost: 12 } },
};
const HOSTILE_TARGET: Target = { atMost: 150 };
const GROWTH_TARGET: Target = { atMost: 1.3 };
const MEMORY_TARGET: Target = { atMost: 60 };

interface Measured {
  readonly name: string;
  readonly detectors: Detectors;
  readonly target: boolean;
}

function looking(detectors: Detectors, look: Look, texts: readonly string[]): Side {
  return {
    name: look,
    run(iterations) {
      for (let i = 0; i < iterations; i++) for (const text of texts) detectors[look](text);
    },
  };
}

function hashing(texts: readonly string[]): Side {
  const all = texts.map((text) => Buffer.from(text));
  return {
    name: 'sha256',
    run(iterations) {
      for (let i = 0; i < iterations; i++) for (const bytes of all) createHash('sha256').update(bytes).digest();
    },
  };
}

/** Median quotient of the time to look at texts, one after the other, and the time to hash them. */
async function againstHash(
  detectors: Detectors,
  look: Look,
  texts: readonly string[],
  plan: SlicePlan,
): Promise<number> {
  const [first, second] = await measureInterleaved([looking(detectors, look, texts), hashing(texts)], plan);
  return medianRatio(first?.perIteration ?? [], second?.perIteration ?? []);
}

async function ratios({ name, detectors, target }: Measured, look: Look, plan: SlicePlan): Promise<readonly Figure[]> {
  const label = `${LOOKS[look]}${name}`;
  const wanted = TARGETS[look];
  const figure = (what: string, value: number, goal: Target | undefined): Figure => ({
    name: `${label}, ${what} / sha256`,
    unit: 'x',
    value,
    ...(target && goal !== undefined ? { target: goal } : {}),
  });
  const standard = await againstHash(detectors, look, [prose(STANDARD)], plan);
  const json = await againstHash(detectors, look, [records(STANDARD)], plan);
  const short = await againstHash(detectors, look, [prose(SHORT)], plan);
  return [
    figure('10 KB of prose', standard, wanted.standard),
    figure('10 KB of JSON', json, undefined),
    figure('90 bytes', short, wanted.short),
  ];
}

/** The worst of the hostile texts, and its name. */
async function worst(detectors: Detectors, look: Look, plan: SlicePlan): Promise<Figure> {
  let found = { name: '', value: 0 };
  for (const [name, make] of Object.entries(HOSTILE_TEXTS)) {
    const value = await againstHash(detectors, look, [make(HOSTILE)], plan);
    if (value > found.value) found = { name, value };
  }
  return {
    name: `${LOOKS[look]}, worst hostile 100 KB (${found.name}) / sha256`,
    unit: 'x',
    value: found.value,
    target: HOSTILE_TARGET,
  };
}

/** Texts as they are: a sample of the packages that are installed, code and documents and JSON, by their sizes. */
async function realFiles(detectors: Detectors, look: Look, plan: SlicePlan): Promise<Figure> {
  const { rows } = sampleFiles([INSTALLED], FILES_SHARE);
  const texts = rows.map(({ text }) => text);
  const value = await againstHash(detectors, look, texts, plan);
  return { name: `${LOOKS[look]}, ${texts.length} files of installed packages / sha256`, unit: 'x', value };
}

/** A text a hundred times as long over a hundred times the time. */
async function growth(detectors: Detectors, look: Look, plan: SlicePlan): Promise<Figure> {
  const sides = [looking(detectors, look, [prose(LARGE)]), looking(detectors, look, [prose(STANDARD)])];
  const [large, small] = await measureInterleaved(sides, plan);
  const ratio = medianRatio(large?.perIteration ?? [], small?.perIteration ?? []) / (LARGE / STANDARD);
  return { name: `${LOOKS[look]}, 1 MB / as many times 10 KB`, unit: 'x', value: ratio, target: GROWTH_TARGET };
}

/** Collects garbage: what a build leaves behind for the collector is not what the rules take. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

/** What stays in memory, in bytes: objects, and buffers outside of the heap. */
function retained(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Memory that rules take: what stays of building them, by then with all that the first texts make them build. */
function compiledMegabytes(): Figure {
  const before = retained();
  const detectors = buildDetectors(presetConfig('balanced'), detectorPorts());
  for (const prepare of detectors.preparations) prepare();
  detectors.text(prose(STANDARD));
  detectors.prose(prose(STANDARD));
  const value = Math.max(0, retained() - before) / (KIB * KIB);
  // Asked once more, so that the rules are still there when memory is counted.
  detectors.text('');
  return { name: 'compiled rules', unit: 'MB', value, target: MEMORY_TARGET };
}

async function run({ quick, progress }: BenchContext): Promise<readonly Figure[]> {
  const plan = quick ? { slices: 3, sliceMs: 5, warmUpMs: 20 } : { slices: 9, sliceMs: 60, warmUpMs: 500 };
  const hostilePlan = quick ? plan : { slices: 9, sliceMs: 20, warmUpMs: 60 };
  progress('building detectors');
  const memory = compiledMegabytes();
  const config = presetConfig('balanced');
  const ports = detectorPorts();
  const native: Measured = { name: '', detectors: buildDetectors(config, ports), target: true };
  const portable: Measured = {
    name: ' with re2js',
    detectors: buildDetectors(config, { ...ports, engine: loadPatternEngine('re2js') }),
    target: false,
  };
  const figures: Figure[] = [];
  for (const look of ['prose', 'text'] as const) {
    progress(`${LOOKS[look]}: clean texts`);
    figures.push(...(await ratios(native, look, plan)), ...(await ratios(portable, look, plan)));
    progress(`${LOOKS[look]}: hostile texts`);
    figures.push(await worst(native.detectors, look, hostilePlan), await growth(native.detectors, look, hostilePlan));
    progress(`${LOOKS[look]}: files`);
    figures.push(await realFiles(native.detectors, look, plan));
  }
  return [...figures, memory];
}

export const detectionBench: Bench = {
  name: 'detection',
  summary: 'the search for credentials and instructions, against hashing the same bytes',
  run,
};
