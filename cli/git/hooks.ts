// SPDX-License-Identifier: Apache-2.0
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../../evidence/model/errors.js';
import { replaceFile } from '../../evidence/store/atomic-file.js';
import { nodeIo } from '../../evidence/store/io.js';
import { git } from './git.js';

const MARK = '# made by: pipelock git install-hooks';

/** Arguments of `pipelock git scan-diff` for each hook. */
const HOOKS = { 'pre-commit': '--staged', 'pre-push': '--pre-push' } as const;

export interface InstalledHook {
  readonly hook: string;
  readonly path: string;
  readonly state: 'installed' | 'updated' | 'replaced';
  /** Where a foreign hook was put. */
  readonly kept?: string;
}

export interface HookOptions {
  /** The program and its first arguments. */
  readonly command: readonly string[];
  readonly config: string | undefined;
  readonly force: boolean;
}

function quoted(word: string): string {
  if (word.includes('\0')) throw new UsageError('a path holds NUL');
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** A hook that stops the commit or push when something is found, and when the scan itself cannot be run. */
function renderHook(argument: string, { command, config }: HookOptions): string {
  const words = [
    ...command,
    'git',
    'scan-diff',
    argument,
    ...(config === undefined ? [] : ['--config', resolve(config)]),
  ];
  return `#!/bin/sh\n${MARK}\nexec ${words.map(quoted).join(' ')}\n`;
}

/** Where git looks for hooks here; `core.hooksPath` is heeded. */
function hooksFolder(): string {
  return resolve(git(['rev-parse', '--git-path', 'hooks']).replace(/\n$/, ''));
}

type Present = 'none' | 'own' | 'foreign';

function presentAt(path: string): Present {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 'none';
  return stat.isFile() && readFileSync(path, 'utf8').split('\n', 2)[1] === MARK ? 'own' : 'foreign';
}

/**
 * Installs both hooks, or none: a hook of somebody else is refused without `force`, and kept beside the new one with it.
 * @throws UsageError outside a repository, or when a foreign hook is there
 */
export function installHooks(options: HookOptions): readonly InstalledHook[] {
  const folder = hooksFolder();
  const plan = Object.entries(HOOKS).map(([hook, argument]) => {
    const path = join(folder, hook);
    return { hook, path, present: presentAt(path), text: renderHook(argument, options) };
  });
  const foreign = plan.find(({ present }) => present === 'foreign');
  if (foreign !== undefined && !options.force)
    throw new UsageError(
      `${foreign.path} is somebody else's hook; --force replaces it and keeps it beside the new one`,
    );
  mkdirSync(folder, { recursive: true });
  return plan.map(({ hook, path, present, text }) => {
    const kept = present === 'foreign' ? freeName(path) : undefined;
    if (kept !== undefined) renameSync(path, kept);
    replaceFile(nodeIo, path, text, 0o755);
    if (kept !== undefined) return { hook, path, state: 'replaced', kept };
    return { hook, path, state: present === 'own' ? 'updated' : 'installed' };
  });
}

function freeName(path: string): string {
  let name = `${path}.before-pipelock`;
  for (let count = 2; existsSync(name); count++) name = `${path}.before-pipelock-${count}`;
  return name;
}
