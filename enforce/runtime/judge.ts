// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from '../../evidence/model/verdict.js';
import type { Config } from '../config/schema.js';
import { createMediator } from '../mediate/mediate.js';
import type { Observer } from '../mediate/ports.js';
import { buildContext } from './context.js';
import { buildDecisionParts } from './decision.js';

export interface Judged {
  readonly verdict: Verdict;
  /** Redacted: safe to print. */
  readonly target: string;
}

/**
 * Judges one URL as a GET through the very path live traffic takes, names resolved included, and sends nothing.
 * `url` is untrusted.
 */
export async function judgeUrl(config: Config, url: string, environment: NodeJS.ProcessEnv): Promise<Judged> {
  let target = '';
  const observer: Observer = {
    onVerdict(report) {
      target = report.target;
    },
    onEnd: () => undefined,
    onEvidenceFailure: () => undefined,
  };
  const parts = buildDecisionParts(config, environment);
  const mediator = createMediator(buildContext({ config, parts, observer }));
  const head = {
    transport: 'fetch',
    kind: 'http_request',
    method: 'GET',
    target: url,
    headers: [],
    actor: { name: 'operator', provenance: 'config' },
    requestId: 'explain',
  } as const;
  const { recorded } = await mediator.request(
    head,
    () => Promise.resolve({ kind: 'none' }),
    new AbortController().signal,
  );
  return { verdict: recorded.verdict, target };
}
