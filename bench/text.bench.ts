// SPDX-License-Identifier: Apache-2.0
import type { Bench, BenchContext, Figure } from './bench.js';
import { measureInterleaved, median } from './measure.js';
import { balancedParts } from './scanning.js';

const STANDARD_CHARS = 10 * 1024;

const SENTENCES = [
  'The committee reads every proposal twice before it answers. ',
  'Water boils at a lower temperature in the mountains, so the pasta takes longer. ',
  'Please send the signed form to the office on the second floor by Friday. ',
  'A function that returns early is easier to follow than one with four flags. ',
  'See https://example.com/guide/chapter-12?page=3 for the figures (table 4). ',
  'const total = items.reduce((sum, item) => sum + item.price * item.count, 0);\n',
] as const;

/** Clean text: prose, a link, a line of code. The same every time. */
function prose(chars: number): string {
  const round = SENTENCES.join('');
  return round.repeat(Math.ceil(chars / round.length)).slice(0, chars);
}

/** Clean JSON of about the size asked for: many short members, identifiers, numbers. */
function records(chars: number): string {
  const rows: string[] = [];
  let length = 0;
  for (let i = 0; length < chars - 3; i++) {
    const row = JSON.stringify({
      id: i,
      sku: `part-${(i * 7919) % 10_007}`,
      title: SENTENCES[i % 3]?.trim(),
      price: i * 1.25,
    });
    rows.push(row);
    length += row.length + 1;
  }
  return `[${rows.join(',')}]`;
}

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
