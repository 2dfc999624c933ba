// SPDX-License-Identifier: Apache-2.0
import { evaluateArithmetic } from './arithmetic.js';
import { expandBraces } from './braces.js';
import { COST, spend, type Budget } from './budget.js';
import { isCertain, lacksValue, literalOf, markWildcards, OUTPUT, settleBrackets, UNKNOWN } from './marks.js';
import { recased, replaced, splitFields, substringOf, transformed, trimmed, wildcardWork } from './parameters.js';
import { assign, HOME, joinSources, lookUp, NO_SOURCES, type Scope, type Sources } from './scope.js';
import type { Node, ParameterPart, Part, Word } from './syntax.js';

/** What a command prints: text with marks, undefined when nobody can know. */
export interface Printed {
  readonly text: string | undefined;
  readonly sources: Sources;
}

/** A word after expansion. */
export interface Field {
  /** With the marks of `marks.ts`. */
  readonly text: string;
  readonly sources: Sources;
  /** The pieces of one unquoted value, cut at separators that the script chose; obfuscation when they form a name. */
  readonly cutFrom?: string;
}

/** What expansion needs from the reader of commands. */
export interface Expander {
  readonly scope: Scope;
  readonly budget: Budget;
  /** Reads the commands of a substitution and says what they print. */
  readonly substitute: (body: Node) => Printed;
  /** Reads the commands of `<(...)` and names the file that stands for their output. */
  readonly processFile: (body: Node, output: boolean) => string;
}

interface Value {
  readonly text: string;
  readonly sources: Sources;
  /** `"$@"` and lists: each element is a word of its own. */
  readonly elements?: readonly string[];
  /** How many elements, for `${#x[@]}`. */
  readonly count?: number;
}

/** What makes unquoted text more than itself. */
const ACTIVE = /[{~*?[\]]/;

/** The words that one word becomes. Throws ShellFault when they are too many. */
export function expandWord(expander: Expander, word: Word): readonly Field[] {
  spend(expander.budget, COST.word);
  const [only] = word;
  // Most words are one piece of plain text.
  if (word.length === 1 && only?.kind === 'text' && (only.quoted || !ACTIVE.test(only.text))) {
    spend(expander.budget, COST.field);
    return [{ text: only.text, sources: NO_SOURCES }];
  }
  return expandBraces(word, expander.budget).flatMap((branch) => expandBranch(expander, branch));
}

/** The word as one text: assignments, redirections, operands. Neither braces nor splitting. */
export function expandText(expander: Expander, word: Word): Field {
  const pieces: string[] = [];
  let sources = NO_SOURCES;
  spend(expander.budget, COST.word + word.length * COST.part);
  word.forEach((part, i) => {
    const value = valueOf(expander, part, i === 0);
    pieces.push(value.text);
    sources = joinSources(sources, value.sources);
  });
  const text = pieces.join('');
  spend(expander.budget, text.length);
  return { text, sources };
}

interface Assembly {
  readonly fields: Field[];
  text: string | undefined;
  sources: Sources;
  cutFrom: string | undefined;
}

function finish(assembly: Assembly): void {
  const { text, sources, cutFrom } = assembly;
  if (text !== undefined) {
    const field = { text: settleBrackets(text), sources };
    assembly.fields.push(cutFrom === undefined ? field : { ...field, cutFrom });
  }
  assembly.text = undefined;
  assembly.sources = NO_SOURCES;
}

function expandBranch(expander: Expander, word: Word): readonly Field[] {
  const assembly: Assembly = { fields: [], text: undefined, sources: NO_SOURCES, cutFrom: undefined };
  word.forEach((part, i) => {
    const value = valueOf(expander, part, i === 0);
    spend(expander.budget, value.text.length + COST.part);
    assembly.sources = joinSources(assembly.sources, value.sources);
    if (part.kind === 'text') {
      assembly.text = (assembly.text ?? '') + (part.quoted ? value.text : markWildcards(value.text));
    } else if (value.elements !== undefined) addElements(expander.budget, assembly, value.elements);
    else if (part.kind === 'process' || part.quoted) assembly.text = (assembly.text ?? '') + value.text;
    else addSplit(expander, assembly, value.text);
  });
  finish(assembly);
  return assembly.fields;
}

function addElements(budget: Budget, assembly: Assembly, elements: readonly string[]): void {
  spend(budget, elements.length * COST.field);
  elements.forEach((element, i) => {
    const { sources } = assembly;
    if (i > 0) finish(assembly);
    assembly.sources = sources;
    assembly.text = (assembly.text ?? '') + element;
  });
}

const USUAL_SEPARATORS = ' \t\n';

function addSplit(expander: Expander, assembly: Assembly, text: string): void {
  const separators = lookUp(expander.scope, 'IFS')?.text ?? USUAL_SEPARATORS;
  const pieces = splitFields(text, isCertain(separators) ? separators : USUAL_SEPARATORS);
  const { sources } = assembly;
  spend(expander.budget, pieces.length * COST.field);
  const cutFrom = pieces.length > 1 && separators !== USUAL_SEPARATORS ? pieces.join('') : undefined;
  pieces.forEach((piece, i) => {
    if (i > 0) finish(assembly);
    assembly.sources = sources;
    // An empty piece at an end only ends the word beside it.
    if (piece === '') return;
    assembly.text = (assembly.text ?? '') + markWildcards(piece);
    if (cutFrom !== undefined) assembly.cutFrom = cutFrom;
  });
}

function valueOf(expander: Expander, part: Part, first: boolean): Value {
  switch (part.kind) {
    case 'text':
      return { text: first && !part.quoted ? expandTilde(part.text) : part.text, sources: NO_SOURCES };
    case 'parameter':
      return parameterValue(expander, part);
    case 'command': {
      const { text, sources } = expander.substitute(part.body);
      return { text: text === undefined ? OUTPUT : text.replace(/\n+$/, ''), sources };
    }
    case 'arithmetic':
      return arithmeticValue(expander, part.expression);
    case 'process':
      return { text: expander.processFile(part.body, part.output), sources: NO_SOURCES };
  }
}

const TILDE = /^~([A-Za-z0-9_.-]{0,32}|\+)(?=\/|:|$)/;

function expandTilde(text: string): string {
  if (!text.startsWith('~')) return text;
  return text.replace(TILDE, (whole, user: string) => {
    if (user === '' || user === '+' || user === '-') return HOME;
    return user === 'root' ? '/root' : whole.replace('~', '/home/');
  });
}

function numberValue(expander: Expander, word: Word): number | undefined {
  const { text } = arithmeticValue(expander, word);
  return isCertain(text) ? Number(text) : undefined;
}

function arithmeticValue(expander: Expander, expression: Word): Value {
  const { text, sources } = expandText(expander, expression);
  const value = isCertain(text)
    ? evaluateArithmetic(text, (name) => {
        const known = lookUp(expander.scope, name)?.text;
        return known !== undefined && isCertain(known) ? known : undefined;
      })
    : undefined;
  return { text: value ?? UNKNOWN, sources };
}

function parameterValue(expander: Expander, part: ParameterPart): Value {
  const base = baseValue(expander, part);
  const { operator } = part;
  if (base.elements !== undefined && operator === undefined && !part.length) return base;
  const text = part.length
    ? lengthOf(base)
    : operator === undefined
      ? base.text
      : operated(expander, part, operator, base);
  return { text: text ?? UNKNOWN, sources: base.sources };
}

function lengthOf({ text, count }: Value): string | undefined {
  if (count !== undefined) return String(count);
  return isCertain(text) ? String(text.length) : undefined;
}

function baseValue(expander: Expander, part: ParameterPart): Value {
  let { name } = part;
  if (part.indirect) {
    const named = lookUp(expander.scope, name)?.text;
    if (named === undefined || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(named)) return { text: UNKNOWN, sources: NO_SOURCES };
    name = named;
  }
  const variable = lookUp(expander.scope, name);
  if (variable === undefined) return { text: UNKNOWN, sources: NO_SOURCES };
  const { list, sources, text } = variable;
  const all = name === '@' || name === '*' || part.subscript === '@' || part.subscript === '*';
  if (list === undefined) return { text, sources };
  if (all) {
    const value = { text: list.join(' '), sources, count: list.length };
    return part.quoted && name !== '*' ? { ...value, elements: list } : value;
  }
  const index = part.subscript === undefined ? 0 : numberValue(expander, [plainText(part.subscript)]);
  return { text: index === undefined ? UNKNOWN : (list.at(index) ?? ''), sources };
}

function plainText(text: string): Part {
  return { kind: 'text', text: text.replace(/^\$\{?(\w+)\}?$/, '$1'), quoted: true };
}

/** The value after its operator; undefined when it cannot be known. */
function operated(expander: Expander, part: ParameterPart, operator: string, base: Value): string | undefined {
  const operand = part.operand ?? [];
  spend(expander.budget, COST.nested + base.text.length);
  const sign = operator.at(-1) ?? '';
  if (/^:?[-=+?]$/.test(operator)) return defaulted(expander, part, sign, base.text);
  if (operator === ':') return sliced(expander, part, base);
  if (lacksValue(base.text)) return undefined;
  if (operator === '@') return transformed(base.text, expandText(expander, operand).text);
  if (/^[\^,]/.test(operator)) return recased(base.text, operator);
  const pattern = markedText(expander, operand);
  spend(expander.budget, wildcardWork(base.text, pattern));
  if (!operator.startsWith('/')) return trimmed(base.text, operator, pattern);
  return replaced(base.text, operator, pattern, expandText(expander, part.second ?? []).text);
}

/** An operand in which unquoted wildcards count. */
function markedText(expander: Expander, word: Word): string {
  return word
    .map((part) => {
      const { text } = valueOf(expander, part, false);
      return part.kind === 'text' && !part.quoted ? markWildcards(text) : text;
    })
    .join('');
}

function defaulted(expander: Expander, part: ParameterPart, sign: string, text: string): string {
  const absent = text === '' || text === UNKNOWN;
  if (sign === '+') return absent ? '' : expandText(expander, part.operand ?? []).text;
  if (!absent || sign === '?') return text;
  const value = expandText(expander, part.operand ?? []);
  if (sign === '=') assign(expander.scope, part.name, value);
  return value.text;
}

function sliced(expander: Expander, part: ParameterPart, base: Value): string | undefined {
  const offset = numberValue(expander, part.operand ?? []);
  const length = part.second === undefined ? undefined : numberValue(expander, part.second);
  if (offset === undefined || (part.second !== undefined && length === undefined)) return undefined;
  if (base.elements !== undefined || part.name === '@' || part.name === '*') {
    const list = lookUp(expander.scope, '@')?.list ?? [];
    const from = part.name === '@' || part.name === '*' ? Math.max(0, offset - 1) : offset;
    return (base.elements ?? list).slice(from, length === undefined ? undefined : from + length).join(' ');
  }
  return lacksValue(base.text) ? undefined : substringOf(literalOf(base.text), offset, length);
}
