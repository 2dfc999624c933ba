// SPDX-License-Identifier: Apache-2.0
import { passesAs, type DecisionWords } from '../../evidence/model/decision-change.js';
import type { PolicyDocument } from '../../evidence/model/policy.js';
import type { RawAction, RawBody } from '../../evidence/model/raw-action.js';
import type { DecisionDetail } from '../../evidence/model/evidence-draft.js';
import { OUTCOMES, type Verdict } from '../../evidence/model/verdict.js';
import type { Config } from '../config/schema.js';
import { createMediator } from '../mediate/mediate.js';
import type { Resolver } from '../mediate/ports.js';
import { patternCode } from '../mediate/receipt.js';
import type { MediationContext } from '../mediate/snapshot.js';
import type { BodyError, LoadedBody, RequestHead } from '../mediate/types.js';
import { createResolver } from '../net/resolver.js';
import type { CrossRequestState } from '../session/cross-request/cross-request.js';
import type { RateLedger } from '../session/rate.js';
import { usedFamilies } from './by-facts.js';
import type { Replayed } from './replayed.js';

/** What judges: the parts of the new configuration, with everything outside taken from the record. */
export interface RawJudge {
  readonly config: Config;
  readonly context: MediationContext;
}

/** One replay: what the record knows, and what was asked for that it does not. */
interface Rerun {
  readonly raw: RawAction;
  readonly detail: DecisionDetail;
  readonly missing: Set<string>;
}

const NEVER = new AbortController().signal;

/**
 * Judges a recorded action again, by every stage that live traffic passes, with neither sockets nor look-ups: names
 * resolve to what they resolved to then, counts of other requests are those of then.
 */
export async function replayRaw(
  judge: RawJudge,
  raw: RawAction,
  detail: DecisionDetail,
  recorded?: PolicyDocument,
): Promise<Replayed> {
  if (Object.hasOwn(detail.facts, 'internal.error')) return silence('internal_error', []);
  const rerun: Rerun = { raw, detail, missing: new Set() };
  const context = contextOf(judge, rerun, recorded);
  const words = wordsOf(await verdictOf(judge, context, rerun));
  if (rerun.missing.size === 0) return { kind: 'decided', words };
  const lifted = !passesAs(detail.verdict);
  return { kind: 'cannot_say', why: 'beyond_record', missing: [...rerun.missing].sort(), lifted };
}

function silence(why: Extract<Replayed, { kind: 'cannot_say' }>['why'], missing: readonly string[]): Replayed {
  return { kind: 'cannot_say', why, missing, lifted: false };
}

function wordsOf(verdict: Verdict): DecisionWords {
  const { outcome, layer, reason } = verdict;
  return { verdict: OUTCOMES[outcome].receiptV1, layer, reason, rule: patternCode(verdict) };
}

async function verdictOf(judge: RawJudge, context: MediationContext, rerun: Rerun): Promise<Verdict> {
  const { raw } = rerun;
  const mediator = createMediator(context);
  // What never became a request was recorded with what its transport saw, before any answer.
  if (raw.phase !== 'response' && Object.keys(raw.observed).length > 0) {
    return (await mediator.refuse(headOf(raw), raw.observed)).verdict;
  }
  const load = (): Promise<LoadedBody> => Promise.resolve(bodyOf(judge, rerun));
  const { recorded, exchange } = await mediator.request(headOf(raw), load, NEVER);
  if (raw.phase !== 'response' || exchange === undefined) return recorded.verdict;
  const { answer, observed } = raw;
  if (answer === undefined) return (await exchange.observe(observed)).verdict;
  const { status, headers } = answer;
  return (await exchange.response({ status, headers }, keptBody(answer.body, 'answer', rerun), observed)).verdict;
}

function headOf({ transport, kind, method, target, headers, actor, requestId, hop }: RawAction): RequestHead {
  return {
    transport,
    kind,
    method,
    target,
    headers,
    actor,
    peer: '',
    requestId,
    ...(hop === undefined ? {} : { hop }),
  };
}

/** The body as the new configuration would have held it. */
function bodyOf({ config }: RawJudge, rerun: Rerun): LoadedBody {
  const { raw, missing } = rerun;
  if (raw.body === undefined) {
    if (mayHaveBody(raw)) missing.add('body');
    return { kind: 'none' };
  }
  const limit = config.request_body_scanning.max_body_bytes;
  const length = raw.body.kind === 'bytes' ? raw.body.bytes.length : raw.body.kind === 'long' ? raw.body.length : 0;
  if (length > limit) return { kind: 'error', error: 'too_large' };
  return keptBody(raw.body, 'body', rerun);
}

/** RFC 9112 section 6.3: without either field a request has no body. */
function mayHaveBody({ transport, headers }: RawAction): boolean {
  if (transport !== 'forward') return false;
  return headers.some(([name, value]) => name === 'transfer-encoding' || (name === 'content-length' && value !== '0'));
}

function keptBody(body: RawBody, name: string, { missing }: Rerun): LoadedBody {
  switch (body.kind) {
    case 'none':
      return body;
    case 'bytes':
      return body;
    case 'error':
      return { kind: 'error', error: body.error as BodyError };
    case 'long':
      missing.add(name);
      return { kind: 'none' };
  }
}

function contextOf(
  { config, context }: RawJudge,
  rerun: Rerun,
  recorded: PolicyDocument | undefined,
): MediationContext {
  const { facts } = rerun.detail;
  const snapshot = { ...context.snapshot(), killSwitch: () => facts['kill_switch'] === true };
  const together = togetherOf(rerun, recorded);
  return {
    ...context,
    snapshot: () => snapshot,
    resolver: resolverOf(config, rerun),
    rates: ratesOf(rerun, usedFamilies(snapshot.policy.document)),
    ...(config.cross_request_detection.enabled ? { together } : {}),
  };
}

function resolverOf(config: Config, { raw, detail, missing }: Rerun): Resolver {
  const overrides = Object.entries(config.dns.host_overrides).map(([host, answer]) => [host, [answer].flat()] as const);
  return createResolver({
    hostOverrides: Object.fromEntries(overrides),
    reuseMs: 0,
    lookupAll: () => {
      if (raw.addresses.length > 0) return Promise.resolve(raw.addresses);
      const error = detail.facts['dns.error'];
      if (error === undefined) missing.add('addresses');
      const code = error === 'not_found' ? 'ENOTFOUND' : error === 'timeout' ? 'ETIMEDOUT' : 'EAI_FAIL';
      return Promise.reject(Object.assign(new Error('no address is recorded'), { code }));
    },
  });
}

function ratesOf({ detail: { facts }, missing }: Rerun, used: ReadonlySet<string>): RateLedger {
  return {
    admit: () => {
      const { 'rate.requests': requests, 'rate.bytes': bytes } = facts;
      if (typeof requests === 'number' && typeof bytes === 'number') return { requests, bytes };
      if (used.has('rate.')) missing.add('rate');
      return { requests: 0, bytes: 0 };
    },
    addBytes: () => undefined,
    size: 0,
  };
}

/** What the requests of a session showed together then. It is not put together again. */
function togetherOf({ detail, missing }: Rerun, recorded: PolicyDocument | undefined): CrossRequestState {
  const facts = Object.fromEntries(Object.entries(detail.facts).filter(([name]) => name.startsWith('cee.')));
  const watched = usedFamilies(recorded).has('cee.') && (detail.phase === 'request' || detail.phase === 'response');
  return {
    observe: () => {
      if (!watched) missing.add('other requests of the session');
      return { facts, findings: [], contributors: new Map() };
    },
    reset: () => undefined,
    sessions: 0,
    bufferChars: 0,
  };
}
