// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from '../../../../evidence/canonical/json-reader.js';
import type { CryptoSuite } from '../../../../evidence/crypto/suite.js';
import { definitionHash, isMembers } from './definition.js';
import { detectToolPoison, type TextDetector } from './detect.js';
import { POISON_RULES } from './poison-rules.table.js';
import { holdsSequence } from './sequences.js';
import { readDefinitions, type DefinedTool } from './texts.js';
import { tagWords, type TaggedWord } from './words.js';

/** What makes a change of a definition more than a better wording. */
export type DriftCue =
  | 'egress-url'
  | 'agent-directive'
  | 'concealment'
  | 'cross-tool-reference'
  | 'tool-poison-pattern'
  | 'structural-change';

/** What is kept of a tool that was seen first. */
export interface ToolBaseline {
  readonly hash: string | undefined;
  readonly definition: JsonValue;
}

/** A tool that is not what it was. */
export interface ToolChange {
  readonly tool: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Empty for a change of wording alone, which may become the new baseline. */
  readonly cues: readonly DriftCue[];
  /** Characters by which the description has grown; negative when it has shrunk. */
  readonly descriptionGrowth: number;
  /** The first 200 characters that are new in the description. Untrusted text. */
  readonly addedText: string;
  readonly parametersAdded: readonly string[];
  readonly parametersRemoved: readonly string[];
}

/** Tools kept for one server. */
const MAX_BASELINE_TOOLS = 10_000;
const SHOWN = 200;

function nameOf(tool: JsonValue): string {
  return isMembers(tool) && typeof tool['name'] === 'string' ? tool['name'] : '';
}

/** The baselines of a list of tools by name. `overflow` counts those that were left out. */
export function baselineTools(
  tools: readonly JsonValue[],
  suite: CryptoSuite,
): { readonly baselines: ReadonlyMap<string, ToolBaseline>; readonly overflow: number } {
  const kept = tools.slice(0, MAX_BASELINE_TOOLS);
  const baselines = new Map(
    kept.map((definition) => [nameOf(definition), { hash: definitionHash(definition, suite), definition }]),
  );
  return { baselines, overflow: tools.length - kept.length };
}

function proseOf(tool: DefinedTool | undefined): string {
  return (tool?.texts ?? [])
    .filter(({ role }) => role === 'prose' || role === 'meta')
    .map(({ text }) => text)
    .join('\n');
}

/** What of a text is new: its lines and sentences that the other one does not have. */
function addedSentences(before: string, after: string): string {
  const known = new Set(before.split(/(?<=[.!?])\s|\n/).map((sentence) => sentence.trim()));
  return after
    .split(/(?<=[.!?])\s|\n/)
    .filter((sentence) => !known.has(sentence.trim()))
    .join(' ');
}

/** A schema without its wording: types, names, what is required. */
function structureOf(value: JsonValue | undefined, depth = 0): JsonValue {
  if (value === undefined || depth > 64) return null;
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((item) => structureOf(item, depth + 1));
  if (!isMembers(value)) return value;
  const wording = /^(?:description|title|examples?|\$comment|default)$/;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => !(wording.test(key) && !isMembers(item)))
      .map(([key, item]) => [key, structureOf(item, depth + 1)]),
  );
}

function structureHash(tool: JsonValue, suite: CryptoSuite): string | undefined {
  if (!isMembers(tool)) return undefined;
  return definitionHash({ in: structureOf(tool['inputSchema']), out: structureOf(tool['outputSchema']) }, suite);
}

const CONCEALMENT = POISON_RULES.filter(({ name }) => name === 'concealment').flatMap(({ sequences }) => sequences);

function isDirected(words: readonly TaggedWord[]): boolean {
  return words.some(
    ({ classes }, i) =>
      (classes.has('condition') || classes.has('always') || classes.has('require')) &&
      words
        .slice(i, i + 9)
        .some((next) => ['read', 'give', 'send', 'call', 'run'].some((kind) => next.classes.has(kind as 'read'))),
  );
}

function wordingCues(added: string, siblings: ReadonlySet<string>): readonly DriftCue[] {
  const words = tagWords(added);
  const cues: DriftCue[] = [];
  if (words.some(({ classes }) => classes.has('url'))) cues.push('egress-url');
  if (isDirected(words)) cues.push('agent-directive');
  if (CONCEALMENT.some((one) => holdsSequence(words, one))) cues.push('concealment');
  if (words.some(({ text }) => siblings.has(text))) cues.push('cross-tool-reference');
  return cues;
}

interface Comparison {
  readonly suite: CryptoSuite;
  readonly detect: TextDetector | undefined;
  /** Lower-case names of the tools of all servers that the agent sees. */
  readonly names: ReadonlySet<string>;
}

function poisonRules(tool: JsonValue, detect: TextDetector | undefined): ReadonlySet<string> {
  return new Set(detectToolPoison([tool], detect).findings.map(({ rule }) => rule));
}

function describeChange(tool: string, before: JsonValue, after: JsonValue, comparison: Comparison): ToolChange {
  const [old] = readDefinitions([before]).tools;
  const [now] = readDefinitions([after]).tools;
  const added = addedSentences(proseOf(old), proseOf(now));
  const others = new Set([...comparison.names].filter((name) => name !== tool.toLowerCase()));
  const cues: DriftCue[] = [...wordingCues(added, others)];
  const known = poisonRules(before, comparison.detect);
  if ([...poisonRules(after, comparison.detect)].some((rule) => !known.has(rule))) cues.push('tool-poison-pattern');
  if (structureHash(before, comparison.suite) !== structureHash(after, comparison.suite))
    cues.push('structural-change');
  const names = (one: DefinedTool | undefined): ReadonlySet<string> =>
    new Set((one?.properties ?? []).map(({ name }) => name));
  const [was, is] = [names(old), names(now)];
  return {
    tool,
    kind: 'changed',
    cues,
    descriptionGrowth: lengthOf(after) - lengthOf(before),
    addedText: added.slice(0, SHOWN),
    parametersAdded: [...is].filter((name) => !was.has(name)).sort(),
    parametersRemoved: [...was].filter((name) => !is.has(name)).sort(),
  };
}

function lengthOf(tool: JsonValue): number {
  return isMembers(tool) && typeof tool['description'] === 'string' ? tool['description'].length : 0;
}

const NO_CHANGE = {
  cues: [],
  descriptionGrowth: 0,
  addedText: '',
  parametersAdded: [],
  parametersRemoved: [],
} as const;

/**
 * What has changed since the baseline, tool by tool. `otherTools` are names of tools of other servers, whose mention is
 * a cue. `detect` is run as in `detectToolPoison`. Pure; untrusted input.
 */
export function compareTools(
  baselines: ReadonlyMap<string, ToolBaseline>,
  tools: readonly JsonValue[],
  suite: CryptoSuite,
  otherTools: readonly string[] = [],
  detect?: TextDetector,
): readonly ToolChange[] {
  const names = new Set([...tools.map(nameOf), ...otherTools].map((name) => name.toLowerCase()));
  const comparison: Comparison = { suite, detect, names };
  const seen = new Set<string>();
  const changes: ToolChange[] = [];
  for (const definition of tools) {
    const tool = nameOf(definition);
    seen.add(tool);
    const baseline = baselines.get(tool);
    if (baseline === undefined) changes.push({ tool, kind: 'added', ...NO_CHANGE });
    else {
      const hash = definitionHash(definition, suite);
      // Without a canonical form nothing can be said to be the same.
      if (hash === undefined || hash !== baseline.hash)
        changes.push(describeChange(tool, baseline.definition, definition, comparison));
    }
  }
  for (const tool of baselines.keys()) if (!seen.has(tool)) changes.push({ tool, kind: 'removed', ...NO_CHANGE });
  return changes;
}
