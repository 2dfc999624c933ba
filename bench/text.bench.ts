// SPDX-License-Identifier: Apache-2.0
import type { Bench, BenchContext, Figure } from './bench.js';
import { measureInterleaved, median } from './measure.js';
import { balancedParts } from './scanning.js';
import { prose, records } from './texts.js';

const STANDARD_CHARS = 10 * 1024;

async function run({ quick, text, progress }: BenchContext): Promise<readonly Figure[]> {
  progress('building detectors');
  const { detectors } = balancedParts().parts;
  const inputs =
    text === undefined
      ? [
          { name: '10 KB of prose', mediaType: 'text/plain', bytes: Buffer.from(prose(STANDARD_CHARS)) },
          { name: '10 KB of JSON', mediaType: 'application/json', bytes: Buffer.from(records(STANDARD_CHARS)) },
        ]
      : [{ name: 'the given text', mediaType: 'text/plain', bytes: Buffer.from(text) }];
  const sides = inputs.map(({ name, mediaType, bytes }) => ({
    name,
    run(iterations: number): void {
      for (let i = 0; i < iterations; i++) detectors.request([], { kind: 'bytes', bytes, mediaType });
    },
  }));
  progress('timing');
  const plan = quick ? { slices: 3, sliceMs: 10, warmUpMs: 50 } : { slices: 21, sliceMs: 60, warmUpMs: 1000 };
  const timings = await measureInterleaved(sides, plan);
  return timings.flatMap(({ name, perIteration }): readonly Figure[] => {
    const micros = median(perIteration) / 1000;
    return [
      { name: `body scan, ${name}`, unit: 'us', value: micros },
      { name: `body scan, ${name}, rate`, unit: 'per second', value: 1e6 / micros },
    ];
  });
}

export const textBench: Bench = {
  name: 'text',
  summary: 'credential scan of a body: extraction, views, patterns',
  run,
};
