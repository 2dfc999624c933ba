// SPDX-License-Identifier: Apache-2.0
import { parentPort, workerData } from 'node:worker_threads';
import { buildDetectors } from '../detect/detectors.js';
import type { Observation, Observed } from '../detect/observation.js';
import { parseTarget } from '../detect/url/target.js';
import { READY, type WorkerJob, type WorkerReply } from '../net/deadline-worker.js';
import { detectorPorts } from './detector-ports.js';
import type { DetectJob, DetectWorkerData } from './offload.js';

const { options, secrets } = workerData as DetectWorkerData;
const detectors = buildDetectors(options, detectorPorts(), secrets);

// The first text takes seconds, since every expression is compiled for it. No deadline of a job should pay for that.
const TRIAL_ID = -1;
const TRIAL: DetectJob = { op: 'response', headers: [], body: { kind: 'bytes', bytes: Buffer.from('a trial') } };
void prepare();

async function prepare(): Promise<void> {
  await answer(TRIAL_ID, TRIAL);
  parentPort?.postMessage(READY);
}

function observe(job: DetectJob): Observed {
  switch (job.op) {
    case 'request':
    case 'response': {
      const target = job.target === undefined ? undefined : parseTarget(job.target);
      return detectors[job.op](job.headers, job.body, target);
    }
    case 'text':
    case 'prose':
      return detectors[job.op](job.text);
    case 'tool':
      return detectors.tool(job.tool, job.argumentsJson);
  }
}

parentPort?.on('message', ({ id, job }: WorkerJob<DetectJob>) => {
  void answer(id, job);
});

async function answer(id: number, job: DetectJob): Promise<void> {
  let reply: WorkerReply<Observation> = { id };
  try {
    reply = { id, result: await observe(job) };
  } catch {
    // The text broke a detector: without a result it counts as unread.
  }
  parentPort?.postMessage(reply);
}
