// SPDX-License-Identifier: Apache-2.0
import { parseTarget } from '../enforce/detect/url/target.js';
import { openJudgement } from '../enforce/mediate/judgement.js';
import type { PolicySnapshot } from '../enforce/mediate/snapshot.js';
import type { Bench, BenchContext, Figure } from './bench.js';
import { measureInterleaved, median, medianRatio } from './measure.js';
import { balancedParts } from './scanning.js';

const STANDARD_URL = 'https://example.com/articles/how-to-write-golang-tests';
const LIMIT = { atMost: 25, aim: 15 };

/** What mediation does to a target before it asks the resolver. */
function judgeTarget(snapshot: PolicySnapshot, url: string): string {
  const target = parseTarget(url);
  const judgement = openJudgement(snapshot);
  judgement.add(snapshot.detectors.rawUrl(target));
  const { outcome } = judgement.decide('raw_url');
  if (outcome === 'block') return outcome;
  judgement.add(snapshot.detectors.url(target));
  return judgement.decide('url').outcome;
}

async function run({ quick, url = STANDARD_URL, progress }: BenchContext): Promise<readonly Figure[]> {
  progress('building detectors and policy');
  const { snapshot } = balancedParts();
  // Each side leaves something behind, or the compiler might drop the work.
  let kept = 0;
  const scan = (iterations: number): void => {
    for (let i = 0; i < iterations; i++) kept += judgeTarget(snapshot, url).length;
  };
  const parse = (iterations: number): void => {
    for (let i = 0; i < iterations; i++) kept += new URL(url).pathname.length;
  };
  const sides = [{ name: 'scan', run: scan }, ...(URL.canParse(url) ? [{ name: 'parse', run: parse }] : [])];
  progress('timing');
  const plan = quick ? { slices: 5, sliceMs: 5, warmUpMs: 50 } : { slices: 41, sliceMs: 40, warmUpMs: 1500 };
  const [scanned, parsed] = await measureInterleaved(sides, plan);
  if (scanned === undefined || kept === 0) throw new Error('nothing was measured');
  const figures: Figure[] = [
    { name: 'URL layers without DNS', unit: 'us', value: median(scanned.perIteration) / 1000 },
  ];
  if (parsed === undefined) return figures;
  return [
    ...figures,
    { name: 'new URL() of the same text', unit: 'us', value: median(parsed.perIteration) / 1000 },
    {
      name: 'URL layers / new URL()',
      unit: 'x',
      value: medianRatio(scanned.perIteration, parsed.perIteration),
      ...(url === STANDARD_URL ? { target: LIMIT } : {}),
    },
  ];
}

export const urlBench: Bench = { name: 'url', summary: 'the URL layers without DNS, against new URL()', run };
