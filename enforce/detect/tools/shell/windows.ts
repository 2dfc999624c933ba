// SPDX-License-Identifier: Apache-2.0
import { COST, spend, type Budget } from './budget.js';
import type { Redirection } from './command.js';
import type { Field, Printed } from './expand.js';
import { invoke } from './invoke.js';
import { TERMINAL, type Frame, type Run, type Stream, type Surroundings } from './run.js';
import { NO_SOURCES, type Sources } from './scope.js';

/** A word, an operator or the end of a command in a text for PowerShell or cmd. */
interface Token {
  readonly kind: 'word' | 'string' | 'pipe' | 'end' | 'redirect';
  readonly text: string;
  /** No blank stands between this token and the one before. */
  readonly attached: boolean;
}

const BREAKS = ' \t\r\n;|&()<>{}';
const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '0': '' };

function readString(text: string, start: number): { readonly value: string; readonly end: number } {
  const quote = text.charAt(start);
  const pieces: string[] = [];
  let at = start + 1;
  for (let from = at; ;) {
    const letter = text.charAt(at);
    if (letter === '' || letter === quote) {
      pieces.push(text.slice(from, at));
      // A doubled quote stands for one.
      if (letter === '' || text.charAt(at + 1) !== quote) break;
      pieces.push(quote);
      from = at += 2;
    } else if (letter === '`' && quote === '"') {
      const next = text.charAt(at + 1);
      pieces.push(text.slice(from, at), ESCAPED[next] ?? next);
      from = at += 2;
    } else at++;
  }
  return { value: pieces.join(''), end: at + 1 };
}

function readBare(text: string, start: number): { readonly value: string; readonly end: number } {
  const pieces: string[] = [];
  let at = start;
  let from = start;
  while (at < text.length) {
    const letter = text.charAt(at);
    if (letter === '`' || letter === '^') {
      // Both escape the next character, and both are left out ahead of a line end.
      pieces.push(text.slice(from, at));
      const next = text.charAt(at + 1);
      if (next !== '\n' && next !== '\r') pieces.push(next);
      from = at += 2;
    } else if (BREAKS.includes(letter) || letter === '"' || letter === "'") break;
    else at++;
  }
  pieces.push(text.slice(from, at));
  return { value: pieces.join(''), end: Math.min(at, text.length) };
}

function readToken(text: string, at: number, attached: boolean): Token & { readonly end: number } {
  const letter = text.charAt(at);
  const pair = text.slice(at, at + 2);
  if (letter === '"' || letter === "'") {
    const { value, end } = readString(text, at);
    return { kind: 'string', text: value, attached, end };
  }
  if (pair === '||' || pair === '&&') return { kind: 'end', text: pair, attached, end: at + 2 };
  if (letter === '|') return { kind: 'pipe', text: '|', attached, end: at + 1 };
  if (letter === '>' || letter === '<') {
    const operator = pair === '>>' || pair === '>&' ? pair : letter;
    return { kind: 'redirect', text: operator, attached, end: at + operator.length };
  }
  if (BREAKS.includes(letter)) return { kind: 'end', text: letter, attached, end: at + 1 };
  const { value, end } = readBare(text, at);
  return { kind: 'word', text: value, attached, end: Math.max(end, at + 1) };
}

function tokensOf(budget: Budget, text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0, attached = false; at < text.length;) {
    const letter = text.charAt(at);
    if (letter === ' ' || letter === '\t' || letter === '\r') {
      attached = false;
      at++;
      continue;
    }
    spend(budget, COST.token);
    const { end, ...token } = readToken(text, at, attached);
    push(tokens, token);
    attached = true;
    at = end;
  }
  return tokens;
}

function isValue(token: Token | undefined): token is Token {
  return token?.kind === 'word' || token?.kind === 'string';
}

/** Joins `'a'+'b'` and words that stand side by side. */
function push(tokens: Token[], token: Token): void {
  const last = tokens.at(-1);
  if (token.kind === 'string' && last?.kind === 'word' && last.text === '+' && tokens.at(-2)?.kind === 'string') {
    tokens.pop();
    const first = tokens.pop();
    tokens.push({ ...token, text: (first?.text ?? '') + token.text, attached: first?.attached ?? false });
  } else if (token.attached && isValue(token) && isValue(last) && token.text !== '+' && last.text !== '+') {
    tokens.pop();
    tokens.push({ ...last, text: last.text + token.text });
  } else if (token.kind === 'end' && token.text === ')' && last?.kind === 'string' && tokens.at(-2)?.text === '(') {
    // Parentheses around one text are that text.
    tokens.splice(-2, 2, last);
  } else tokens.push(token);
}

interface Reading {
  readonly run: Run;
  readonly frame: Frame;
  readonly variables: Map<string, string>;
  words: Field[];
  redirections: Redirection[];
  input: Stream;
  printed: Printed;
}

const NOTHING: Printed = { text: undefined, sources: NO_SOURCES };

function sourcesOf(words: readonly Field[]): Sources {
  const all = words.map(({ text }) => text).join(' ');
  const sources: string[] = [];
  if (/download(?:string|data|file)|invoke-(?:webrequest|restmethod)|\b(?:iwr|irm)\b/i.test(all)) sources.push('iwr');
  if (/frombase64string|decompress/i.test(all)) sources.push('decode');
  return sources;
}

function endCommand(reading: Reading, piped: boolean): void {
  const { run, frame, redirections } = reading;
  if (reading.words.length > 0 || redirections.length > 0) {
    if (assignVariable(reading)) {
      reset(reading, TERMINAL);
      return;
    }
    const { words } = reading;
    const around: Surroundings = { assignments: [], redirections, input: reading.input, guess: false };
    const before = run.commands.length;
    const printed = invoke(run, frame, words.length === 0 ? [{ text: '', sources: NO_SOURCES }] : words, around);
    const extra = sourcesOf(words);
    reading.printed = extra.length === 0 ? printed : { text: undefined, sources: extra };
    reset(reading, piped ? { ...reading.printed, from: before, given: true } : TERMINAL);
  } else if (piped)
    // `(...)` and `{...}` end commands too; what stood in them is what a pipe behind them carries.
    reset(reading, { ...reading.printed, from: run.commands.length - 1, given: true });
}

function reset(reading: Reading, input: Stream): void {
  reading.words = [];
  reading.redirections = [];
  reading.input = input;
}

/** `$x = 'text'`, and `$x = command ...`, whose command is left in the words. Returns whether nothing is left to run. */
function assignVariable(reading: Reading): boolean {
  const { words, variables } = reading;
  const match = /^\$([A-Za-z_]\w*)(?:=(.*))?$/s.exec(words[0]?.text ?? '');
  const attached = match?.[2];
  if (match === null || (attached === undefined && words[1]?.text !== '=')) return false;
  const rest =
    attached === undefined || attached === ''
      ? words.slice(attached === undefined ? 2 : 1)
      : [{ text: attached, sources: NO_SOURCES }, ...words.slice(1)];
  const value = rest[0]?.text ?? '';
  variables.set((match[1] ?? '').toLowerCase(), value);
  reading.words = rest;
  return rest.length === 0 || (rest.length === 1 && !/^[A-Za-z]+-[A-Za-z]+$/.test(value));
}

function expandVariables({ variables }: Reading, text: string): string {
  if (variables.size === 0 || !text.includes('$')) return text;
  return text.replace(/\$\{?([A-Za-z_]\w*)\}?/g, (whole, name: string) => variables.get(name.toLowerCase()) ?? whole);
}

/** Follows a text for PowerShell or cmd: their quotes, escapes, pipes and simple variables. Both are read alike. */
export function runWindowsText(run: Run, frame: Frame, text: string): void {
  spend(run.budget, text.length);
  const reading: Reading = {
    run,
    frame,
    variables: new Map(),
    words: [],
    redirections: [],
    input: TERMINAL,
    printed: NOTHING,
  };
  let redirect: string | undefined;
  for (const token of tokensOf(run.budget, text)) {
    const value = isValue(token) ? expandVariables(reading, token.text) : '';
    if (redirect !== undefined && isValue(token)) {
      reading.redirections.push({ descriptor: '', operator: redirect, target: value });
      redirect = undefined;
    } else if (token.kind === 'redirect') redirect = token.text;
    else if (token.kind === 'pipe') endCommand(reading, true);
    else if (token.kind === 'end') endCommand(reading, false);
    // `.` and `&` ahead of a command call it; `@` of cmd hides it.
    else if (reading.words.length > 0 || (value !== '.' && value !== '@'))
      reading.words.push({
        text: reading.words.length === 0 ? value.replace(/^@(?=\w)/, '') : value,
        sources: NO_SOURCES,
      });
  }
  endCommand(reading, false);
}
