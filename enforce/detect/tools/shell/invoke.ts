// SPDX-License-Identifier: Apache-2.0
import { COST, spend } from './budget.js';
import { applyBuiltin } from './builtins.js';
import { shellTextsInCode } from './code.js';
import { baseName } from './command.js';
import { execute, runText } from './execute.js';
import type { Field, Printed } from './expand.js';
import { isCertain, lacksValue, literalOf, UNKNOWN } from './marks.js';
import { isDecoder, pureOutput } from './outputs.js';
import { replacedAll } from './parameters.js';
import {
  NOT_KNOWN,
  record,
  TERMINAL,
  within,
  writeFile,
  type Frame,
  type Recorded,
  type Run,
  type Stream,
  type Surroundings,
} from './run.js';
import { assign, childScope, joinSources, setPositional, type Sources } from './scope.js';
import { isLong, type Node } from './syntax.js';
import { codeOf, findCommands, foundPath, programFile, unwrap, xargsCommand } from './unwrap.js';
import { windowsShellText } from './windows-shell.js';
import { runWindowsText } from './windows.js';
import { FETCHERS, SHELLS } from './wrappers.table.js';

/** Programs started by programs, at most. */
const MAX_VIA = 24;

/** Follows a command given as words: records it, then what it starts in turn. Returns what it prints. */
export function invoke(run: Run, frame: Frame, words: readonly Field[], around: Surroundings): Printed {
  const name = baseName(words[0]?.text ?? '');
  const args = words.slice(1);
  if (lacksValue(words[0]?.text ?? '')) noteUnknownName(run, words[0], frame);
  if (frame.via.length >= MAX_VIA) {
    run.doubts.add('depth');
    return NOT_KNOWN;
  }
  const copied = run.programs.get(literalOf(words[0]?.text ?? ''));
  if (copied !== undefined && frame.via.length < MAX_VIA) {
    invoke(run, within(frame, { via: [...frame.via, name] }), [{ text: copied, sources: [] }, ...args], around);
  }
  const body = run.functions.get(name);
  if (body !== undefined && !frame.calling.includes(body)) return callFunction(run, frame, body, words, around);
  const script = scriptText(run, frame, name, words, around);
  if (script !== undefined) return runScript(run, frame, words, around, script);
  const code = codeOf(name, args) ?? writtenCode(run, name, args, around.input);
  const recorded: Recorded = code === undefined ? { words } : { words, code: code.text };
  const index = record(run, frame, recorded, around);
  const inner = within(frame, { via: [...frame.via, name] });
  if (code !== undefined) followCode(run, inner, code);
  followWrapped(run, inner, name, args, around, index);
  noteProgram(run, name, args);
  applyBuiltin(frame, name, args, around.input);
  return printedBy(run, name, args, around.input);
}

/** A program in another language that the text itself holds: in a here-document, a pipe, or a file that it writes. */
function writtenCode(run: Run, name: string, args: readonly Field[], input: Stream): Field | undefined {
  const file = programFile(name, args);
  if (file === undefined) return undefined;
  const { text, sources } = file === '-' ? input : (run.files.get(file) ?? TERMINAL);
  return text === undefined ? undefined : { text, sources };
}

/** `cp /bin/rm /tmp/x` gives the program another name. */
function noteProgram(run: Run, name: string, args: readonly Field[]): void {
  if (name !== 'cp' && name !== 'ln' && name !== 'mv' && name !== 'install') return;
  const [from, to, ...more] = args.map(({ text }) => literalOf(text)).filter((word) => !word.startsWith('-'));
  if (from === undefined || to === undefined || more.length > 0 || !/(?:^|\/)s?bin\//.test(from)) return;
  const program = baseName(from);
  // A name without a folder is found as `./name` too.
  for (const path of to.includes('/') ? [to] : [to, `./${to}`]) run.programs.set(path, program);
}

/** A name that is the output of a program fetching from elsewhere is somebody else's choice. */
function noteUnknownName(run: Run, word: Field | undefined, frame: Frame): void {
  const sources = joinSources(frame.origin, word?.sources ?? []);
  const whole = literalOf(word?.text ?? '') === '';
  run.doubts.add(whole && isForeign(sources) ? 'script' : 'name');
}

function isForeign(sources: Sources): boolean {
  return sources.some((source) => source === 'decode' || FETCHERS.has(source));
}

function callFunction(run: Run, frame: Frame, body: Node, words: readonly Field[], around: Surroundings): Printed {
  const calls = (run.called.get(body) ?? 0) + 1;
  run.called.set(body, calls);
  record(run, frame, { words }, around);
  // A long function is followed a few times; its commands have been seen by then.
  if (calls > MAX_LONG_CALLS && isLong(body)) return NOT_KNOWN;
  const before = POSITIONAL.map((position) => ({ position, value: frame.scope.own.get(position) }));
  setPositional(
    frame.scope,
    words.slice(1).map(({ text }) => text),
  );
  const printed = execute(run, within(frame, { calling: [...frame.calling, body] }), body, around.input);
  for (const { position, value } of before) {
    if (value === undefined) frame.scope.own.delete(position);
    else frame.scope.own.set(position, value);
  }
  return printed;
}

const MAX_LONG_CALLS = 3;
const POSITIONAL = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '@', '*', '#'];

/** A text that a command runs as a script, with what it was made of. */
interface Script {
  readonly text: string | undefined;
  readonly sources: Sources;
  /** `$1`, `$2` ... of the script. */
  readonly args: readonly Field[];
  /** `$0`. */
  readonly self?: Field;
  readonly dialect: 'posix' | 'windows';
  /** It runs in the same shell, so that its variables stay. */
  readonly same: boolean;
  /** What the script itself reads. */
  readonly input: Stream;
}

function scriptText(
  run: Run,
  frame: Frame,
  name: string,
  words: readonly Field[],
  around: Surroundings,
): Script | undefined {
  const args = words.slice(1);
  const base = { args: [], dialect: 'posix', same: true, input: around.input } as const;
  if (name === 'eval') return args.length === 0 ? undefined : { ...base, ...joined(args) };
  if (name === 'trap') return args.length < 2 ? undefined : { ...base, ...joined(args.slice(0, 1)) };
  if (name === 'source' || name === '.') return sourced(run, args, around.input);
  if (SHELLS.has(name)) return shellScript(run, frame, args, around.input);
  const windows = windowsShellText(name, args, around.input);
  if (windows !== undefined) return { ...base, ...windows, dialect: 'windows', same: false };
  // A file that this very text has written.
  const file = run.files.get(literalOf(words[0]?.text ?? ''));
  if (file === undefined || !literalOf(words[0]?.text ?? '').includes('/')) return undefined;
  return { ...base, ...file, args, same: false };
}

function joined(args: readonly Field[]): { readonly text: string; readonly sources: Sources } {
  return { text: args.map(({ text }) => text).join(' '), sources: joinSources(...args.map(({ sources }) => sources)) };
}

function sourced(run: Run, args: readonly Field[], input: Stream): Script | undefined {
  const path = literalOf(args[0]?.text ?? '');
  const base = { args: args.slice(1), dialect: 'posix', same: true, input: TERMINAL } as const;
  if (/^\/dev\/(?:stdin|fd\/0)$|^\/proc\/self\/fd\/0$/.test(path))
    return { ...base, text: input.text, sources: input.sources };
  const file = run.files.get(path);
  return file === undefined ? undefined : { ...base, ...file };
}

/** `bash -c TEXT`, `bash FILE`, or a shell that reads commands from its input. */
function shellScript(run: Run, frame: Frame, args: readonly Field[], input: Stream): Script | undefined {
  const base = { dialect: 'posix', same: false, input } as const;
  let at = 0;
  let reading = false;
  for (; at < args.length; at++) {
    const word = literalOf(args[at]?.text ?? '');
    if (!/^[-+]/.test(word) || word === '-') break;
    if (word === '--') {
      at++;
      break;
    }
    if (/^--(?:rcfile|init-file)$/.test(word) || /^[-+][oO]$/.test(word)) at++;
    else if (!word.startsWith('--') && word.includes('c') && !word.startsWith('+')) {
      const text = args[at + 1];
      return text === undefined
        ? undefined
        : {
            ...base,
            text: text.text,
            sources: text.sources,
            args: args.slice(at + 3),
            ...(args[at + 2] === undefined ? {} : { self: args[at + 2] }),
          };
    } else if (word.includes('s') && !word.startsWith('--')) reading = true;
  }
  const file = args[at];
  const path = literalOf(file?.text ?? '');
  if (file !== undefined && !reading && path !== '-' && !/^\/dev\/(?:stdin|fd\/0)$/.test(path)) {
    const known = run.files.get(path);
    return known === undefined ? undefined : { ...base, ...known, args: args.slice(at + 1) };
  }
  const given = input.given || frame.depth > 0 ? input : TERMINAL;
  if (!given.given) return undefined;
  return { ...base, text: given.text, sources: given.sources, args: args.slice(at), input: TERMINAL };
}

function runScript(run: Run, frame: Frame, words: readonly Field[], around: Surroundings, script: Script): Printed {
  const { text, sources } = script;
  const name = baseName(words[0]?.text ?? '');
  record(run, frame, { words, runs: { known: text !== undefined && !lacksValue(text), sources } }, around);
  const origin = joinSources(frame.origin, sources);
  const inner = within(frame, {
    via: [...frame.via, name],
    origin,
    scope: script.same ? frame.scope : childScope(frame.scope),
  });
  if (text === undefined || (literalOf(text).trim() === '' && lacksValue(text))) {
    run.doubts.add(isForeign(origin) ? 'script' : 'value');
    return { text: undefined, sources: origin };
  }
  if (script.dialect === 'windows') {
    runWindowsText(run, inner, text);
    return { text: undefined, sources: origin };
  }
  if (script.args.length > 0 && !script.same)
    setPositional(
      inner.scope,
      script.args.map((field) => field.text),
    );
  if (script.self !== undefined) assign(inner.scope, '0', script.self);
  return runText(run, inner, text, script.input);
}

/** Programs in programs: `exec("...")`. */
const MAX_CODE_DEPTH = 3;

function followCode(run: Run, frame: Frame, code: Field, depth = 0): void {
  const inner = within(frame, { scope: childScope(frame.scope), origin: joinSources(frame.origin, code.sources) });
  spend(run.budget, code.text.length);
  const doubts = new Set(run.doubts);
  for (const text of shellTextsInCode(code.text)) {
    runText(run, inner, text, TERMINAL);
    if (depth < MAX_CODE_DEPTH && /["'`]/.test(text)) followCode(run, frame, { ...code, text }, depth + 1);
  }
  // Strings in a program are not all commands, so that a fault in one says nothing.
  run.doubts.clear();
  for (const doubt of doubts) run.doubts.add(doubt);
}

function followWrapped(
  run: Run,
  frame: Frame,
  name: string,
  args: readonly Field[],
  around: Surroundings,
  index: number,
): void {
  const clean: Surroundings = { ...around, assignments: [], redirections: around.redirections };
  if (name === 'find') for (const words of findCommands(args)) if (words.length > 0) invoke(run, frame, words, clean);
  if (name === 'xargs' || name === 'parallel')
    followXargs(run, frame, args, { ...clean, input: { ...around.input, from: index } });
  const wrapped = unwrap(name, args);
  if (wrapped?.text !== undefined) {
    const { text, sources } = wrapped.text;
    runText(
      run,
      within(frame, { scope: childScope(frame.scope), origin: joinSources(frame.origin, sources) }),
      text,
      around.input,
    );
  } else if (wrapped?.words !== undefined) invoke(run, frame, wrapped.words, clean);
  else if (wrapped?.shell && args.some(({ text }) => /^-[a-zA-Z]*[si]/.test(text)))
    invoke(run, frame, [{ text: 'sh', sources: [] }], clean);
}

function followXargs(run: Run, frame: Frame, args: readonly Field[], around: Surroundings): void {
  const { words, placeholder } = xargsCommand(args);
  const { text, sources } = around.input;
  const items =
    text === undefined || !isCertain(text)
      ? [UNKNOWN]
      : (text.match(/'[^']*'|"[^"]*"|[^\s'"]+/g) ?? [])
          .slice(0, 256)
          .map((item) => item.replace(/^(['"])(.*)\1$/s, '$2'));
  const command = words.length === 0 ? [{ text: 'echo', sources: [] }] : words;
  const line = items.join(' ');
  const full =
    placeholder === ''
      ? [...command, ...items.map((item) => ({ text: item, sources }))]
      : command.map((word) => ({
          text: replacedAll(word.text, placeholder, line) ?? UNKNOWN,
          sources: joinSources(word.sources, sources),
        }));
  spend(run.budget, full.length * COST.field);
  invoke(run, frame, full, { ...around, input: TERMINAL });
}

/** What the command prints, as far as that can be told. */
function printedBy(run: Run, name: string, args: readonly Field[], input: Stream): Printed {
  const words = args.map(({ text }) => literalOf(text));
  const sources = joinSources(...args.map((arg) => arg.sources), input.sources);
  const known = args.every(({ text }) => !lacksValue(text));
  const given = name === 'cat' || name === 'tee' ? fileInput(run, name, words, input) : input;
  if (name === 'tee') for (const path of words) if (!path.startsWith('-')) writeFile(run, path, input);
  if (name === 'tee') return { text: input.text, sources };
  if (name === 'command' && words[0] === '-v') return { text: `${words[1] ?? ''}\n`, sources };
  const text = given.text !== undefined && lacksValue(given.text) ? undefined : given.text;
  const output = known ? pureOutput(name, name === 'cat' ? [] : words, text) : undefined;
  if (output !== undefined)
    return { text: output.text, sources: output.decoded ? joinSources(sources, [name, 'decode']) : sources };
  if (name === 'echo' || name === 'printf') return { text: partlyKnown(name, args), sources };
  const found = name === 'find' ? foundPath(args) : '';
  if (found !== '') return { text: found, sources: joinSources(sources, [name]) };
  return {
    text: undefined,
    sources: joinSources(sources, given.sources, isDecoder(name, words) ? [name, 'decode'] : [name]),
  };
}

/** `echo` of words that are known in part keeps what is known. */
function partlyKnown(name: string, args: readonly Field[]): string | undefined {
  if (name !== 'echo') return undefined;
  return `${args.map(({ text }) => text).join(' ')}\n`;
}

function fileInput(run: Run, name: string, words: readonly string[], input: Stream): Stream {
  if (name !== 'cat') return input;
  const paths = words.filter((word) => !word.startsWith('-'));
  if (paths.length === 0) return input;
  const files = paths.map((path) => run.files.get(path));
  const known = files.every((file) => file?.text !== undefined);
  spend(
    run.budget,
    files.reduce((sum, file) => sum + (file?.text?.length ?? 0), 0),
  );
  return {
    ...input,
    text: known ? files.map((file) => file?.text ?? '').join('') : undefined,
    sources: joinSources(...files.map((file) => file?.sources ?? [])),
  };
}
