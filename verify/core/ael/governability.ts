// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from '../../../evidence/canonical/json-reader.js';
import { recordFault, type AelEvent, type AelRecord } from '../../../evidence/model/ael/record.js';
import { isObject } from '../../../evidence/model/ael/shape.js';
import type { AelArtifact } from './artifact.js';

/** From what can be undone to what cannot. An unknown class counts as the last. */
const CLASSES = ['read-only', 'reversible', 'external-reversible', 'irreversible'] as const;
type Reversibility = (typeof CLASSES)[number];

type GovStatus = 'UNASSESSABLE' | 'POLICY-INVALID' | 'POLICY-SILENT' | 'POLICY-BOUND' | 'DECLARED' | 'UNCLASSIFIED';

export interface GovEvent {
  readonly status: GovStatus;
  readonly class: Reversibility;
}

/** How far the effects of a run's events can be undone, and who says so. An extension: it moves no grade. */
export interface GovResult {
  readonly run: string;
  readonly events: Readonly<Record<string, GovEvent>>;
  readonly coverage: 'OK' | 'GAP' | 'N/A' | 'UNASSESSABLE';
  readonly gaps?: readonly string[];
  readonly anomalies?: readonly string[];
  readonly notes?: readonly string[];
}

interface Contribution extends GovEvent {
  readonly id: string;
  readonly eventClass: string;
  readonly note?: string;
}

function member(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return value !== undefined && isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function classOf(value: JsonValue | undefined): Reversibility | undefined {
  return CLASSES.find((one) => one === value);
}

function severity(one: Reversibility): number {
  return CLASSES.indexOf(one);
}

const WORST = { class: 'irreversible' } as const;

/** What the policy of a decision says of the event's class; undefined where the decision names none. */
function boundByPolicy({ decision, event }: AelRecord, policies: AelArtifact['policies']): GovEvent | undefined {
  const name = decision?.policy ?? '';
  if (name === '') return undefined;
  const policy = policies.get(name);
  const table = typeof policy === 'object' ? policy.reversibility : null;
  if (table !== undefined && !isObject(table)) return { status: 'POLICY-INVALID', ...WORST };
  const entry = member(table, (event as AelEvent).class);
  const found = classOf(entry);
  if (found !== undefined) return { status: 'POLICY-BOUND', class: found };
  return { status: entry === undefined ? 'POLICY-SILENT' : 'POLICY-INVALID', ...WORST };
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function contribution(value: JsonValue, policies: AelArtifact['policies']): Contribution {
  const said = member(value, 'event');
  const event = { id: textOf(member(said, 'id')), eventClass: textOf(member(said, 'class')) };
  if (recordFault(value) !== undefined) return { ...event, status: 'UNASSESSABLE', ...WORST };
  const declared = member(member(member(value, 'ext'), 'gov'), 'declared_reversibility');
  const softer = classOf(declared);
  const bound = boundByPolicy(value as unknown as AelRecord, policies);
  if (bound === undefined && declared === undefined) return { ...event, status: 'UNCLASSIFIED', ...WORST };
  if (bound === undefined) return { ...event, status: 'DECLARED', class: softer ?? 'irreversible' };
  if (softer === undefined || severity(softer) >= severity(bound.class)) return { ...event, ...bound };
  const note = `event ${event.id}: the agent declares ${softer}, which is softer than ${bound.class} and ignored`;
  return { ...event, ...bound, note };
}

/** How much weight a status has among contributions of one class. */
function rank({ status }: GovEvent): number {
  return status === 'POLICY-BOUND' ? 2 : status === 'DECLARED' ? 1 : 0;
}

function merge(list: readonly Contribution[]): GovEvent {
  if (list.some(({ status }) => status === 'UNASSESSABLE')) return { status: 'UNASSESSABLE', ...WORST };
  const [worst] = list.toSorted((x, y) => severity(y.class) - severity(x.class) || rank(y) - rank(x));
  return { status: (worst as Contribution).status, class: (worst as Contribution).class };
}

function coverageOf(
  contributions: readonly Contribution[],
  byId: ReadonlyMap<string, readonly Contribution[]>,
  classes: ReadonlySet<string>,
): Pick<GovResult, 'coverage' | 'gaps'> {
  const lost = contributions.some((one) => one.status === 'UNASSESSABLE' && (one.id === '' || one.eventClass === ''));
  if (lost) return { coverage: 'UNASSESSABLE' };
  if (classes.size === 0) return { coverage: 'N/A' };
  const gaps = [...byId].flatMap(([id, list]) => {
    const merged = merge(list);
    const safe = merged.status === 'POLICY-BOUND' && merged.class !== 'irreversible';
    return !safe && list.some(({ eventClass }) => !classes.has(eventClass)) ? [id] : [];
  });
  return gaps.length === 0 ? { coverage: 'OK' } : { coverage: 'GAP', gaps };
}

/** Evaluates the governability extension for one run. */
export function evaluateGovernability(run: string, { recorders, policies, manifest }: AelArtifact): GovResult {
  const lines = recorders.flatMap((one) => (one.entry.run === run ? one.lines : []));
  const activities = lines.filter(({ state, value }) => state === 'read' && member(value, 'type') === 'activity');
  const contributions = activities.map(({ value }) => contribution(value, policies));
  const ids = [...new Set(contributions.map(({ id }) => id))].filter((id) => id !== '').sort();
  const byId = new Map<string, Contribution[]>(ids.map((id) => [id, []]));
  for (const one of contributions) byId.get(one.id)?.push(one);
  const anomalies = [...byId]
    .filter(([, list]) => new Set(list.map(({ eventClass }) => eventClass)).size > 1)
    .map(([id]) => `DUPLICATE-ID-CLASS-CONFLICT: ${id}`);
  const notes = contributions.flatMap(({ note }) => note ?? []);
  return {
    run,
    events: Object.fromEntries([...byId].map(([id, list]) => [id, merge(list)])),
    ...coverageOf(contributions, byId, new Set(manifest.correspondence?.classes)),
    ...(anomalies.length === 0 ? {} : { anomalies }),
    ...(notes.length === 0 ? {} : { notes }),
  };
}
