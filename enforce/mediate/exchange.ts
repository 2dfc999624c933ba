// SPDX-License-Identifier: Apache-2.0
import { stripEnvelope } from '../../evidence/sign/mediation-envelope.js';
import type { Finding } from '../../evidence/model/finding.js';
import type { Facts } from '../../evidence/model/policy.js';
import { OUTCOMES, type RecordedVerdict, type Verdict } from '../../evidence/model/verdict.js';
import type { Observation } from '../detect/observation.js';
import { openJudgement, type Judgement } from './judgement.js';
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

/** The action with what came back, where that is kept. */
function withAnswer(subject: Recordable, observed: Facts, head?: ResponseHead, body?: LoadedBody): Recordable {
  if (subject.raw === undefined) return subject;
  const answer = head === undefined || body === undefined ? {} : { answer: { head, body } };
  return { ...subject, raw: { ...subject.raw, ...answer, observed } };
}

/** The second half of a permitted action: what comes back, and how it ended. */
export function openExchange(opening: Opening): Exchange {
  return new OpenExchange(opening);
}

class OpenExchange implements Exchange {
  readonly #opening: Opening;
  /** The latest, and what it was about. */
  #verdict: Verdict;
  #judged: Recordable;
  #ended = false;

  constructor(opening: Opening) {
    this.#opening = opening;
    this.#verdict = opening.intent.verdict;
    this.#judged = opening.subject;
  }

  get actionId(): string {
    return this.#opening.subject.action.id;
  }

  get url(): URL {
    return this.#opening.url;
  }

  get addresses(): readonly string[] {
    return this.#opening.passage.addresses;
  }

  async seal(message: UpstreamMessage): Promise<Sealed> {
    const { context, subject, passage, url, intent } = this.#opening;
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
      return { recorded: await this.observe({ 'envelope.outbound_fault': 'signing' }) };
    }
  }

  response(head: ResponseHead, body: LoadedBody, facts: Facts = {}): Promise<RecordedVerdict> {
    // The transport may know better than the reader of the body what went wrong.
    const error = body.kind === 'error' ? { 'response.error': body.error } : {};
    const observed = { 'response.status': head.status, ...error, ...facts };
    return this.#judgeAnswer(this.#opening.intent.verdict, observed, head, body);
  }

  further(head: ResponseHead, body: LoadedBody): Promise<RecordedVerdict> {
    // What earlier parts showed stays in force too.
    return this.#judgeAnswer(this.#verdict, {}, head, body, this.#verdict.findings);
  }

  observe(facts: Facts): Promise<RecordedVerdict> {
    const { snapshot, subject, intent } = this.#opening;
    const judgement = openJudgement(snapshot, intent.verdict.facts);
    judgement.add({ facts: { ...facts }, findings: [] });
    return this.#conclude(judgement, withAnswer(subject, facts));
  }

  async finish(end: ExchangeEnd): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    const { context, subject, passage, startedMs } = this.#opening;
    context.rates.addBytes(passage.target.host, end.responseBytes, context.clock.monotonicMs());
    const { id, requestId, transport } = subject.action;
    const elapsedMs = context.clock.monotonicMs() - startedMs;
    context.observer.onEnd({ actionId: id, requestId, transport, end, elapsedMs });
    await appendEvidence(context, draftOutcome(this.#judged, this.#verdict, end, context.clock.now()));
  }

  /** Facts of the request, and of what came before, stay in force: a rule may look at both halves. */
  async #judgeAnswer(
    before: Verdict,
    facts: Facts,
    head: ResponseHead,
    body: LoadedBody,
    findings: readonly Finding[] = [],
  ): Promise<RecordedVerdict> {
    const { snapshot, subject, passage } = this.#opening;
    const judgement = openJudgement(snapshot, before.facts);
    judgement.add({ facts: { ...facts }, findings: [...findings] });
    judgement.add(await observeAnswer(snapshot, passage, head, body));
    return this.#conclude(judgement, withAnswer(subject, facts, head, body));
  }

  /** A passing answer is covered by the intent's receipt; any other gets one of its own. */
  async #conclude(judgement: Judgement, judged: Recordable): Promise<RecordedVerdict> {
    const { context, subject, intent, startedMs } = this.#opening;
    this.#verdict = judgement.decide('response');
    this.#judged = judged;
    if (OUTCOMES[this.#verdict.outcome].passes) return carryVerdict(intent, this.#verdict);
    const recorded = await recordVerdict(context, judged, this.#verdict);
    this.#verdict = recorded.verdict;
    reportVerdict(context, subject, recorded, { direction: 'inbound', startedMs });
    return recorded;
  }
}
