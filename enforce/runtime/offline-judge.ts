// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from '../../evidence/model/verdict.js';
import type { Config } from '../config/schema.js';
import { createMediator } from '../mediate/mediate.js';
import type { Observer } from '../mediate/ports.js';
import type { LoadedBody } from '../mediate/types.js';
import { createScanJudge } from '../mediate/scan.js';
import type { ScanJudgement, ScanSubject } from '../mediate/scan.types.js';
import { buildContext } from './context.js';
import { buildDecisionParts } from './decision.js';
import { offloadLarge } from './offload.js';

/** Judges texts, URLs and tool calls without a running proxy. */
export interface OfflineJudge {
  judge(subject: ScanSubject): Promise<ScanJudgement>;
  close(): Promise<void>;
}

/** The judge of the scan API, for the command line. Large texts go to a worker with a deadline here too. */
export function openOfflineJudge(config: Config, environment: NodeJS.ProcessEnv): OfflineJudge {
  const parts = buildDecisionParts(config, environment);
  const offloaded = offloadLarge(parts.detectors, { options: config, secrets: parts.secrets });
  const context = buildContext({ config, parts, detectors: offloaded.detectors, observer: NOBODY });
  const judge = createScanJudge(context);
  const { signal } = new AbortController();
  return {
    judge: (subject) => judge.judge(subject, { scanId: '', session: '' }, signal),
    close: () => offloaded.close(),
  };
}

const NOBODY: Observer = {
  onVerdict: () => undefined,
  onEnd: () => undefined,
  onEvidenceFailure: () => undefined,
};

export interface Judged {
  readonly verdict: Verdict;
  /** Redacted: safe to print. */
  readonly target: string;
}

/** What goes with a URL that is judged: a body to send, an answer to receive. */
export interface Attached {
  readonly bytes: Uint8Array;
  /** Empty: unknown. */
  readonly contentType: string;
}

export interface JudgedMessages {
  readonly body?: Attached;
  readonly answer?: Attached;
}

/**
 * Judges one URL through the very path live traffic takes, names resolved included, and sends nothing. With a body it
 * is a POST; with an answer, that is judged too. Everything is untrusted.
 */
export async function judgeUrl(
  config: Config,
  url: string,
  environment: NodeJS.ProcessEnv,
  { body, answer }: JudgedMessages = {},
): Promise<Judged> {
  let target = '';
  const observer: Observer = {
    ...NOBODY,
    onVerdict(report) {
      target = report.target;
    },
  };
  const parts = buildDecisionParts(config, environment);
  const mediator = createMediator(buildContext({ config, parts, observer }));
  const head = {
    transport: 'fetch',
    kind: 'http_request',
    method: body === undefined ? 'GET' : 'POST',
    target: url,
    headers: body === undefined ? [] : [contentType(body)],
    actor: { name: 'operator', provenance: 'config' },
    peer: '',
    requestId: 'explain',
  } as const;
  const load = (): Promise<LoadedBody> =>
    Promise.resolve(body === undefined ? { kind: 'none' } : { kind: 'bytes', bytes: body.bytes });
  const { recorded, exchange } = await mediator.request(head, load, new AbortController().signal);
  if (exchange === undefined || answer === undefined) return { verdict: recorded.verdict, target };
  const received = { status: 200, headers: [contentType(answer)] };
  const judged = await exchange.response(received, { kind: 'bytes', bytes: answer.bytes });
  return { verdict: judged.verdict, target };
}

function contentType({ contentType: type }: Attached): readonly [string, string] {
  return ['content-type', type];
}
