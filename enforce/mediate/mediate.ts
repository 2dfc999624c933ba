// SPDX-License-Identifier: Apache-2.0
import { UNPARSED_TARGET, type Action, type Actor } from '../../evidence/model/action.js';
import type { Facts } from '../../evidence/model/policy.js';
import { OUTCOMES, type RecordedVerdict, type Verdict } from '../../evidence/model/verdict.js';
import { parseTarget, type ParsedTarget } from '../detect/url/target.js';
import { openExchange } from './exchange.js';
import { FAILURE_REASONS, failClosed, type FailureCode } from './guard.js';
import { openJudgement } from './judgement.js';
import type { RawMaterial } from './raw-material.js';
import { recordVerdict, reportVerdict, type Recordable } from './record.js';
import type { MediationContext, PolicySnapshot } from './snapshot.js';
import { openPassage, REQUEST_STAGES, type Passage } from './stages.js';
import type { BodyLoader, Mediated, Mediator, RequestHead } from './types.js';

/** One action from its arrival on: what is fixed about it before anything is judged. */
interface Arrival {
  readonly context: MediationContext;
  readonly snapshot: PolicySnapshot;
  readonly head: RequestHead;
  readonly target: ParsedTarget;
  readonly action: Action;
  readonly startedMs: number;
}

/** The path every action takes, whatever transport brought it. */
export function createMediator(context: MediationContext): Mediator {
  return {
    request(head, loadBody, signal) {
      const arrival = arrive(context, head);
      return failClosed(
        () => mediateRequest(arrival, loadBody, signal),
        signal,
        async (code) => ({ recorded: await conclude(arrival, failureVerdict(arrival, code)) }),
      );
    },
    refuse(head, facts) {
      const arrival = arrive(context, head);
      const conclusion = (verdict: Verdict): Promise<RecordedVerdict> =>
        conclude(arrival, verdict, recordable(arrival, verdict, { observed: facts }));
      return failClosed(
        () => conclusion(refusalVerdict(arrival, facts)),
        NEVER_ABORTED,
        (code) => conclusion(failureVerdict(arrival, code)),
      );
    },
  };
}

const NEVER_ABORTED = new AbortController().signal;

async function mediateRequest(arrival: Arrival, loadBody: BodyLoader, signal: AbortSignal): Promise<Mediated> {
  const { context, snapshot, head, target } = arrival;
  const passage = openPassage({ context, snapshot, head, target, loadBody, signal });
  const judgement = openJudgement(snapshot);
  let verdict = judgement.decide('gate');
  for (const stage of REQUEST_STAGES) {
    const observed = stage.observe(passage);
    judgement.add(observed instanceof Promise ? await observed : observed);
    verdict = judgement.decide(stage.phase);
    if (!OUTCOMES[verdict.outcome].passes) break;
  }
  signal.throwIfAborted();
  const subject = recordable(arrival, verdict, materialOf(passage));
  const recorded = await conclude(arrival, verdict, subject);
  // A verdict without a parsed URL cannot pass; the test on `url` keeps that from being a matter of trust.
  if (!OUTCOMES[recorded.verdict.outcome].passes || target.url === undefined) return { recorded };
  const { startedMs } = arrival;
  return {
    recorded,
    exchange: openExchange({ context, snapshot, subject, passage, url: target.url, intent: recorded, startedMs }),
  };
}

function arrive(context: MediationContext, head: RequestHead): Arrival {
  const { transport, kind, method, target, requestId, parentId } = head;
  const snapshot = context.snapshot();
  const action: Action = {
    id: context.ids.actionId(),
    ...(parentId === undefined ? {} : { parentId }),
    at: context.clock.now(),
    kind,
    transport,
    direction: 'outbound',
    actor: recordableActor(snapshot, head.actor),
    target,
    method,
    requestId,
  };
  const startedMs = context.clock.monotonicMs();
  return { context, snapshot, head, target: parseTarget(target), action, startedMs };
}

/** A name that holds a credential is refused by the record, so a client could choose which refusals leave none. */
function recordableActor({ detectors }: PolicySnapshot, actor: Actor): Actor {
  const declared = actor.provenance === 'self_declared';
  return declared && detectors.redactText(actor.name).length > 0 ? { name: '', provenance: 'none' } : actor;
}

/** Records and reports: the same for every verdict. */
async function conclude(
  arrival: Arrival,
  verdict: Verdict,
  subject = recordable(arrival, verdict),
): Promise<RecordedVerdict> {
  const { context, action, startedMs } = arrival;
  const recorded = await recordVerdict(context, subject, verdict);
  reportVerdict(context, subject, recorded, { direction: action.direction, startedMs });
  return recorded;
}

/** What is known of an action beside its head, for escrow. */
type Known = Partial<Omit<RawMaterial, 'head'>>;

function materialOf({ addresses, body, bodyRead }: Passage): Known {
  return bodyRead ? { addresses, body } : { addresses };
}

function recordable(arrival: Arrival, verdict: Verdict, known: Known = {}): Recordable {
  const { context, snapshot, head, target, action } = arrival;
  // What never became a request has a fixed target; everything else is redacted by what was found in it.
  const safeTarget =
    action.target === UNPARSED_TARGET ? UNPARSED_TARGET : snapshot.detectors.redactTarget(target, verdict.findings);
  const subject = { action, safeTarget, notice: snapshot.notice };
  return context.escrow ? { ...subject, raw: { head, addresses: [], observed: {}, ...known } } : subject;
}

function refusalVerdict({ snapshot }: Arrival, facts: Facts): Verdict {
  const verdict = openJudgement(snapshot, { kill_switch: snapshot.killSwitch(), ...facts }).decide('gate');
  // A refusal is a block whatever the policy says: there is no request to let through.
  return OUTCOMES[verdict.outcome].passes
    ? { ...verdict, outcome: 'block', reason: 'bad_request', layer: 'http' }
    : verdict;
}

function failureVerdict({ snapshot }: Arrival, code: FailureCode): Verdict {
  return {
    outcome: 'block',
    reason: FAILURE_REASONS[code],
    layer: 'internal',
    phase: 'gate',
    findings: [],
    facts: { 'internal.error': code },
    policyHash: snapshot.policyHash,
  };
}
