// SPDX-License-Identifier: Apache-2.0
import { Worker } from 'node:worker_threads';
import type { Detectors, TrafficDetectors } from '../detect/detectors.js';
import type { DetectorOptions } from '../detect/options.js';
import type { SecretValues } from '../detect/dlp/known/secrets.js';
import type { Observation } from '../detect/observation.js';
import type { BodyInput } from '../detect/messages.js';
import type { HeaderList } from '../detect/body/headers.js';
import { createDeadlineWorker } from '../net/deadline-worker.js';

/** From this size on a text is judged in the worker: a large one must not keep the other exchanges waiting. */
const LARGE = 128 * 1024;
/** Longest time a large text may take; a text that takes longer is refused. */
const DEADLINE_MS = 5_000;
/** Longest time the worker may take to build its detectors and to try them once. */
const START_MS = 60_000;
/** Large texts that may wait; beyond it they are refused, since memory is not free either. */
const MAX_WAITING = 64;

/** What the worker builds its detectors from. */
export interface DetectWorkerData {
  readonly options: DetectorOptions;
  readonly secrets: SecretValues;
}

/** One question to the worker. Targets travel as received and are parsed again. */
export type DetectJob =
  | { readonly op: 'request'; readonly headers: HeaderList; readonly body: BodyInput; readonly target?: string }
  | { readonly op: 'response'; readonly headers: HeaderList; readonly body: BodyInput; readonly target?: string }
  | { readonly op: 'text' | 'prose'; readonly text: string }
  | { readonly op: 'tool'; readonly tool: string; readonly argumentsJson: string };

export interface Offloaded {
  readonly detectors: TrafficDetectors;
  close(): Promise<void>;
}

/** Detectors that hand large texts to a worker thread with a deadline. The thread starts with the first of them. */
export function offloadLarge(detectors: Detectors, data: DetectWorkerData, deadlineMs = DEADLINE_MS): Offloaded {
  const worker = createDeadlineWorker<DetectJob, Observation>(() => startWorker(data), deadlineMs, START_MS);
  const ask = async (job: DetectJob): Promise<Observation> => {
    if (worker.waiting >= MAX_WAITING) return unread('timeout');
    const end = await worker.run(job);
    if (!end.ok) return unread(end.why === 'late' ? 'timeout' : 'exception');
    // The worker counts for itself; what operators see is counted here.
    for (const entry of end.result.suppressed ?? []) detectors.suppressions.note(entry);
    return end.result;
  };
  const isLarge = (body: BodyInput): boolean => body.kind === 'bytes' && body.bytes.length >= LARGE;
  return {
    detectors: {
      ...detectors,
      request: (headers, body, target) =>
        isLarge(body)
          ? ask({ op: 'request', headers, body, ...(target === undefined ? {} : { target: target.raw }) })
          : detectors.request(headers, body, target),
      response: (headers, body, target) =>
        isLarge(body)
          ? ask({ op: 'response', headers, body, ...(target === undefined ? {} : { target: target.raw }) })
          : detectors.response(headers, body, target),
      text: (text) => (text.length >= LARGE ? ask({ op: 'text', text }) : detectors.text(text)),
      prose: (text) => (text.length >= LARGE ? ask({ op: 'prose', text }) : detectors.prose(text)),
      tool: (tool, argumentsJson) =>
        argumentsJson !== undefined && argumentsJson.length >= LARGE
          ? ask({ op: 'tool', tool, argumentsJson })
          : detectors.tool(tool, argumentsJson),
    },
    close: () => worker.close(),
  };
}

/** A text that was not read to its end: the policy refuses it, whatever else is known. */
function unread(error: 'timeout' | 'exception'): Observation {
  return { facts: { 'internal.error': error }, findings: [] };
}

function startWorker(workerData: DetectWorkerData): Worker {
  // Nothing a text makes the worker say may be printed; the environment is not needed, its secrets came as values.
  return new Worker(new URL('./detect-worker.js', import.meta.url), {
    workerData,
    env: {},
    stdout: true,
    stderr: true,
  });
}
