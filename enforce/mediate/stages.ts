// SPDX-License-Identifier: Apache-2.0
import { CodedError } from '../../evidence/model/errors.js';
import type { FactValue } from '../../evidence/model/policy.js';
import { OUTCOMES, type Phase, type Verdict } from '../../evidence/model/verdict.js';
import { bodyParts, type ExtractedBody } from '../detect/body/extract.js';
import { headerValue } from '../detect/body/headers.js';
import type { Observation } from '../detect/observation.js';
import type { ParsedTarget } from '../detect/url/target.js';
import { openJudgement } from './judgement.js';
import type { MediationContext, PolicySnapshot } from './snapshot.js';
import type { BodyLoader, LoadedBody, RequestHead } from './types.js';

/** One action on its way through the stages. Stages read it and fill in what later ones need. */
export interface Passage {
  readonly context: MediationContext;
  readonly snapshot: PolicySnapshot;
  readonly head: RequestHead;
  readonly target: ParsedTarget;
  readonly loadBody: BodyLoader;
  readonly signal: AbortSignal;
  /** Set by the dns stage: what may be connected to. */
  addresses: readonly string[];
  /** Set by the request stage. */
  body: LoadedBody;
  bodyRead: boolean;
  /** The same taken apart, from the request stage to the next one. */
  extracted: ExtractedBody | undefined;
}

interface Stage {
  readonly phase: Phase;
  observe(passage: Passage): Observation | Promise<Observation>;
}

/**
 * The stages of a request, in order; the policy is consulted after each and the first block ends the action. No stage
 * before `dns` may ask a resolver anything: a secret in a host name would leave with the question.
 */
export const REQUEST_STAGES: readonly Stage[] = [
  { phase: 'gate', observe: observeGate },
  { phase: 'gate', observe: observeEnvelope },
  { phase: 'raw_url', observe: ({ snapshot, target }) => snapshot.detectors.rawUrl(target) },
  { phase: 'url', observe: ({ snapshot, target }) => snapshot.detectors.url(target) },
  { phase: 'dns', observe: observeDns },
  { phase: 'budget', observe: observeBudget },
  { phase: 'request', observe: observeRequest },
  { phase: 'request', observe: observeTogether },
];

/** The stages that need nothing but the target, for a URL that nobody asks for. */
const DESTINATION_STAGES = REQUEST_STAGES.filter(
  ({ phase }) => phase === 'raw_url' || phase === 'url' || phase === 'dns',
);

/** Judges where a URL leads, names resolved included, without counting it against any budget. */
export async function observeDestination(
  context: MediationContext,
  snapshot: PolicySnapshot,
  target: ParsedTarget,
  signal: AbortSignal,
): Promise<Verdict> {
  const passage = openPassage({ context, snapshot, head: DESTINATION_HEAD, target, loadBody: noBody, signal });
  const judgement = openJudgement(snapshot);
  let verdict = judgement.decide('gate');
  for (const stage of DESTINATION_STAGES) {
    judgement.add(await stage.observe(passage));
    verdict = judgement.decide(stage.phase);
    if (!OUTCOMES[verdict.outcome].passes) break;
  }
  return verdict;
}

const DESTINATION_HEAD: RequestHead = {
  transport: 'fetch',
  kind: 'http_request',
  method: 'GET',
  target: '',
  headers: [],
  actor: { name: '', provenance: 'none' },
  peer: '',
  requestId: '',
};

function noBody(): Promise<LoadedBody> {
  return Promise.resolve({ kind: 'none' });
}

/** Spelled out: this runs for every action, and copying an object by spreading it costs several times as much. */
export function openPassage(given: Omit<Passage, 'addresses' | 'body' | 'bodyRead' | 'extracted'>): Passage {
  const { context, snapshot, head, target, loadBody, signal } = given;
  return {
    context,
    snapshot,
    head,
    target,
    loadBody,
    signal,
    addresses: [],
    body: NO_BODY,
    bodyRead: false,
    extracted: undefined,
  };
}

const NO_BODY: LoadedBody = { kind: 'none' };

function observation(facts: Record<string, FactValue>): Observation {
  return { facts, findings: [] };
}

function observeGate({ snapshot, head }: Passage): Observation {
  const facts: Record<string, FactValue> = { kill_switch: snapshot.killSwitch() };
  if (!snapshot.enabled[head.transport]) facts['transport.enabled'] = false;
  if (head.hop !== undefined && head.hop > 0) facts['redirect.hop'] = head.hop;
  return observation(facts);
}

/**
 * The envelope that came with the request. Before anything else is looked at: what no trusted mediator let through is
 * not worth a look. A redirect is a request of our own and has none.
 */
function observeEnvelope({ context, head, loadBody }: Passage): Observation | Promise<Observation> {
  const verify = context.envelopes?.verify;
  if (verify === undefined || (head.hop ?? 0) > 0) return observation({});
  const { method, target: targetUri, headers: fields } = head;
  return verify(head.received ?? { method, targetUri, fields }, () => bodyBytes(loadBody)).then((result) =>
    observation({ [result === 'verified' ? 'envelope.inbound' : 'envelope.inbound_fault']: result }),
  );
}

async function bodyBytes(loadBody: BodyLoader): Promise<Uint8Array | null> {
  const body = await loadBody();
  if (body.kind === 'error') throw new CodedError(body.error, 'the body cannot be read');
  return body.kind === 'bytes' ? body.bytes : null;
}

async function observeDns(passage: Passage): Promise<Observation> {
  const { context, snapshot, target, signal } = passage;
  const resolution = await context.resolver.resolve(target.host, signal);
  if (!resolution.ok) return observation({ 'dns.error': resolution.error });
  passage.addresses = resolution.addresses;
  return snapshot.detectors.dns(target, resolution.addresses);
}

function observeBudget({ context, target }: Passage): Observation {
  const { requests, bytes } = context.rates.admit(target.host, context.clock.monotonicMs());
  return observation({ 'rate.requests': requests, 'rate.bytes': bytes });
}

/** What this request shows together with the ones before it. */
function observeTogether(passage: Passage): Observation {
  const { context, snapshot, head, target, body, extracted } = passage;
  if (context.together === undefined) return observation({});
  // Nobody reads it after this, and the passage lives as long as the answer takes.
  passage.extracted = undefined;
  const { facts, findings } = context.together.observe({
    session: sessionOf(head),
    destination: target.host,
    id: head.requestId,
    source: {
      host: target.host,
      path: target.path,
      query: target.parts,
      headers: snapshot.detectors.searchedHeaders(head.headers),
      ...(body.kind === 'bytes' ? bodyParts(body.bytes, headerValue(head.headers, 'content-type'), extracted) : {}),
    },
    nowMs: context.clock.monotonicMs(),
  });
  return { facts: { ...facts }, findings: [...findings] };
}

/** A name counts only where the configuration gave it: a client could take a new one for each request. */
function sessionOf({ actor, peer }: RequestHead): string {
  return actor.provenance === 'config' ? `agent ${actor.name}` : `peer ${peer}`;
}

async function observeRequest(passage: Passage): Promise<Observation> {
  // The body is read only now: nothing of a refused request is held in memory.
  passage.body = await passage.loadBody();
  passage.bodyRead = true;
  const observed = await passage.snapshot.detectors.request(passage.head.headers, passage.body, passage.target);
  if (passage.context.together !== undefined) passage.extracted = observed.body;
  return observed;
}
