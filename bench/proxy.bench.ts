// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Bench, BenchContext, Figure } from './bench.js';
import { endChild, forkBench, nextMessage, numberIn } from './child.js';
import { median, medianRatio } from './measure.js';
import { withWorkspace } from './workspace.js';

interface Pace {
  readonly slices: number;
  readonly sliceMs: number;
  readonly warmUpMs: number;
}

/** What a burst came to, in requests per second and milliseconds. */
interface Slice {
  readonly rate: number;
  /** Milliseconds of processor time per request, of the proxy's process alone. */
  readonly cpu: number;
  readonly p50: number;
  readonly p99: number;
}

interface Side {
  readonly proxy: ChildProcess;
  readonly port: number;
  readonly slices: Slice[];
}

const CONNECTIONS = 32;

async function openSide(name: 'on' | 'off', dir: string): Promise<Side> {
  const proxy = forkBench('./proxy-process.js', [name, join(dir, name)]);
  const port = await nextMessage(proxy, (message) => numberIn(message, 'port'));
  return { proxy, port, slices: [] };
}

function processorMs(proxy: ChildProcess): Promise<number> {
  proxy.send('cpu');
  return nextMessage(proxy, (message) => numberIn(message, 'cpuMs'));
}

async function burst(load: ChildProcess, { proxy, port }: Side, connections: number, ms: number): Promise<Slice> {
  const before = await processorMs(proxy);
  load.send({ port, connections, ms });
  const sent = await nextMessage(load, (message) => ({
    requests: numberIn(message, 'requests'),
    ms: numberIn(message, 'ms'),
    p50: numberIn(message, 'p50'),
    p99: numberIn(message, 'p99'),
  }));
  const cpu = ((await processorMs(proxy)) - before) / sent.requests;
  return { rate: (sent.requests / sent.ms) * 1000, cpu, p50: sent.p50, p99: sent.p99 };
}

/** On and off take turns, so that both see the same machine. */
async function alternate(load: ChildProcess, sides: readonly Side[], pace: Pace, context: BenchContext): Promise<void> {
  for (const side of sides) {
    context.progress('warming up');
    await burst(load, side, CONNECTIONS, pace.warmUpMs);
  }
  for (let slice = 0; slice < pace.slices; slice++) {
    context.progress(`slice ${slice + 1} of ${pace.slices}`);
    for (const side of slice % 2 === 0 ? sides : sides.toReversed()) {
      side.slices.push(await burst(load, side, CONNECTIONS, pace.sliceMs));
    }
  }
}

async function measure(dir: string, pace: Pace, context: BenchContext): Promise<readonly Figure[]> {
  const load = forkBench('./load-process.js', []);
  const children = [load];
  try {
    await nextMessage(load, (message) => numberIn(message, 'ready'));
    const on = await openSide('on', dir);
    children.push(on.proxy);
    const off = await openSide('off', dir);
    children.push(off.proxy);
    await alternate(load, [on, off], pace, context);
    context.progress('one connection');
    const single = {
      on: await burst(load, on, 1, pace.sliceMs),
      off: await burst(load, off, 1, pace.sliceMs),
    };
    const rates = (side: Side) => side.slices.map(({ rate }) => rate);
    const cpu = (side: Side) => median(side.slices.map((slice) => slice.cpu)) * 1000;
    const p50 = (side: Side) => median(side.slices.map((slice) => slice.p50));
    const p99 = (side: Side) => median(side.slices.map((slice) => slice.p99));
    return [
      { name: 'forward proxy, all on', unit: 'per second', value: median(rates(on)) },
      { name: 'forward proxy, scanning and evidence off', unit: 'per second', value: median(rates(off)) },
      { name: 'all on / off', unit: 'x', value: medianRatio(rates(on), rates(off)), target: { atLeast: 0.4 } },
      { name: 'processor time of the proxy per request, all on', unit: 'us', value: cpu(on) },
      { name: 'processor time of the proxy per request, off', unit: 'us', value: cpu(off) },
      { name: `all on, ${CONNECTIONS} connections, p50`, unit: 'ms', value: p50(on) },
      { name: `off, ${CONNECTIONS} connections, p50`, unit: 'ms', value: p50(off) },
      { name: `all on, ${CONNECTIONS} connections, p99`, unit: 'ms', value: p99(on) },
      { name: 'all on, one connection, p50', unit: 'ms', value: single.on.p50 },
      { name: 'off, one connection, p50', unit: 'ms', value: single.off.p50 },
    ];
  } finally {
    await Promise.all(children.map(endChild));
  }
}

export const proxyBench: Bench = {
  name: 'proxy',
  summary: 'the forward proxy with scanning and durable receipts against the same proxy without',
  run: (context) => {
    const pace = context.quick
      ? { slices: 2, sliceMs: 300, warmUpMs: 300 }
      : { slices: 11, sliceMs: 2000, warmUpMs: 4000 };
    return withWorkspace((dir) => measure(dir, pace, context));
  },
};
