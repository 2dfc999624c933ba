// SPDX-License-Identifier: Apache-2.0
import { admitPattern, type PatternEngine, type PatternFault, type PatternSet } from '../../../text/pattern-engine.js';
import type { Argument, ArgumentList, ArgumentType } from '../arguments.js';
import { shellForms } from '../shell/forms.js';

export type ToolAction = 'block' | 'deny' | 'defer' | 'redirect' | 'ask' | 'warn' | 'allow';

/** A tool rule of the operator. All conditions must hold, those on a value for the same value. */
export interface UserToolRule {
  readonly name: string;
  /** RE2 syntax, tried anywhere in the tool's name. */
  readonly tool_pattern: string;
  /** RE2 syntax, tried on the joined arguments, each value, pairs of values, and what a command text comes to. */
  readonly arg_pattern?: string;
  /** RE2 syntax for the whole key, or the whole dotted path, to which the conditions are limited. */
  readonly arg_key?: string;
  readonly arg_type?: ArgumentType | 'integer';
  readonly arg_number_gt?: number;
  readonly arg_number_lt?: number;
  readonly arg_len_gt?: number;
  readonly arg_len_lt?: number;
  readonly arg_value_in?: readonly (string | number | boolean | null)[];
  /** Undefined: the action of the whole section. */
  readonly action?: ToolAction;
  readonly redirect_profile?: string;
}

export interface CompiledUserRule {
  readonly rule: UserToolRule;
  readonly tool: PatternSet;
  readonly argument: PatternSet | undefined;
  readonly key: PatternSet | undefined;
}

/** Why a rule of the operator is refused. */
export interface UserRuleFault {
  readonly rule: string;
  readonly field: 'tool_pattern' | 'arg_pattern' | 'arg_key' | 'redirect_profile';
  readonly fault: PatternFault | 'missing';
}

const FIELDS = ['tool_pattern', 'arg_pattern', 'arg_key'] as const;

/** The faults of an operator's rules, all at once. Patterns that are slow or match the empty text are refused. */
export function findRuleFaults(rules: readonly UserToolRule[], engine: PatternEngine): readonly UserRuleFault[] {
  return rules.flatMap((rule) => {
    const faults: UserRuleFault[] = [];
    for (const field of FIELDS) {
      const source = rule[field];
      if (source === undefined) continue;
      const fault = admitPattern(engine, { id: rule.name, source, caseInsensitive: false });
      // A tool pattern or a key that matches everything is how a rule is meant for every tool.
      if (fault !== undefined && !(fault === 'matches_empty' && field !== 'arg_pattern'))
        faults.push({ rule: rule.name, field, fault });
    }
    if (rule.action === 'redirect' && rule.redirect_profile === undefined)
      faults.push({ rule: rule.name, field: 'redirect_profile', fault: 'missing' });
    return faults;
  });
}

/** Compiles a rule without faults. */
export function compileUserRule(rule: UserToolRule, engine: PatternEngine): CompiledUserRule {
  const set = (source: string): PatternSet => engine.compileSet([{ id: rule.name, source, caseInsensitive: false }]);
  return {
    rule,
    tool: set(rule.tool_pattern),
    argument: rule.arg_pattern === undefined ? undefined : set(rule.arg_pattern),
    key: rule.arg_key === undefined ? undefined : set(`^(?:${rule.arg_key})$`),
  };
}

/** Pairs of values are tried up to this many values. */
const MAX_PAIRED = 64;
const MAX_PAIR_TEXT = 256;

/** What the patterns of an operator's rules are tried on, made once for each call. */
export interface RuleTexts {
  readonly tools: readonly string[];
  /** Joined arguments, pairs, and commands after expansion: texts that belong to no single value. */
  readonly joined: readonly string[];
  readonly list: ArgumentList;
}

/** The texts for one call. `commands` are the command texts in it after expansion. */
export function ruleTexts(tool: string, list: ArgumentList, commands: readonly string[]): RuleTexts {
  const words = list.values.filter(({ type }) => type !== 'array' && type !== 'object').map(({ text }) => text);
  const short = words.filter((word) => word !== '' && word.length <= MAX_PAIR_TEXT).slice(0, MAX_PAIRED);
  const pairs = short.flatMap((a, i) => short.slice(i + 1).flatMap((b) => [`${a} ${b}`, `${b} ${a}`]));
  const joined = [words.join(' '), words.join('\n'), pairs.join('\n'), ...commands].filter((text) => text !== '');
  return { tools: shellForms(tool), joined: joined.flatMap(shellForms), list };
}

function matches(set: PatternSet, texts: readonly string[]): boolean {
  return texts.some((text) => set.match(text).length > 0);
}

function isOfType(value: Argument, type: ArgumentType | 'integer'): boolean {
  return type === 'integer' ? value.type === 'number' && Number.isInteger(Number(value.text)) : value.type === type;
}

function numberHolds(value: Argument, rule: UserToolRule): boolean {
  const { arg_number_gt: above, arg_number_lt: below } = rule;
  if (above === undefined && below === undefined) return true;
  if (!/^-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(value.text)) return false;
  const number = Number(value.text);
  return (above === undefined || number > above) && (below === undefined || number < below);
}

function lengthHolds(value: Argument, rule: UserToolRule): boolean {
  const { arg_len_gt: above, arg_len_lt: below } = rule;
  if (above === undefined && below === undefined) return true;
  if (value.type !== 'string' && value.type !== 'array' && value.type !== 'object') return false;
  return (above === undefined || value.length > above) && (below === undefined || value.length < below);
}

function valueHolds(value: Argument, { rule, argument, key }: CompiledUserRule): boolean {
  if (key !== undefined && !matches(key, [value.key, value.path])) return false;
  if (rule.arg_type !== undefined && !isOfType(value, rule.arg_type)) return false;
  if (!numberHolds(value, rule) || !lengthHolds(value, rule)) return false;
  if (
    rule.arg_value_in !== undefined &&
    (value.type === 'array' ||
      value.type === 'object' ||
      !rule.arg_value_in.some(
        (wanted) => String(wanted ?? '') === value.text && (wanted === null) === (value.type === 'null'),
      ))
  )
    return false;
  return argument === undefined || (value.text !== '' && matches(argument, shellForms(value.text)));
}

/** Whether the rule asks anything of single values beside their text. */
function asksOfValues({ rule, key }: CompiledUserRule): boolean {
  return (
    key !== undefined ||
    [rule.arg_type, rule.arg_number_gt, rule.arg_number_lt, rule.arg_len_gt, rule.arg_len_lt, rule.arg_value_in].some(
      (condition) => condition !== undefined,
    )
  );
}

/** Whether a rule of the operator matches the call. Throws when the engine gives up, which the caller turns into a block. */
export function userRuleMatches(compiled: CompiledUserRule, texts: RuleTexts): boolean {
  if (!matches(compiled.tool, texts.tools)) return false;
  const values = asksOfValues(compiled);
  if (compiled.argument === undefined && !values) return true;
  if (!values && compiled.argument !== undefined && matches(compiled.argument, texts.joined)) return true;
  return texts.list.values.some((value) => valueHolds(value, compiled));
}
