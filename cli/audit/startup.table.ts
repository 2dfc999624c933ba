// SPDX-License-Identifier: Apache-2.0
import { toPlainJson } from '../../enforce/probe/discover/plain-json.js';

/** A kind of file whose commands run without anybody typing them. */
export interface StartupFile {
  readonly paths: RegExp;
  /** When they run, for the message. */
  readonly when: string;
  /** Nobody decides to run them: opening the folder, or letting the agent work in it, is enough. */
  readonly unasked: boolean;
  /** The file is program text itself. */
  readonly isCode?: boolean;
  /** Shell texts. Throws where the file cannot be read as what it is. */
  readonly commands: (text: string) => readonly string[];
}

/** JSON, also with comments and trailing commas, as editors allow. */
function parsed(text: string): unknown {
  return JSON.parse(toPlainJson(text));
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** Every text below a value; a list of texts is one command in words. */
function textsOf(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string') return [value];
  if (depth > 8 || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return [value.join(' ')];
  return Object.values(value).flatMap((item) => textsOf(item, depth + 1));
}

/** The members called `command`, wherever they stand. */
function commandsBelow(value: unknown, depth = 0): readonly string[] {
  if (depth > 12 || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    name === 'command'
      ? [[...textsOf(item), ...textsOf(memberOf(value, 'args'))].join(' ')]
      : commandsBelow(item, depth + 1),
  );
}

function tasksOnOpening(text: string): readonly string[] {
  const tasks = memberOf(parsed(text), 'tasks');
  return (Array.isArray(tasks) ? tasks : [])
    .filter((task) => memberOf(memberOf(task, 'runOptions'), 'runOn') === 'folderOpen')
    .flatMap((task) => commandsBelow({ task: task as unknown }));
}

const CONTAINER_COMMANDS = [
  ...['initializeCommand', 'onCreateCommand', 'updateContentCommand'],
  ...['postCreateCommand', 'postStartCommand', 'postAttachCommand'],
];
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];

function membersOf(names: readonly string[], inside?: string): StartupFile['commands'] {
  return (text) => {
    const root = parsed(text);
    const from = inside === undefined ? root : memberOf(root, inside);
    return names.flatMap((name) => textsOf(memberOf(from, name)));
  };
}

/** What a slash command has run before the agent reads it: a mark, then the command in backquotes. */
function insertedCommands(text: string): readonly string[] {
  return [...text.matchAll(/(?:^|\s)!`([^`\n]+)`/g)].map(([, command = '']) => command);
}

/** First arguments of the calls that hand a text to a shell. */
function pythonShellCalls(text: string): readonly string[] {
  const calls = /\b(?:os\.(?:system|popen)|subprocess\.\w+)\(\s*(?:f|r)?("""|'''|"|')([\s\S]{0,2000}?)\1/g;
  return [...text.matchAll(calls)].map(([, , command = '']) => command);
}

function recipes(text: string): readonly string[] {
  return [...text.matchAll(/^\t[@+-]*(.+)$/gm)].map(([, line = '']) => line);
}

/** The most telling first. */
export const STARTUP_FILES: readonly StartupFile[] = [
  {
    paths: /(?:^|\/)\.vscode\/tasks\.json$/,
    when: 'when the folder is opened',
    unasked: true,
    commands: tasksOnOpening,
  },
  {
    paths: /(?:^|\/)\.(?:claude|cursor|gemini|codex)\/(?:settings(?:\.local)?|hooks)\.json$/,
    when: 'while the agent works',
    unasked: true,
    commands: (text) => commandsBelow({ hooks: memberOf(parsed(text), 'hooks') }),
  },
  {
    paths: /(?:^|\/)\.(?:claude|cursor|gemini|codex)\/(?:commands|skills|agents)\/.*\.md$/,
    when: 'before the agent reads it',
    unasked: true,
    commands: insertedCommands,
  },
  { paths: /(?:^|\/)\.envrc$/, when: 'when the folder is entered', unasked: true, commands: (text) => [text] },
  {
    paths: /(?:^|\/)\.?devcontainer(?:\/[^/]+)*\/devcontainer\.json$|(?:^|\/)\.devcontainer\.json$/,
    when: 'when the container is made or started',
    unasked: true,
    commands: membersOf(CONTAINER_COMMANDS),
  },
  {
    paths: /(?:^|\/)package\.json$/,
    when: 'when packages are installed',
    unasked: false,
    commands: membersOf(INSTALL_SCRIPTS, 'scripts'),
  },
  {
    paths: /(?:^|\/)(?:setup|conftest|sitecustomize)\.py$/,
    when: 'when it is installed or tested',
    unasked: false,
    isCode: true,
    commands: pythonShellCalls,
  },
  { paths: /(?:^|\/)(?:GNUm|M|m)akefile$/, when: 'under make', unasked: false, commands: recipes },
];

/** Settings that say where packages come from. */
export const PACKAGE_SOURCES =
  /(?:^|\/)(?:\.npmrc|\.yarnrc(?:\.yml)?|pip\.conf|requirements[\w-]*\.txt|uv\.toml|\.pypirc)$/;
const SOURCE_KEY = /(?:registry|index-url|index_url|npmRegistryServer|find-links|trusted-host)/i;
const OPEN_URL = /\bhttp:\/\/(?!localhost\b|127\.|\[::1\])/i;

/** The number of the first line by which packages come over a connection that anybody on the way can change. */
export function openSourceLine(text: string): number | undefined {
  const index = text.split('\n').findIndex((line) => {
    return !/^\s*[#;]/.test(line) && SOURCE_KEY.test(line) && OPEN_URL.test(line);
  });
  return index < 0 ? undefined : index + 1;
}

export const AGENT_SETTINGS = /(?:^|\/)\.claude\/settings(?:\.local)?\.json$/;
const ANY_COMMAND = /^(?:\*|Bash(?:\((?:\*|:\*|\*:\*)\))?)$/;

/** The settings that let an agent run any command without asking. Throws where the text is not JSON. */
export function widePermissions(text: string): readonly string[] {
  const permissions = memberOf(parsed(text), 'permissions');
  const allowed = memberOf(permissions, 'allow');
  const mode = memberOf(permissions, 'defaultMode');
  const wide = (Array.isArray(allowed) ? allowed : []).map(String).filter((rule) => ANY_COMMAND.test(rule));
  return mode === 'bypassPermissions' ? [...wide, mode] : wide;
}
