// SPDX-License-Identifier: Apache-2.0
import { stripEnvelope } from '../../evidence/sign/mediation-envelope.js';
import type { Facts } from '../../evidence/model/policy.js';
import { OUTCOMES, type RecordedVerdict, type Verdict } from '../../evidence/model/verdict.js';
import type { Observation } from '../detect/observation.js';
import { openJudgement } from './judgement.js';
import { draftOutcome } from './receipt.js';
import { appendEvidence, carryVerdict, recordVerdict, reportVerdict, type Recordable } from './record.js';
import type { MediationContext, PolicySnapshot } from './snapshot.js';
import type { Passage } from './stages.js';
import type { Exchange, ExchangeEnd, LoadedBody, ResponseHead, Sealed, UpstreamMessage } from './types.js';

interface Opening {
  readonly context: MediationContext;
  readonly snapshot: PolicySnapshot;
  readonly subject: Recordable;
  readonly passage: Passage;
  readonly url: URL;
  readonly intent: RecordedVerdict;
  readonly startedMs: number;
}

/** What the detectors see in an answer. One that breaks them was not read, which the policy refuses. */
async function observeAnswer(
  { detectors }: PolicySnapshot,
  { target }: Passage,
  head: ResponseHead,
  body: LoadedBody,
): Promise<Observation> {
  try {
    return await detectors.response(head.headers, body, target);
  } catch {
    return { facts: { 'internal.error': 'exception' }, findings: [] };
  }
}

function noticed(facts: Facts): Observation {
  return { facts: { ...facts }, findings: [] };
}

/** The action with what came back, where that is kept. */
function withAnswer(subject: Recordable, observed: Facts, head?: ResponseHead, body?: LoadedBody): Recordable {
  if (subject.raw === undefined) return subject;
  const answer = head === undefined || body === undefined ? {} : { answer: { head, body } };
  return { ...subject, raw: { ...subject.raw, ...answer, observed } };
}

/** The second half of a permitted action: what comes back, and how it ended. */
export function openExchange(opening: Opening): Exchange {
  const { context, snapshot, subject, passage, url, intent, startedMs } = opening;
  let verdict: Verdict = intent.verdict;
  let judged = subject;
  let ended = false;

  const judge = async (
    { facts, findings }: Observation,
    head?: ResponseHead,
    body?: LoadedBody,
    before = intent.verdict.facts,
  ): Promise<RecordedVerdict> => {
    // Facts of the request stay in force: a rule may look at both halves.
    const judgement = openJudgement(snapshot, before);
    judgement.add({ facts, findings });
    if (head !== undefined && body !== undefined) judgement.add(await observeAnswer(snapshot, passage, head, body));
    verdict = judgement.decide('response');
    judged = withAnswer(subject, facts, head, body);
    if (OUTCOMES[verdict.outcome].passes) return carryVerdict(intent, verdict);
    const recorded = await recordVerdict(context, judged, verdict);
    verdict = recorded.verdict;
    reportVerdict(context, subject, recorded, { direction: 'inbound', startedMs });
    return recorded;
  };

  const seal = async (message: UpstreamMessage): Promise<Sealed> => {
    const { envelopes } = context;
    if (envelopes?.seal === undefined) {
      // One that was verified may travel on; any other would be a statement nobody vouches for.
      return { fields: envelopes?.verify === undefined ? stripEnvelope(message.fields) : message.fields };
    }
    const { hop = 0 } = passage.head;
    try {
      const outgoing = { ...message, targetUri: url.href };
      return { fields: await envelopes.seal(outgoing, { action: subject.action, verdict: intent.verdict, hop }) };
    } catch {
      return { recorded: await judge(noticed({ 'envelope.outbound_fault': 'signing' })) };
    }
  };

  return {
    actionId: subject.action.id,
    url,
    addresses: passage.addresses,
    seal,
    response: (head, body, facts = {}) => {
      // The transport may know better than the reader of the body what went wrong.
      const error = body.kind === 'error' ? { 'response.error': body.error } : {};
      return judge(noticed({ 'response.status': head.status, ...error, ...facts }), head, body);
    },
    // What earlier parts showed stays in force too.
    further: (head, body) => judge({ facts: {}, findings: [...verdict.findings] }, head, body, verdict.facts),
    observe: (facts) => judge(noticed(facts)),
    finish: async (end: ExchangeEnd) => {
      if (ended) return;
      ended = true;
      context.rates.addBytes(passage.target.host, end.responseBytes, context.clock.monotonicMs());
      const { id, requestId, transport } = subject.action;
      const elapsedMs = context.clock.monotonicMs() - startedMs;
      context.observer.onEnd({ actionId: id, requestId, transport, end, elapsedMs });
      await appendEvidence(context, draftOutcome(judged, verdict, end, context.clock.now()));
    },
  };
}
