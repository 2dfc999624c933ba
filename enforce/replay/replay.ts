// SPDX-License-Identifier: Apache-2.0
import { compareDecisions, passesAs, type DecisionChange } from '../../evidence/model/decision-change.js';
import { VerificationError } from '../../evidence/model/errors.js';
import type { RawAction } from '../../evidence/model/raw-action.js';
import type { DecisionDetail } from '../../evidence/model/evidence-draft.js';
import type { Config } from '../config/schema.js';
import { decide } from '../decide/decide.js';
import { parseTarget } from '../detect/url/target.js';
import { buildContext } from '../runtime/context.js';
import { buildDecisionParts, type DecisionParts } from '../runtime/decision.js';
import { decisionWords, replayFacts } from './by-facts.js';
import { replayRaw, type RawJudge } from './by-raw.js';
import { openEscrow } from './open-escrow.js';
import { openRecordedPolicies, type RecordedPolicies } from './policies.js';
import { readDecisions, type RecordedDecision, type RecordedTraffic } from './read-decisions.js';
import type { Replayed, SilenceReason } from './replayed.js';
import { REPLAY_SCHEMA, type ReplayBasis, type ReplayNotAsserted, type ReplayReport } from './report.js';
import { openTally, type Tally } from './tally.js';

export interface ReplayOptions {
  readonly dir: string;
  /** One run, or the base of several. */
  readonly session?: string;
  /** The configuration to decide by. Absent: every decision by the policy it was recorded with. */
  readonly config?: Config;
  /** A configuration to compare with, instead of the recorded verdicts. */
  readonly baseline?: Config;
  readonly environment: NodeJS.ProcessEnv;
  /** X25519 private key, 32 bytes. Without it recorded facts are all there is. */
  readonly escrowKey?: Uint8Array;
  /** What verification said. */
  readonly verification: ReplayReport['verification'];
  /** Hash of the last entry of each run as verified; a run that ends elsewhere was changed since. */
  readonly verifiedHeads?: ReadonlyMap<string, string>;
  /** Go on with evidence that is not valid, as far as it can be read. */
  readonly tolerant: boolean;
}

/** A configuration ready to judge. */
interface Candidate {
  readonly parts: DecisionParts;
  readonly judge: RawJudge;
}

interface Bench {
  readonly options: ReplayOptions;
  readonly policies: RecordedPolicies;
  readonly tally: Tally;
  readonly next: Candidate | undefined;
  /** What `next` is compared with instead of the recorded verdicts. */
  readonly baseline: Candidate | undefined;
  /** How actions differ by now: an action is one difference, whether or not its answer was judged as well. */
  readonly differing: Map<string, DecisionChange>;
  /** Facts were decided that other detection rules had made. */
  otherRules: boolean;
}

/**
 * Decides recorded traffic again. With a configuration, by that; without, by the recorded policies, which must give
 * every recorded verdict back. Nothing is sent and no name is looked up. Throws VerificationError, ConfigError.
 */
export async function replayPolicy(options: ReplayOptions): Promise<ReplayReport> {
  const { dir, session } = options;
  const traffic = readDecisions(dir, { ...(session === undefined ? {} : { session }), tolerant: readsPast(options) });
  assertVerified(traffic, options);
  const bench: Bench = {
    options,
    policies: openRecordedPolicies(dir),
    tally: openTally(),
    next: openCandidate(options.config, options.environment),
    baseline: openCandidate(options.baseline, options.environment),
    differing: new Map(),
    otherRules: false,
  };
  for (const decision of traffic.decisions) await replayOne(bench, decision);
  return report(bench, traffic);
}

/** Whether bad lines are left out: asked for, or damage that a signed seal admits. */
function readsPast({ tolerant, verification }: ReplayOptions): boolean {
  return tolerant || verification.verdict === 'discontinuous';
}

/** Between verification and reading somebody could have written to the folder. */
function assertVerified({ runs }: RecordedTraffic, options: ReplayOptions): void {
  const { verifiedHeads } = options;
  if (verifiedHeads === undefined || readsPast(options)) return;
  for (const { session, entryHead } of runs) {
    if (verifiedHeads.get(session) === entryHead) continue;
    throw new VerificationError(
      'entry_chain',
      `${session} does not end where it ended when it was verified; try again`,
    );
  }
}

const NOBODY = { onVerdict: () => undefined, onEnd: () => undefined, onEvidenceFailure: () => undefined };

function openCandidate(config: Config | undefined, environment: NodeJS.ProcessEnv): Candidate | undefined {
  if (config === undefined) return undefined;
  const parts = buildDecisionParts(config, environment);
  return { parts, judge: { config, context: buildContext({ config, parts, observer: NOBODY }) } };
}

async function replayOne(bench: Bench, decision: RecordedDecision): Promise<void> {
  const { tally, differing, next, baseline } = bench;
  const { detail } = decision;
  if (detail === undefined) {
    settle(bench, decision, 'facts', silence('redacted'));
    return;
  }
  if (detail.phase === 'response' && differing.get(detail.action_id) === 'newly_blocked') {
    tally.count('not_reached');
    return;
  }
  const opened = openFor(bench, decision);
  if (opened?.kind === 'gone') tally.escrowGone();
  if (opened?.kind === 'changed') {
    if (!bench.options.tolerant) throw new VerificationError('escrow_changed', `${decision.rawRef}: ${opened.reason}`);
    settle(bench, decision, 'escrow', silence('escrow_changed'));
    return;
  }
  const raw = opened?.kind === 'raw' ? opened.raw : undefined;
  const basis = raw === undefined ? 'facts' : 'escrow';
  const answer = next === undefined ? rederive(bench, detail) : await judgeBy(bench, next, detail, raw);
  const before = baseline === undefined ? recordedWords(detail) : await judgeBy(bench, baseline, detail, raw);
  settle(bench, decision, basis, answer, before);
}

function recordedWords({ verdict, layer, reason, pattern }: DecisionDetail): Replayed {
  return { kind: 'decided', words: { verdict, layer, reason, rule: pattern } };
}

function silence(why: SilenceReason): Replayed {
  return { kind: 'cannot_say', why, missing: [], lifted: false };
}

/** What a configuration says: about the traffic itself where it was opened, else about the recorded facts. */
async function judgeBy(
  bench: Bench,
  { parts, judge }: Candidate,
  detail: DecisionDetail,
  raw: RawAction | undefined,
): Promise<Replayed> {
  const recorded = bench.policies.find(detail.policy)?.document;
  if (raw !== undefined) return replayRaw(judge, raw, detail, recorded);
  if (recorded?.rules_hash !== parts.policy.document.rules_hash) bench.otherRules = true;
  return replayFacts(parts.policy, detail, recorded);
}

function openFor(
  { options: { dir, escrowKey } }: Bench,
  decision: RecordedDecision,
): ReturnType<typeof openEscrow> | undefined {
  return escrowKey === undefined || decision.rawRef === '' ? undefined : openEscrow(dir, decision, escrowKey);
}

/** The recorded facts under the recorded policy: by the rules of the format nothing but the recorded verdict. */
function rederive({ policies }: Bench, detail: DecisionDetail): Replayed {
  const policy = policies.find(detail.policy);
  if (policy === undefined) return silence('policy_missing');
  const words = decisionWords(decide(policy, detail.facts));
  // What never became a request is refused even where no rule says so.
  const refusal = detail.phase === 'gate' && detail.layer === 'http' && detail.reason === 'bad_request';
  return refusal && passesAs(words.verdict) ? silence('refused') : { kind: 'decided', words };
}

/** `before` is what the answer is compared with. */
function settle(
  bench: Bench,
  decision: RecordedDecision,
  basis: ReplayBasis,
  answer: Replayed,
  before: Replayed = answer,
): void {
  const { tally, differing } = bench;
  const { detail } = decision;
  tally.basis(basis);
  const silent = [answer, before].find(({ kind }) => kind === 'cannot_say');
  if (silent?.kind === 'cannot_say') {
    tally.count('cannot_say');
    tally.silence(silent);
  }
  if (answer.kind !== 'decided' || before.kind !== 'decided' || detail === undefined) return;
  const change = compareDecisions(before.words, answer.words);
  tally.count(change);
  if (change === 'same' || differing.get(detail.action_id) === change) return;
  differing.set(detail.action_id, change);
  const { action_id, phase } = detail;
  const { session, seq } = decision;
  tally.difference({
    class: change,
    action_id,
    session,
    seq,
    phase,
    target: safeTarget(bench, decision.target),
    basis,
    recorded: before.words,
    replayed: answer.words,
  });
}

/** The record's redaction knew the rules of then. What the new ones would call a secret is not shown either. */
function safeTarget({ next }: Bench, target: string): string {
  if (next === undefined || target === '') return target;
  const { detectors } = next.parts;
  const parsed = parseTarget(target);
  return parsed.url === undefined ? target : detectors.redactTarget(parsed);
}

function report(
  { options, tally, next, baseline, otherRules }: Bench,
  { decisions, runs }: RecordedTraffic,
): ReplayReport {
  const { counts, basis, groups, silences, examples } = tally.end();
  const policies = new Map<string, number>();
  for (const { detail } of decisions) {
    if (detail !== undefined) policies.set(detail.policy, (policies.get(detail.policy) ?? 0) + 1);
  }
  const document = next?.parts.policy.document;
  const actions = new Set(decisions.flatMap(({ detail }) => detail?.action_id ?? [])).size;
  return {
    schema: REPLAY_SCHEMA,
    mode: next === undefined ? 'rederive' : 'replay',
    verification: options.verification,
    evidence: {
      sessions: runs.map(({ session }) => session),
      first: decisions[0]?.at ?? '',
      last: decisions.at(-1)?.at ?? '',
      policies: [...policies].map(([policy_hash, count]) => ({ policy_hash, decisions: count })),
    },
    ...(next === undefined || document === undefined
      ? {}
      : {
          policy: {
            policy_hash: next.parts.policyHash,
            config_hash: document.config_hash,
            rules_hash: document.rules_hash,
            engine: document.engine,
          },
        }),
    compared:
      baseline === undefined ? { with: 'record' } : { with: 'baseline', policy_hash: baseline.parts.policyHash },
    counts: { decisions: decisions.length, actions, ...counts },
    basis,
    groups,
    silences,
    examples,
    not_asserted: notAsserted(next !== undefined, basis.facts > 0, otherRules),
  };
}

function notAsserted(replays: boolean, byFacts: boolean, otherRules: boolean): readonly ReplayNotAsserted[] {
  if (!replays) return [];
  const found: ReplayNotAsserted[] = ['order_of_requests'];
  if (byFacts) found.push('fact_settings');
  if (otherRules) found.push('new_rules');
  return found;
}
