// SPDX-License-Identifier: Apache-2.0
import { SEVERITY_RANK, type Finding } from '../../../evidence/model/finding.js';
import type { FactValue } from '../../../evidence/model/policy.js';
import { rateKey } from '../rate.js';
import { EntropyBudget } from './budget.js';
import { entropyBits } from './entropy.js';
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
/** Characters over all sessions. */
const MAX_CHARS = 64 * 1024 * 1024;
/** A request that adds to nothing is not worth keeping a session for. */
const LEAST_PROGRESS = 1;

interface Session {
  readonly budget: EntropyBudget;
  readonly fragments: FragmentSession;
  seenMs: number;
  chars: number;
}

const NOTHING: CrossRequestObservation = { facts: {}, findings: [], contributors: new Map() };

/** Sessions, the one seen longest ago first: those with a single request apart from those with more to lose. */
class SessionLedger {
  readonly #young = new Map<string, Session>();
  readonly #grown = new Map<string, Session>();
  readonly #max: number;
  readonly #ttlMs: number;
  #chars = 0;

  constructor(max: number, ttlMs: number) {
    this.#max = max;
    this.#ttlMs = ttlMs;
  }

  get size(): number {
    return this.#young.size + this.#grown.size;
  }

  get chars(): number {
    return this.#chars;
  }

  /** Characters that there is still room for. */
  get room(): number {
    return Math.max(0, MAX_CHARS - this.#chars);
  }

  find(key: string): Session | undefined {
    return this.#young.get(key) ?? this.#grown.get(key);
  }

  /** Makes room for one more session; the number of sessions forgotten, or undefined when there is none to forget. */
  makeRoom(nowMs: number): number | undefined {
    if (!this.#isFull()) return 0;
    for (const tier of [this.#young, this.#grown]) {
      for (const [key, session] of tier) {
        if (session.seenMs > nowMs - this.#ttlMs) break;
        this.remove(key);
      }
    }
    if (!this.#isFull()) return 0;
    const [oldest] = this.#young.keys();
    if (oldest === undefined) return undefined;
    this.remove(oldest);
    return this.#isFull() ? undefined : 1;
  }

  /** Puts a session behind all others of its kind, after its request. */
  touch(key: string, session: Session, nowMs: number): void {
    this.#young.delete(key);
    this.#grown.delete(key);
    const { size, progress } = session.fragments;
    this.#chars += size - session.chars;
    session.chars = size;
    session.seenMs = Math.max(session.seenMs, nowMs);
    (progress > LEAST_PROGRESS ? this.#grown : this.#young).set(key, session);
  }

  remove(key: string): void {
    this.#chars -= this.find(key)?.chars ?? 0;
    this.#young.delete(key);
    this.#grown.delete(key);
  }

  #isFull(): boolean {
    return this.size >= this.#max || this.#chars >= MAX_CHARS;
  }
}

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
  const { entropy_budget: budget, fragment_reassembly: fragments } = options;
  const budgetMs = budget.window_minutes * MINUTE_MS;
  const fragmentMs = fragments.window_minutes * MINUTE_MS;
  const ledger = new SessionLedger(fragments.max_sessions, Math.max(budgetMs, fragmentMs));
  const isExempt = compileExempt(budget.exempt_domains);

  const openSession = (nowMs: number): Session => ({
    budget: new EntropyBudget(budgetMs),
    fragments: new FragmentSession(fragments.max_buffer_bytes),
    seenMs: nowMs,
    chars: 0,
  });

  const addEntropy = (
    facts: Record<string, FactValue>,
    session: Session,
    destination: string,
    { measured }: RequestParts,
    nowMs: number,
  ): void => {
    const host = destination.toLowerCase().replace(/\.+$/, '');
    if (!budget.enabled || isExempt(host)) return;
    const bits = measured.reduce((sum, text) => sum + entropyBits(text), 0);
    const use = session.budget.add(rateKey(host), bits, nowMs);
    if (use.session > 0) facts['cee.session_entropy_bits'] = use.session;
    if (use.destination > 0) facts['cee.entropy_bits'] = use.destination;
    if (use.destination >= budget.bits_per_window) facts['cee.entropy_exceeded'] = true;
  };

  return {
    observe({ session: key, destination, id, source, nowMs }) {
      if (!options.enabled) return NOTHING;
      const facts: Record<string, FactValue> = {};
      let session = ledger.find(key);
      if (session === undefined) {
        const evicted = ledger.makeRoom(nowMs);
        if (evicted === undefined) return { ...NOTHING, facts: { 'cee.capacity_exceeded': true } };
        if (evicted > 0) facts['cee.evicted_sessions'] = evicted;
        session = openSession(nowMs);
      }
      const parts = requestParts(source);
      // A clock that steps back adds to the newest time there is.
      const atMs = Math.max(nowMs, session.seenMs);
      addEntropy(facts, session, destination, parts, atMs);
      try {
        if (!fragments.enabled) return toObservation(facts, []);
        const room = session.chars + ledger.room;
        const moment = { id, nowMs: atMs, sinceMs: atMs - fragmentMs, room };
        return toObservation(facts, session.fragments.add(parts, moment, search));
      } finally {
        ledger.touch(key, session, atMs);
      }
    },
    reset: (key) => ledger.remove(key),
    get sessions() {
      return ledger.size;
    },
    get bufferChars() {
      return ledger.chars;
    },
  };
}
