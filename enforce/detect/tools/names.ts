// SPDX-License-Identifier: Apache-2.0
import { normalizeKeepingLines } from '../../text/normalize.js';

const MAX_NAME = 512;
const HUMPS = /([a-z0-9])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g;

/** Words of an identifier in lower case: snake, kebab, dotted and camel case, acronyms as one word. */
export function wordsOfName(name: string): readonly string[] {
  return normalizeKeepingLines(name.slice(0, MAX_NAME))
    .replace(HUMPS, '$1$2 ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** A tool's own name, without the server it comes from: `mcp__files__read_file`, `files.read_file`, `files/read_file`. */
export function ownName(tool: string): string {
  return (
    tool
      .slice(0, MAX_NAME)
      .split(/__|[./:]/)
      .filter((piece) => piece !== '')
      .at(-1) ?? ''
  );
}

/** What a tool does, as far as its name tells. */
export interface ToolClass {
  /** Runs commands of a shell. */
  readonly runs: boolean;
  /** Runs programs in some language; its text need not be a command. */
  readonly code: boolean;
  /** Changes files. */
  readonly writes: boolean;
  /** Gives out the content of files. */
  readonly reads: boolean;
  readonly git: boolean;
  /** Its texts are for PowerShell or cmd. */
  readonly windows: boolean;
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const SHELL_WORDS = words(
  'bash sh zsh ksh dash fish shell terminal powershell pwsh cmd cmdline commandline subprocess tty exec',
);
const RUN_VERBS = words('run execute invoke launch spawn start eval perform do send issue submit process');
const RUN_OBJECTS = words(
  'command commands cmd cmds script scripts process program binary executable line lines system',
);
const RUN_ALONE = words('run execute exec eval command commands system spawn cli');
const CODE_WORDS = words(
  'python python3 ipython jupyter javascript node nodejs ruby perl php repl interpreter sandbox notebook',
);
/** What is run is no command: these make `run_query` and its kind harmless. */
const NOT_COMMANDS = words(
  'sql query queries workflow workflows test tests report pipeline search agent prompt graph graphql model',
);
const WRITE_VERBS = words(
  'write edit create save update append modify replace patch put insert overwrite store add make move copy rename touch mv cp new download prepend delete remove',
);
const WRITE_ALONE = words('write edit multiedit editor apply patch multi');
const FILE_WORDS = words(
  'file files text document documents content contents fs path paths disk filesystem notebook diff patch str lines block directory folder',
);
const READ_VERBS = words(
  'read get view open cat load show fetch head tail print display dump extract parse upload send attach share copy import grep',
);
const READ_ALONE = words('read cat view open readfile viewfile');
const WINDOWS_WORDS = words('powershell pwsh cmd');

function some(list: readonly string[], set: ReadonlySet<string>): boolean {
  return list.some((word) => set.has(word));
}

/** Whether the name says nothing else. */
function only(list: readonly string[], set: ReadonlySet<string>): boolean {
  return list.length > 0 && list.every((word) => set.has(word));
}

/** Classifies a tool by the words of its name rather than by a list of names. Untrusted input. */
export function classifyTool(tool: string): ToolClass {
  const own = wordsOfName(ownName(tool));
  const commands = !some(own, NOT_COMMANDS);
  const verb = some(own, RUN_VERBS);
  const code =
    commands &&
    (some(own, CODE_WORDS) ||
      (own.includes('code') && (verb || own.includes('exec') || own.length === 1 || own.includes('execution'))));
  const runs = commands && (some(own, SHELL_WORDS) || only(own, RUN_ALONE) || (verb && some(own, RUN_OBJECTS)));
  const file = some(own, FILE_WORDS);
  return {
    runs: runs || code,
    code: code && !some(own, SHELL_WORDS),
    writes: only(own, WRITE_ALONE) || (file && some(own, WRITE_VERBS)) || (own.includes('apply') && file),
    reads: only(own, READ_ALONE) || (file && some(own, READ_VERBS)),
    git: own.includes('git') || wordsOfName(tool).includes('git'),
    windows: some(own, WINDOWS_WORDS),
  };
}
