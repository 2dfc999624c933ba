// SPDX-License-Identifier: Apache-2.0
import type { Finding, Severity } from '../../../../evidence/model/finding.js';
import type { FactValue } from '../../../../evidence/model/policy.js';
import type { PatternEngine } from '../../../text/pattern-engine.js';
import { ruleSlug } from '../../dlp/rules/rule.js';
import { collectArguments, type ArgumentList } from '../arguments.js';
import { classifyTool, ownName, wordsOfName, type ToolClass } from '../names.js';
import type { ShellCommand, ShellDoubt } from '../shell/command.js';
import { isCertain, literalOf } from '../shell/marks.js';
import {
  BUILTIN_TOOL_RULES,
  UNINSPECTABLE_ARGUMENTS,
  UNVERIFIABLE_COMMAND,
  type BuiltinRule,
} from './builtin.table.js';
import {
  commandReadings,
  gitReading,
  isUnread,
  isUnverifiable,
  statedCommands,
  type ArgumentReading,
} from './command-texts.js';
import { fileAddresses, pathArguments, type PathArgument } from './path-arguments.js';
import {
  compileUserRule,
  findRuleFaults,
  ruleTexts,
  userRuleMatches,
  type CompiledUserRule,
  type ToolAction,
  type UserRuleFault,
  type UserToolRule,
} from './user-rules.js';

/** What an operator sets. */
export interface ToolPolicyOptions {
  /** For rules without an action of their own. */
  readonly action: ToolAction;
  /** False: only the operator's rules. */
  readonly builtin?: boolean;
  /** Other actions for built-in rules, by name. */
  readonly overrides?: Readonly<Record<string, ToolAction>>;
  readonly rules?: readonly UserToolRule[];
}

export interface ToolPolicy {
  readonly options: ToolPolicyOptions;
  readonly user: readonly CompiledUserRule[];
}

export interface ToolPolicyFaults {
  readonly faults: readonly UserRuleFault[];
}

/** A call as a client sends it. */
export interface ToolCall {
  readonly tool: string;
  /** Any JSON value. */
  readonly arguments: unknown;
}

/** One rule that matches a call. */
export interface ToolMatch {
  readonly rule: string;
  readonly action: ToolAction;
  readonly origin: 'core' | 'default' | 'user';
  readonly severity: Severity;
  /** Argument in which it matched, as a dotted path; empty when it belongs to no single one. */
  readonly argument: string;
  /** Something about the match is guessed: a wildcard, an unknown value, a text that could not be read. */
  readonly uncertain: boolean;
  readonly redirectProfile?: string;
}

/** What the policy says about a call. */
export interface ToolDecision {
  /** `allow` when no rule matches. */
  readonly action: ToolAction;
  /** The rule that decides. */
  readonly rule?: string;
  readonly redirectProfile?: string;
  readonly uncertain: boolean;
  readonly matches: readonly ToolMatch[];
  readonly doubts: readonly ShellDoubt[];
  /** Observations for the policy document: `tool.policy.<slug>` and what is not known. */
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly findings: readonly Finding[];
}

/** Compiles a policy, or names every fault of the operator's rules. */
export function compileToolPolicy(options: ToolPolicyOptions, engine: PatternEngine): ToolPolicy | ToolPolicyFaults {
  const faults = findRuleFaults(options.rules ?? [], engine);
  if (faults.length > 0) return { faults };
  return { options, user: (options.rules ?? []).map((rule) => compileUserRule(rule, engine)) };
}

/** Strongest first. `deny` is another word for `block`. */
const STRENGTH: Readonly<Record<ToolAction, number>> = {
  block: 6,
  deny: 6,
  defer: 5,
  redirect: 4,
  ask: 3,
  warn: 2,
  allow: 1,
};

interface Observed {
  readonly list: ArgumentList;
  readonly readings: readonly ArgumentReading[];
  readonly paths: readonly PathArgument[];
  /** Local files that any tool is told to fetch. */
  readonly addresses: readonly PathArgument[];
  readonly kind: ToolClass;
}

function observe({ tool, arguments: value }: ToolCall): Observed {
  const list = collectArguments(value);
  const kind = classifyTool(tool);
  const readings = [
    ...(kind.runs ? commandReadings(list, kind) : statedCommands(list)),
    ...(kind.git ? gitReading(list, wordsOfName(ownName(tool))) : []),
  ];
  return {
    list,
    kind,
    readings,
    paths: kind.writes || kind.reads ? pathArguments(list) : [],
    addresses: kind.writes ? [] : fileAddresses(list),
  };
}

interface Place {
  readonly argument: string;
  readonly uncertain: boolean;
}

function isGuessed(command: ShellCommand): boolean {
  return command.guess === true || !isCertain(command.name);
}

/** Where a built-in rule matches; a certain match is preferred. */
function placeOf(rule: BuiltinRule, observed: Observed): Place | undefined {
  const { kind, paths, readings } = observed;
  for (const { argument, path } of paths) {
    if (kind.writes && rule.written?.(path)) return { argument, uncertain: false };
    if (kind.reads && rule.read?.(path)) return { argument, uncertain: false };
  }
  const address = observed.addresses.find(({ path }) => rule.read?.(path));
  if (address !== undefined) return { argument: address.argument, uncertain: false };
  let place: Place | undefined;
  for (const { path, reading } of readings) {
    for (const command of reading.commands) {
      if (!rule.command?.(command, reading)) continue;
      if (!isGuessed(command)) return { argument: path, uncertain: false };
      place ??= { argument: path, uncertain: true };
    }
  }
  return place;
}

function builtinMatches({ options }: ToolPolicy, observed: Observed): readonly ToolMatch[] {
  if (options.builtin === false) return [];
  return BUILTIN_TOOL_RULES.flatMap((rule) => {
    const place = placeOf(rule, observed);
    if (place === undefined) return [];
    const action = (rule.core ? rule.action : options.overrides?.[rule.name]) ?? rule.action ?? options.action;
    return [
      {
        rule: rule.name,
        action,
        origin: rule.core ? 'core' : 'default',
        severity: rule.severity,
        ...place,
      } satisfies ToolMatch,
    ];
  });
}

function limitMatches({ options }: ToolPolicy, { list, readings }: Observed): readonly ToolMatch[] {
  const found: ToolMatch[] = [];
  if (list.limit !== undefined)
    found.push({
      rule: UNINSPECTABLE_ARGUMENTS,
      action: 'block',
      origin: 'core',
      severity: 'high',
      argument: '',
      uncertain: true,
    });
  const doubtful = readings.filter(({ reading }) => reading.doubts.some(isUnverifiable));
  const unread = doubtful.find(({ reading }) => reading.doubts.some(isUnread));
  const [first] = doubtful;
  if (first === undefined || options.builtin === false) return found;
  // A text over a cap is blocked; one that is merely not clear is a matter of the configuration.
  const action = unread === undefined ? (options.overrides?.[UNVERIFIABLE_COMMAND] ?? options.action) : 'block';
  const argument = (unread ?? first).path;
  found.push({ rule: UNVERIFIABLE_COMMAND, action, origin: 'default', severity: 'medium', argument, uncertain: true });
  return found;
}

/** The commands after expansion, one to a line, for the operator's patterns. */
function expandedTexts(readings: readonly ArgumentReading[]): readonly string[] {
  return readings.map(({ reading }) =>
    reading.commands
      .map(({ name, args }) => [name, ...args.map(({ text }) => text)].map(literalOf).join(' '))
      .join('\n'),
  );
}

/** The operator's rules in their order; an allow rule ends the list for everything that may be opened. */
function userMatches({ options, user }: ToolPolicy, tool: string, observed: Observed): readonly ToolMatch[] {
  if (user.length === 0) return [];
  const texts = ruleTexts(tool, observed.list, expandedTexts(observed.readings));
  const found: ToolMatch[] = [];
  for (const compiled of user) {
    const { rule } = compiled;
    if (!userRuleMatches(compiled, texts)) continue;
    const action = rule.action ?? options.action;
    const profile = rule.redirect_profile === undefined ? {} : { redirectProfile: rule.redirect_profile };
    found.push({
      rule: rule.name,
      action,
      origin: 'user',
      severity: 'medium',
      argument: '',
      uncertain: false,
      ...profile,
    });
    if (action === 'allow') break;
  }
  return found;
}

function strongest(matches: readonly ToolMatch[]): ToolMatch | undefined {
  let best: ToolMatch | undefined;
  for (const match of matches) if (best === undefined || STRENGTH[match.action] > STRENGTH[best.action]) best = match;
  return best;
}

function factsOf(matches: readonly ToolMatch[], { list, readings, kind }: Observed): Record<string, FactValue> {
  const facts: Record<string, FactValue> = {};
  for (const { rule, uncertain } of matches) {
    facts[`tool.policy.${ruleSlug(rule)}`] = true;
    if (uncertain) facts['tool.policy.uncertain'] = true;
  }
  if (matches.length > 0) facts['tool.policy.count'] = matches.length;
  if (kind.runs) facts['tool.class.exec'] = true;
  if (kind.writes) facts['tool.class.write'] = true;
  for (const doubt of new Set(readings.flatMap(({ reading }) => reading.doubts)))
    facts[`tool.shell.doubt.${doubt}`] = true;
  if (list.limit !== undefined) facts[`tool.arguments.limit`] = list.limit;
  return facts;
}

function toFinding({ rule, origin, severity, argument }: ToolMatch): Finding {
  return {
    detector: 'tool_policy',
    rule,
    category: origin,
    severity,
    surface: argument === '' ? 'arguments' : `arguments.${argument}`,
    view: 'raw',
  };
}

/**
 * Judges a call of a tool by the built-in rules and the operator's. Rules look at what commands come to, not at their
 * spelling. A text that cannot be read to its end counts as a match of `Unverifiable Command`. Pure and bounded; throws
 * only when the pattern engine gives up, which the caller turns into a block. Untrusted input.
 */
export function decideTool(policy: ToolPolicy, call: ToolCall): ToolDecision {
  const observed = observe(call);
  const user = userMatches(policy, call.tool, observed);
  const builtin = [...builtinMatches(policy, observed), ...limitMatches(policy, observed)];
  const opened = user.some(({ action }) => action === 'allow');
  const matches = [...user, ...(opened ? builtin.filter(({ origin }) => origin === 'core') : builtin)];
  const deciding = strongest(matches);
  return {
    action: deciding?.action ?? 'allow',
    ...(deciding === undefined ? {} : { rule: deciding.rule }),
    ...(deciding?.redirectProfile === undefined ? {} : { redirectProfile: deciding.redirectProfile }),
    uncertain: deciding?.uncertain ?? false,
    matches,
    doubts: [...new Set(observed.readings.flatMap(({ reading }) => reading.doubts))],
    facts: factsOf(matches, observed),
    findings: matches.filter(({ action }) => action !== 'allow').map(toFinding),
  };
}
