// SPDX-License-Identifier: Apache-2.0
import { COST, spend } from './budget.js';
import type { Redirection } from './command.js';
import { expandText, expandWord, type Expander, type Field, type Printed } from './expand.js';
import { invoke } from './invoke.js';
import { lacksValue, literalOf, UNKNOWN } from './marks.js';
import { nextCommands, openCommands } from './read-commands.js';
import {
  joinPrinted,
  NOT_KNOWN,
  record,
  SILENT,
  TERMINAL,
  within,
  writeFile,
  type Frame,
  type Run,
  type Stream,
} from './run.js';
import { assign, childScope, joinSources, lookUp, type Variable } from './scope.js';
import {
  isLong,
  ShellFault,
  type Assignment,
  type GroupNode,
  type LoopNode,
  type Node,
  type RedirectionNode,
  type SimpleNode,
} from './syntax.js';

const TEXT_DEPTH = 4;

/**
 * Follows a text command by command. What stands before a fault counts; the fault becomes a doubt. Depth and work are
 * those of the whole reading.
 */
export function runText(run: Run, frame: Frame, text: string, input: Stream): Printed {
  const depth = frame.depth + TEXT_DEPTH;
  spend(run.budget, COST.command);
  const cursor = openCommands(text, run.budget, depth);
  const printed: Printed[] = [];
  try {
    for (let node = nextCommands(cursor); node !== undefined; node = nextCommands(cursor))
      printed.push(execute(run, within(frame, { depth }), node, input));
  } catch (error) {
    if (!(error instanceof ShellFault)) throw error;
    // A text of which parts are not known cannot be blamed for its quotes.
    run.doubts.add(error.reason === 'syntax' && lacksValue(text) ? 'value' : error.reason);
    // Out of work: everything further up ends too.
    if (error.reason === 'size') throw error;
    return NOT_KNOWN;
  }
  return joinPrinted(printed);
}

/** Follows one node. `input` is what its first command reads. */
export function execute(run: Run, frame: Frame, node: Node, input: Stream): Printed {
  spend(run.budget, COST.node);
  switch (node.kind) {
    case 'simple':
      return executeSimple(run, frame, node, input);
    case 'list': {
      const inner = node.branch && !frame.branch ? within(frame, { branch: true }) : frame;
      return joinPrinted(node.items.map((item) => execute(run, inner, item, input)));
    }
    case 'pipeline':
      return executePipeline(run, frame, node.stages, input);
    case 'group':
      return executeGroup(run, frame, node, input);
    case 'loop':
      return executeLoop(run, frame, node, input);
    case 'function':
      run.functions.set(node.name, node.body);
      return SILENT;
  }
}

function executePipeline(run: Run, frame: Frame, stages: readonly Node[], input: Stream): Printed {
  let stream = input;
  let printed: Printed = SILENT;
  for (const stage of stages) {
    const before = run.commands.length;
    printed = execute(run, within(frame, { scope: childScope(frame.scope) }), stage, stream);
    const from = run.commands.length > before ? lastAtLevel(run, before, frame) : undefined;
    stream = { text: printed.text, sources: printed.sources, from, given: true };
  }
  return printed;
}

/** The last command that stands in the stage itself rather than in a text it runs. */
function lastAtLevel(run: Run, from: number, frame: Frame): number {
  for (let i = run.commands.length - 1; i >= from; i--) if (run.commands[i]?.via.length === frame.via.length) return i;
  return run.commands.length - 1;
}

/** What `>(...)` reads is not known before it is written. */
const WRITTEN_INTO: Stream = { ...TERMINAL, given: true };

function expanderFor(run: Run, frame: Frame): Expander {
  return {
    scope: frame.scope,
    budget: run.budget,
    substitute: (body) => execute(run, within(frame, { scope: childScope(frame.scope) }), body, TERMINAL),
    processFile: (body, output) => {
      const path = `/dev/fd/${run.files.size + 1000}`;
      const inner = within(frame, { scope: childScope(frame.scope) });
      run.files.set(path, execute(run, inner, body, output ? WRITTEN_INTO : TERMINAL));
      if (output) run.sinks.set(path, (input) => void execute(run, inner, body, input));
      return path;
    },
  };
}

function executeGroup(run: Run, frame: Frame, node: GroupNode, input: Stream): Printed {
  const expander = expanderFor(run, frame);
  const redirections = node.redirections.map((redirection) => expandRedirection(expander, redirection));
  const given = node.redirections.reduce(
    (stream, redirection, i) => redirected(run, expander, redirection, redirections[i], stream),
    input,
  );
  const inner = node.subshell ? within(frame, { scope: childScope(frame.scope) }) : frame;
  const printed = execute(run, inner, node.body, given);
  if (redirections.length > 0)
    record(run, frame, { words: [] }, { assignments: [], redirections, input: given, guess: false });
  return written(run, redirections, printed);
}

/** Rounds of a loop that are followed one by one. */
const MAX_ROUNDS = 12;
const MAX_LONG_ROUNDS = 2;

function executeLoop(run: Run, frame: Frame, node: LoopNode, input: Stream): Printed {
  const expander = expanderFor(run, frame);
  const fields = node.words?.flatMap((word) => expandWord(expander, word));
  const values: readonly Variable[] =
    fields ?? lookUp(frame.scope, '@')?.list?.map((text) => ({ text, sources: [] })) ?? [];
  const followed = isLong(node.body) || frame.loops > 0 ? MAX_LONG_ROUNDS : MAX_ROUNDS;
  const rounds =
    values.length > followed || values.length === 0 ? [...values.slice(0, followed - 1), NO_VALUE] : values;
  const inner = within(frame, { loops: frame.loops + 1 });
  return joinPrinted(
    rounds.map((value) => {
      assign(frame.scope, node.variable, value);
      return execute(run, inner, node.body, input);
    }),
  );
}

const NO_VALUE: Variable = { text: UNKNOWN, sources: [] };

function expandRedirection(expander: Expander, node: RedirectionNode): Redirection {
  const { descriptor, operator } = node;
  const document = operator === '<<' || operator === '<<<';
  return { descriptor, operator, target: document ? '' : expandText(expander, node.target).text };
}

/** What a command reads after one of its redirections. */
function redirected(
  run: Run,
  expander: Expander,
  node: RedirectionNode,
  shown: Redirection | undefined,
  input: Stream,
): Stream {
  if (node.descriptor !== '' && node.descriptor !== '0') return input;
  const { operator } = node;
  if (operator === '<<' || operator === '<<<') {
    const { text, sources } = expandText(expander, node.target);
    return { text: operator === '<<' ? text : `${text}\n`, sources, from: undefined, given: true };
  }
  if (operator !== '<' && operator !== '<>') return input;
  const file = run.files.get(literalOf(shown?.target ?? ''));
  return { text: file?.text, sources: file?.sources ?? [], from: undefined, given: true };
}

/** Notes what goes into files; what is left is printed. */
function written(run: Run, redirections: readonly Redirection[], printed: Printed): Printed {
  let left = printed;
  for (const { descriptor, operator, target } of redirections) {
    const output = /^(?:>|>>|>\||&>|&>>)$/.test(operator) || (operator === '>&' && !/^[0-9-]+$/.test(target));
    if (!output || (descriptor !== '' && descriptor !== '1')) continue;
    const path = literalOf(target);
    const before = operator.endsWith('>>') ? run.files.get(path) : undefined;
    writeFile(run, path, before === undefined ? printed : joinPrinted([before, printed]));
    left = SILENT;
  }
  return left;
}

function executeSimple(run: Run, frame: Frame, node: SimpleNode, input: Stream): Printed {
  const expander = expanderFor(run, frame);
  const fields = node.words.flatMap((word) => expandWord(expander, word));
  const assignments = node.assignments.map((assignment) => assignOne(expander, frame, assignment, fields));
  const redirections = node.redirections.map((redirection) => expandRedirection(expander, redirection));
  const stream = node.redirections.reduce(
    (before, redirection, i) => redirected(run, expander, redirection, redirections[i], before),
    input,
  );
  const around = { assignments, redirections, input: stream, guess: false };
  if (fields.length === 0) {
    if (assignments.length > 0 || redirections.length > 0) record(run, frame, { words: [] }, around);
    // `$(< file)` prints the file.
    const reads = redirections.some(({ operator }) => operator === '<');
    return reads ? { text: stream.text, sources: joinSources(stream.sources, ['cat']) } : SILENT;
  }
  const printed = invoke(run, frame, fields, around);
  for (const words of otherReadings(frame, node, fields)) invoke(run, frame, words, { ...around, guess: true });
  return written(run, redirections, printed);
}

function assignOne(
  expander: Expander,
  frame: Frame,
  node: Assignment,
  fields: readonly Field[],
): { name: string; text: string } {
  const { name, append } = node;
  const list = node.list?.flatMap((word) => expandWord(expander, word));
  const single =
    list === undefined
      ? expandText(expander, node.value)
      : { text: list[0]?.text ?? '', sources: list.flatMap(({ sources }) => sources) };
  const before = lookUp(frame.scope, name);
  const text = append && list === undefined ? (before?.text ?? UNKNOWN) + single.text : single.text;
  const elements =
    list === undefined ? undefined : [...(append ? (before?.list ?? []) : []), ...list.map((field) => field.text)];
  const sources = append ? joinSources(before?.sources ?? [], single.sources) : single.sources;
  // Where the assignment may not run, the value before it may still hold.
  const also =
    frame.branch && before !== undefined && before.text !== text
      ? [before.text, ...(before.also ?? [])].slice(0, 4)
      : [];
  const variable: Variable = {
    text,
    sources,
    ...(elements === undefined ? {} : { list: elements }),
    ...(also.length === 0 ? {} : { also }),
  };
  // Ahead of a command the value is for that command alone, but which shell reads it first is not always certain.
  if (fields.length === 0 || before === undefined || DECLARING.has(fields[0]?.text ?? ''))
    assign(frame.scope, name, variable);
  return { name, text };
}

const DECLARING = new Set(['export', 'declare', 'local', 'readonly', 'typeset']);

/** Further ways to read the words when the name of the command is obscured. */
function otherReadings(frame: Frame, node: SimpleNode, fields: readonly Field[]): readonly (readonly Field[])[] {
  const [first] = fields;
  if (first === undefined) return [];
  const readings: (readonly Field[])[] = [];
  if (first.cutFrom !== undefined) {
    let count = 0;
    while (fields[count]?.cutFrom === first.cutFrom) count++;
    readings.push([{ text: first.cutFrom, sources: first.sources }, ...fields.slice(count)]);
  }
  // A variable that is not set vanishes, and the next word is the command.
  if (literalOf(first.text) === '' && first.text !== '' && fields.length > 1) readings.push(fields.slice(1));
  const [part] = node.words[0] ?? [];
  if (part?.kind === 'parameter' && node.words[0]?.length === 1 && part.operator === undefined)
    for (const text of lookUp(frame.scope, part.name)?.also ?? [])
      readings.push([...text.split(/[ \t\n]+/).map((piece) => ({ text: piece, sources: [] })), ...fields.slice(1)]);
  return readings;
}
