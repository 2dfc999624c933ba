// SPDX-License-Identifier: Apache-2.0
import { SEVERITY_RANK, type Finding } from '../../../evidence/model/finding.js';
import type { FactValue } from '../../../evidence/model/policy.js';
import { rateKey } from '../rate.js';
import { EntropyBudget } from './budget.js';
import { entropyBits } from './entropy.js';
import { SessionLedger, type Session } from './ledger.js';
import { requestParts, type FragmentSource, type RequestParts } from './parts.js';
import type { FragmentSearch } from '../../text/fragment-search.js';
import type { JoinedHit } from './search.js';
import { FragmentSession } from './session.js';

/** The section `cross_request_detection` of a configuration, as far as the state reads it. */
export interface CrossRequestOptions {
  readonly enabled: boolean;
  readonly entropy_budget: {
    readonly enabled: boolean;
    readonly bits_per_window: number;
    readonly window_minutes: number;
    /** `*.example.com` for a domain and everything below it, else a host. */
    readonly exempt_domains: readonly string[];
  };
  readonly fragment_reassembly: {
    readonly enabled: boolean;
    /** For one session. */
    readonly max_buffer_bytes: number;
    readonly max_sessions: number;
    readonly window_minutes: number;
  };
}

/** One request as the state sees it. */
export interface CrossRequestEvent {
  /** Whoever sends: requests of different sessions are never joined. */
  readonly session: string;
  /** Host of the destination. */
  readonly destination: string;
  /** Id of the request, named as a contributor. */
  readonly id: string;
  readonly source: FragmentSource;
  readonly nowMs: number;
}

/** What the requests of a session show together. */
export interface CrossRequestObservation {
  /** See `observe`. */
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly findings: readonly Finding[];
  /** For each rule among the findings the ids of the requests whose pieces were needed, oldest first. */
  readonly contributors: ReadonlyMap<string, readonly string[]>;
}

/** State over the requests of all sessions. */
export interface CrossRequestState {
  /**
   * Adds a request. Facts, absent where nothing is to be said: `cee.entropy_bits` (sent by this session to the
   * destination's registrable domain within the window, this request included), `cee.session_entropy_bits` (to all),
   * `cee.entropy_exceeded` (the first has reached the budget), `cee.fragment_count` (rules that only pieces of several
   * requests show), `cee.fragment_max_severity`, `cee.fragment.rule.<slug>` (number of requests that contribute),
   * `cee.capacity_exceeded` (the session is new and there is no room for it: nothing was looked at),
   * `cee.evicted_sessions` (sessions of one request each that were forgotten for this one).
   * Throws FormatError when the search does.
   */
  observe(event: CrossRequestEvent): CrossRequestObservation;
  /** Forgets a session, as an operator asks. */
  reset(session: string): void;
  readonly sessions: number;
  /** Characters held by all sessions. */
  readonly bufferChars: number;
}

const MINUTE_MS = 60_000;
const NOTHING: CrossRequestObservation = { facts: {}, findings: [], contributors: new Map() };

function compileExempt(patterns: readonly string[]): (host: string) => boolean {
  const zones = patterns.filter((pattern) => pattern.startsWith('*.')).map((pattern) => pattern.slice(2).toLowerCase());
  const hosts = new Set(patterns.map((pattern) => pattern.toLowerCase()));
  return (host) => hosts.has(host) || zones.some((zone) => host === zone || host.endsWith(`.${zone}`));
}

/** A rule's name as it stands in fact names: lower-case letters, digits and single underscores. */
function slugOf(rule: string): string {
  return rule
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}

function toObservation(facts: Record<string, FactValue>, hits: readonly JoinedHit[]): CrossRequestObservation {
  if (hits.length === 0) return { facts, findings: [], contributors: NOTHING.contributors };
  facts['cee.fragment_count'] = hits.length;
  facts['cee.fragment_max_severity'] = Math.max(...hits.map(({ severity }) => SEVERITY_RANK[severity]));
  for (const { rule, contributors } of hits) facts[`cee.fragment.rule.${slugOf(rule)}`] = contributors.length;
  const findings = hits.map(({ rule, category, severity }): Finding => ({
    detector: 'cross_request',
    rule,
    category,
    severity,
    surface: 'session',
    view: 'split',
  }));
  return { facts, findings, contributors: new Map(hits.map(({ rule, contributors }) => [rule, contributors])) };
}

/**
 * An empty state. `search` is what judges a single text. Everything is bounded: characters for each session and over
 * all, sessions, destinations. When it is full, sessions with a single request make way for a new one; when there are
 * none, the new one is reported as having no room, since forgetting another would let its pieces pass.
 */
export function openCrossRequests(options: CrossRequestOptions, search: FragmentSearch): CrossRequestState {
  return new CrossRequests(options, search);
}

class CrossRequests implements CrossRequestState {
  readonly #options: CrossRequestOptions;
  readonly #search: FragmentSearch;
  readonly #budgetMs: number;
  readonly #fragmentMs: number;
  readonly #ledger: SessionLedger;
  readonly #isExempt: (host: string) => boolean;

  constructor(options: CrossRequestOptions, search: FragmentSearch) {
    const { entropy_budget: budget, fragment_reassembly: fragments } = options;
    this.#options = options;
    this.#search = search;
    this.#budgetMs = budget.window_minutes * MINUTE_MS;
    this.#fragmentMs = fragments.window_minutes * MINUTE_MS;
    this.#ledger = new SessionLedger(fragments.max_sessions, Math.max(this.#budgetMs, this.#fragmentMs));
    this.#isExempt = compileExempt(budget.exempt_domains);
  }

  get sessions(): number {
    return this.#ledger.size;
  }

  get bufferChars(): number {
    return this.#ledger.chars;
  }

  reset(session: string): void {
    this.#ledger.remove(session);
  }

  observe(event: CrossRequestEvent): CrossRequestObservation {
    if (!this.#options.enabled) return NOTHING;
    const facts: Record<string, FactValue> = {};
    const session = this.#sessionOf(event, facts);
    if (session === undefined) return { ...NOTHING, facts: { 'cee.capacity_exceeded': true } };
    const parts = requestParts(event.source);
    // A clock that steps back adds to the newest time there is.
    const atMs = Math.max(event.nowMs, session.seenMs);
    this.#addEntropy(facts, session, event.destination, parts, atMs);
    try {
      return toObservation(facts, this.#addFragments(session, event.id, parts, atMs));
    } finally {
      this.#ledger.touch(event.session, session, atMs);
    }
  }

  /** The session of a request; undefined when it is new and there is no room for it. */
  #sessionOf({ session: key, nowMs }: CrossRequestEvent, facts: Record<string, FactValue>): Session | undefined {
    const known = this.#ledger.find(key);
    if (known !== undefined) return known;
    const evicted = this.#ledger.makeRoom(nowMs);
    if (evicted === undefined) return undefined;
    if (evicted > 0) facts['cee.evicted_sessions'] = evicted;
    return {
      budget: new EntropyBudget(this.#budgetMs),
      fragments: new FragmentSession(this.#options.fragment_reassembly.max_buffer_bytes),
      seenMs: nowMs,
      chars: 0,
    };
  }

  #addEntropy(
    facts: Record<string, FactValue>,
    session: Session,
    destination: string,
    { measured }: RequestParts,
    atMs: number,
  ): void {
    const { enabled, bits_per_window: limit } = this.#options.entropy_budget;
    const host = destination.toLowerCase().replace(/\.+$/, '');
    if (!enabled || this.#isExempt(host)) return;
    const bits = measured.reduce((sum, text) => sum + entropyBits(text), 0);
    const use = session.budget.add(rateKey(host), bits, atMs);
    if (use.session > 0) facts['cee.session_entropy_bits'] = use.session;
    if (use.destination > 0) facts['cee.entropy_bits'] = use.destination;
    if (use.destination >= limit) facts['cee.entropy_exceeded'] = true;
  }

  #addFragments(session: Session, id: string, parts: RequestParts, atMs: number): readonly JoinedHit[] {
    if (!this.#options.fragment_reassembly.enabled) return [];
    const room = session.chars + this.#ledger.room;
    const moment = { id, nowMs: atMs, sinceMs: atMs - this.#fragmentMs, room };
    return session.fragments.add(parts, moment, this.#search);
  }
}
