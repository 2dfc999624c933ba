// SPDX-License-Identifier: Apache-2.0
import type { IntegrityFile } from '../../evidence/model/integrity-manifest.js';
import type { Unreadable, Workspace } from './walk.js';

export interface Change {
  readonly path: string;
  /** `content`, `type`, `target` of a symbolic link, or `mode` (executable or not). */
  readonly what: 'content' | 'type' | 'target' | 'mode';
}

/** How a workspace differs from its manifest. */
export interface Drift {
  readonly changed: readonly Change[];
  readonly added: readonly string[];
  readonly deleted: readonly string[];
  readonly unreadable: readonly Unreadable[];
}

function changeOf(before: IntegrityFile, now: IntegrityFile): Change['what'] | undefined {
  if (before.type !== now.type) return 'type';
  if (before.target !== now.target) return 'target';
  if (before.sha256 !== now.sha256) return 'content';
  return before.executable === now.executable ? undefined : 'mode';
}

/** Compares what a manifest lists with what is there. */
export function compareWorkspace(listed: readonly IntegrityFile[], { files, unreadable }: Workspace): Drift {
  const before = new Map(listed.map((file) => [file.path, file]));
  const now = new Map(files.map((file) => [file.path, file]));
  const unread = new Set(unreadable.map(({ path }) => path));
  const changed = files.flatMap((file): Change[] => {
    const old = before.get(file.path);
    const what = old === undefined ? undefined : changeOf(old, file);
    return what === undefined ? [] : [{ path: file.path, what }];
  });
  return {
    changed,
    added: files.filter(({ path }) => !before.has(path)).map(({ path }) => path),
    deleted: listed.filter(({ path }) => !now.has(path) && !unread.has(path)).map(({ path }) => path),
    unreadable,
  };
}

export function hasDrift({ changed, added, deleted, unreadable }: Drift): boolean {
  return changed.length + added.length + deleted.length + unreadable.length > 0;
}
