// SPDX-License-Identifier: Apache-2.0
import { addCounts, fewTexts, firstOf, namedCounts, noCounts, type Counts, type FirstOf } from './bounded.js';
import { readActivity, SEVERITIES, type ActivityEvent, type MetaEvent } from './event.js';
import { hostOf } from './host.js';
import { createTimeline } from './timeline.js';
import { categoryOf, DLP_CATEGORY, surfaceOf, transportOf } from './vocabulary.table.js';

/** The ATT&CK technique that a scanner, a layer or an event stands for. */
export type TechniqueOf = (label: string, pattern?: string) => string | undefined;

export interface ActivityOptions {
  readonly techniqueOf: TechniqueOf;
  /** Events before this are left out. Milliseconds since 1970, as is `untilMs`. */
  readonly sinceMs?: number;
  /** Events from this on are left out. */
  readonly untilMs?: number;
  /** How many events are kept as evidence. */
  readonly maxEvidence: number;
}

/** A kept event with what was worked out about it. */
export interface KeptEvent extends ActivityEvent {
  readonly category: string;
}

export interface CategoryState {
  readonly counts: Counts;
  /** Index into SEVERITIES; the smallest is the worst. */
  worst: number;
  readonly techniques: ReturnType<typeof fewTexts>;
  readonly samples: FirstOf<KeptEvent>;
}

/** Everything a report says about activity. Its size has a bound, whatever was read. */
export interface ActivityState {
  readonly total: Counts;
  readonly criticals: number;
  readonly skippedLines: number;
  readonly categories: ReadonlyMap<string, CategoryState>;
  readonly domains: ReturnType<typeof namedCounts>;
  readonly surfaces: ReadonlyMap<string, Counts>;
  readonly transports: ReadonlyMap<string, Counts>;
  readonly agents: ReturnType<typeof namedCounts>;
  readonly techniques: ReadonlyMap<string, Counts>;
  readonly timeline: ReturnType<typeof createTimeline>;
  readonly evidence: readonly KeptEvent[];
  readonly configHashes: readonly string[];
  readonly policyHashes: readonly string[];
  readonly version: string;
  readonly mode: string;
}

export interface ActivityReducer {
  /** Takes in one line, parsed from JSON; untrusted. What has no known form is counted as skipped. */
  add(line: unknown): void;
  /** Counts a line that could not even be parsed. */
  skip(): void;
  readonly state: ActivityState;
}

const MAX_DOMAINS = 50_000;
const MAX_AGENTS = 2_000;
const MAX_TECHNIQUES = 1_000;
const MAX_HASHES = 64;
const SAMPLES = 3;

const TECHNIQUE = /^T\d{4}(?:\.\d{3})?$/;

/** Critical first, then by time. */
function byRank(a: ActivityEvent, b: ActivityEvent): number {
  const critical = Number(b.severity === 'critical') - Number(a.severity === 'critical');
  return critical === 0 ? a.atMs - b.atMs : critical;
}

/** By rank; the rest only makes the order the same whatever the order of the lines. */
function byWeight(a: KeptEvent, b: KeptEvent): number {
  const rank = byRank(a, b);
  if (rank !== 0) return rank;
  for (const field of TIE_BREAKERS) if (a[field] !== b[field]) return a[field] < b[field] ? -1 : 1;
  return 0;
}

const TIE_BREAKERS = [
  ...(['id', 'event', 'class', 'severity', 'label', 'url', 'method', 'transport', 'phase'] as const),
  ...(['reason', 'pattern', 'agent', 'technique'] as const),
];

/** Most events come too late to be kept, and need not be made ready for it. */
function isWanted(event: ActivityEvent, { bar }: FirstOf<KeptEvent>): boolean {
  return bar === undefined || byRank(event, bar) <= 0;
}

/** Longest text of an event that is kept. */
const MAX_TEXT = 2_048;

function keep(event: ActivityEvent, category: string, technique: string): KeptEvent {
  const cut = (text: string): string => (text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text);
  return {
    ...event,
    label: cut(event.label),
    url: cut(event.url),
    method: cut(event.method),
    transport: cut(event.transport),
    phase: cut(event.phase),
    reason: cut(event.reason),
    pattern: cut(event.pattern),
    agent: cut(event.agent),
    id: cut(event.id),
    technique,
    category,
  };
}

function countsIn(map: Map<string, Counts>, name: string): Counts {
  const found = map.get(name);
  if (found !== undefined) return found;
  const counts = noCounts();
  map.set(name, counts);
  return counts;
}

const ONE: Readonly<Record<ActivityEvent['class'], Readonly<Counts>>> = {
  block: { blocks: 1, warns: 0, allowed: 0, total: 1 },
  warn: { blocks: 0, warns: 1, allowed: 0, total: 1 },
  allow: { blocks: 0, warns: 0, allowed: 1, total: 1 },
  other: { blocks: 0, warns: 0, allowed: 0, total: 1 },
};

/** Sums up activity line by line, in constant memory. Totals do not depend on the order of the lines. */
export function createActivityReducer(options: ActivityOptions): ActivityReducer {
  return new ActivitySums(options);
}

class ActivitySums implements ActivityReducer {
  readonly #options: ActivityOptions;
  readonly #total = noCounts();
  readonly #categories = new Map<string, CategoryState>();
  readonly #domains = namedCounts(MAX_DOMAINS);
  readonly #agents = namedCounts(MAX_AGENTS);
  readonly #surfaces = new Map<string, Counts>();
  readonly #transports = new Map<string, Counts>();
  readonly #techniques = namedCounts(MAX_TECHNIQUES);
  readonly #timeline = createTimeline();
  readonly #evidence: FirstOf<KeptEvent>;
  readonly #configHashes = fewTexts(MAX_HASHES);
  readonly #policyHashes = fewTexts(MAX_HASHES);
  readonly #latest = latestStart();
  #criticals = 0;
  #skippedLines = 0;

  constructor(options: ActivityOptions) {
    this.#options = options;
    this.#evidence = firstOf<KeptEvent>(options.maxEvidence, byWeight);
  }

  add(line: unknown): void {
    const { sinceMs = -Infinity, untilMs = Infinity } = this.#options;
    const event = readActivity(line);
    if (event === undefined) this.skip();
    else if (event === 'ignored' || event.atMs < sinceMs || event.atMs >= untilMs) return;
    else if ('meta' in event) this.#addMeta(event);
    else this.#addEvent(event);
  }

  skip(): void {
    this.#skippedLines++;
  }

  get state(): ActivityState {
    return {
      total: this.#total,
      criticals: this.#criticals,
      skippedLines: this.#skippedLines,
      categories: this.#categories,
      domains: this.#domains,
      surfaces: this.#surfaces,
      transports: this.#transports,
      agents: this.#agents,
      techniques: this.#techniques.entries,
      timeline: this.#timeline,
      evidence: this.#evidence.items,
      configHashes: this.#configHashes.sorted,
      policyHashes: this.#policyHashes.sorted,
      ...this.#latest.found(),
    };
  }

  #addMeta({ atMs, meta, version, mode, configHash, policyHash }: MetaEvent): void {
    this.#configHashes.add(configHash);
    this.#policyHashes.add(policyHash);
    if (meta === 'startup') this.#latest.offer(atMs, version, mode);
  }

  #addEvent(event: ActivityEvent): void {
    const one = ONE[event.class];
    addCounts(this.#total, one);
    if (event.class === 'other') return;
    const transport = transportOf(event.transport, event.event);
    addCounts(this.#timeline.at(event.atMs), one);
    addCounts(countsIn(this.#transports, transport), one);
    const host = hostOf(event.url);
    if (host !== '') addCounts(this.#domains.of(host), one);
    if (event.agent !== '') addCounts(this.#agents.of(event.agent), one);
    if (event.class !== 'allow') this.#addSecurity(event, one, transport);
  }

  #addSecurity(event: ActivityEvent, one: Readonly<Counts>, transport: string): void {
    const category = categoryOf(event.label);
    const technique = this.#techniqueOf(event);
    if (event.severity === 'critical') this.#criticals++;
    const state = this.#category(category);
    addCounts(state.counts, one);
    state.worst = Math.min(state.worst, SEVERITIES.indexOf(event.severity));
    if (isWanted(event, state.samples) || isWanted(event, this.#evidence)) {
      const kept = keep(event, category, technique);
      state.samples.add(kept);
      this.#evidence.add(kept);
    }
    if (technique !== '') {
      state.techniques.add(technique);
      addCounts(this.#techniques.of(technique), one);
    }
    if (category === DLP_CATEGORY)
      addCounts(countsIn(this.#surfaces, surfaceOf(event.label, transport, event.phase)), one);
  }

  #techniqueOf({ technique, label, pattern }: ActivityEvent): string {
    return TECHNIQUE.test(technique) ? technique : (this.#options.techniqueOf(label, pattern) ?? '');
  }

  #category(name: string): CategoryState {
    const known = this.#categories.get(name);
    if (known !== undefined) return known;
    const fresh = newCategory();
    this.#categories.set(name, fresh);
    return fresh;
  }
}

function newCategory(): CategoryState {
  return {
    counts: noCounts(),
    worst: SEVERITIES.length - 1,
    techniques: fewTexts(MAX_HASHES),
    samples: firstOf(SAMPLES, byWeight),
  };
}

/** Version and mode as the last start of the product told them. */
function latestStart(): {
  offer(atMs: number, version: string, mode: string): void;
  found(): { readonly version: string; readonly mode: string };
} {
  let best = { atMs: -Infinity, version: '', mode: '' };
  const rank = ({ version, mode }: { version: string; mode: string }): string => `${version}\0${mode}`;
  return {
    offer(atMs, version, mode) {
      const found = { atMs, version: version.slice(0, 64), mode: mode.slice(0, 64) };
      if (atMs > best.atMs || (atMs === best.atMs && rank(found) > rank(best))) best = found;
    },
    found: () => ({ version: best.version, mode: best.mode }),
  };
}
