// SPDX-License-Identifier: Apache-2.0
import { SEVERITY_RANK, type Finding, type Severity } from '../../../../evidence/model/finding.js';
import type { FactValue } from '../../../../evidence/model/policy.js';
import { readText } from '../../../text/reading.js';
import { encodedBytes, judgeBytes } from '../../body/embedded.js';
import { ruleSlug } from '../../dlp/rules/rule.js';
import { classifyTool } from '../names.js';
import { UNINSPECTABLE_ARGUMENTS } from '../policy/builtin.table.js';
import { siblingKey, steeringClaims, STEERING } from './claims.js';
import { lookalikeNames, mimicsBinary } from './lookalikes.js';
import { hasEncodedBlob, instructionTag, spelledByTags } from './markers.js';
import { asksForSecret, contextLeak, isAboutModels } from './parameters.js';
import { POISON_RULES } from './poison-rules.table.js';
import { classesOfAll, holdsSequence, mayHold, sequence } from './sequences.js';
import { readDefinitions, type DefinedTool, type Definitions, type DefinitionText } from './texts.js';
import { harvestByCues } from './weak-cues.js';
import { MAX_WORDED_TEXT, tagWords, type TaggedWord } from './words.js';

/** A detector that is run on the same texts, such as the one for injections. `surface` is the path of the text. */
export type TextDetector = (text: string, surface: string) => readonly Finding[];

/** What a server's definitions hold. */
export interface PoisonObservation {
  readonly findings: readonly Finding[];
  /** `tool.poison.count`, `.max_severity`, `.rule.<slug>`; absent when nothing was found. */
  readonly facts: Readonly<Record<string, FactValue>>;
}

interface Scan {
  readonly findings: Finding[];
  readonly seen: Set<string>;
  readonly siblings: ReadonlySet<string>;
  readonly detect: TextDetector | undefined;
}

const MAX_FINDINGS = 512;

function report(scan: Scan, rule: string, severity: Severity, surface: string, view = 'raw'): void {
  const key = `${rule}\n${surface}`;
  if (scan.seen.has(key) || scan.findings.length >= MAX_FINDINGS) return;
  scan.seen.add(key);
  scan.findings.push({ detector: 'tool_poison', rule, category: 'default', severity, surface, view });
}

const ARBITRARY_COMMANDS = sequence('run 4 arbitrary 3 command');

/** A tool that does not say by its name that it runs commands has no business offering to run any. */
function offersCommands(tool: string, words: readonly TaggedWord[]): boolean {
  if (tool === '' || !words.some(({ text }) => /^(?:shell|system|os|bash|terminal)$/.test(text))) return false;
  return holdsSequence(words, ARBITRARY_COMMANDS) && !classifyTool(tool).runs;
}

/** Rules over the words of one reading of a text. Returns whether anything was found. */
function scanWords(scan: Scan, tool: string, words: readonly TaggedWord[], surface: string, view: string): boolean {
  // The shortest sequence has two steps.
  if (words.length < 2) return false;
  const before = scan.findings.length;
  const present = classesOfAll(words);
  for (const { name, severity, sequences } of POISON_RULES)
    if (sequences.some((one) => mayHold(present, one) && holdsSequence(words, one)))
      report(scan, name, severity, surface, view);
  const harvest = harvestByCues(words);
  if (harvest === 'secret') report(scan, 'File Exfiltration Directive', 'critical', surface, view);
  if (harvest === 'prompt' && !isAboutModels(tool)) report(scan, 'prompt-harvest', 'critical', surface, view);
  const { score, replaces } = steeringClaims(words, scan.siblings);
  if (score >= STEERING) {
    report(scan, 'Cross-Tool Manipulation', 'high', surface, view);
    if (replaces) report(scan, 'cross-tool-replacement', 'critical', surface, view);
  }
  if (mayHold(present, ARBITRARY_COMMANDS) && offersCommands(tool, words))
    report(scan, 'Dangerous Capability', 'high', surface, view);
  return scan.findings.length > before;
}

/** Prose is tried as written, in what it decodes to, and in what its invisible characters spell. */
function scanProse(scan: Scan, tool: string, { text, path }: DefinitionText): void {
  const reading = readText(text);
  let directed = false;
  for (const { text: layer, encoding } of reading.layers()) {
    const view = encoding;
    if (scanWords(scan, tool, tagWords(layer), path, view)) directed = true;
  }
  const hidden = spelledByTags(text);
  if (hidden !== '') {
    if (scanWords(scan, tool, tagWords(hidden), path, 'raw')) directed = true;
    inject(scan, hidden, path);
  }
  const tag = instructionTag(text);
  if (tag === 'strong' || (tag === 'weak' && directed)) report(scan, 'Instruction Tag', 'critical', path);
  if (hasEncodedBlob(text)) report(scan, 'encoded-blob', 'medium', path);
  if (reading.limit() !== undefined || text.length > MAX_WORDED_TEXT) report(scan, UNREAD_TEXT, 'high', path);
  inject(scan, text, path);
}

/** What is reported when a text is longer, or holds more encodings, than is looked at. */
const UNREAD_TEXT = 'Unread Tool Text';

function inject(scan: Scan, text: string, path: string): void {
  for (const finding of scan.detect?.(text, path) ?? [])
    if (scan.findings.length < MAX_FINDINGS) scan.findings.push(finding);
}

/** Metadata that nobody can read must at least be a picture that is one. */
function scanMetadata(scan: Scan, tool: string, entry: DefinitionText): void {
  const bytes = encodedBytes(entry.text);
  const embedded = bytes === undefined ? undefined : judgeBytes(bytes);
  if (embedded === undefined) scanProse(scan, tool, entry);
  else if (embedded.kind === 'opaque') report(scan, 'Opaque Tool Metadata', 'high', entry.path, 'base64');
  else if (embedded.kind === 'text') scanProse(scan, tool, { ...entry, text: embedded.text });
  else for (const text of embedded.texts) scanProse(scan, tool, { ...entry, text });
}

function scanText(scan: Scan, tool: string, entry: DefinitionText): void {
  if (entry.role === 'meta' || entry.role === 'address') scanMetadata(scan, tool, entry);
  else if (entry.role === 'prose') scanProse(scan, tool, entry);
  // A name can be a whole sentence with underscores.
  else scanProse(scan, tool, { ...entry, text: entry.text.replace(/[_-]+/g, ' ') });
}

function scanParameters(scan: Scan, tool: DefinedTool): void {
  const leaks: { readonly path: string; readonly strength: 'strong' | 'weak' }[] = [];
  for (const { name, path } of tool.properties) {
    if (asksForSecret(name)) report(scan, 'Exfiltration Parameter Name', 'high', path);
    const strength = contextLeak(name);
    if (strength !== undefined) leaks.push({ path, strength });
  }
  if (isAboutModels(tool.name)) return;
  // One weak name is ordinary; several together ask for the agent's whole context.
  for (const { path, strength } of leaks)
    if (strength === 'strong' || leaks.length > 1) report(scan, 'Context-leak Parameter Name', 'medium', path);
}

function scanNames(scan: Scan, { tools }: Definitions): void {
  const names = tools.map(({ name }) => name);
  for (const i of lookalikeNames(names)) report(scan, 'Homoglyph Tool Name', 'high', `${tools[i]?.path ?? ''}.name`);
  for (const { name, path } of tools)
    if (mimicsBinary(name)) report(scan, 'binary-name-mimicry', 'medium', `${path}.name`);
}

function factsOf(findings: readonly Finding[]): Record<string, FactValue> {
  const facts: Record<string, FactValue> = {};
  if (findings.length === 0) return facts;
  let severity = 0;
  for (const finding of findings) {
    facts[`tool.poison.rule.${ruleSlug(finding.rule)}`] = true;
    severity = Math.max(severity, SEVERITY_RANK[finding.severity]);
  }
  facts['tool.poison.count'] = findings.length;
  facts['tool.poison.max_severity'] = severity;
  return facts;
}

/**
 * Searches what a server says about its tools for directions to the agent: a `tools/list` or `initialize` result, the
 * message that carries it, a list of tools, or one tool. Every text at any depth counts, also of tools without a name.
 * `detect` is run on the same texts. Pure, bounded, never throws unless `detect` does. Untrusted input.
 */
export function detectToolPoison(value: unknown, detect?: TextDetector): PoisonObservation {
  const definitions = readDefinitions(value);
  const scan: Scan = {
    findings: [],
    seen: new Set(),
    siblings: new Set(definitions.tools.map(({ name }) => siblingKey(name))),
    detect,
  };
  for (const entry of definitions.texts) scanText(scan, '', entry);
  for (const tool of definitions.tools) {
    for (const entry of tool.texts) scanText(scan, tool.name, entry);
    scanParameters(scan, tool);
  }
  scanNames(scan, definitions);
  if (definitions.limit !== undefined) report(scan, UNINSPECTABLE_ARGUMENTS, 'high', 'tools');
  return { findings: scan.findings, facts: factsOf(scan.findings) };
}
