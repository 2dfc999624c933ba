// SPDX-License-Identifier: Apache-2.0
import type { MemoryFile } from '../core/input/memory.js';

/** Bytes and files that one look may read into memory. */
const MAX_BYTES = 512 << 20;
const MAX_FILES = 4096;

async function readOne(file: File, path: string): Promise<MemoryFile> {
  return { path, bytes: new Uint8Array(await file.arrayBuffer()) };
}

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    // A reader answers in portions of at most 100; an empty one is the end.
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (part.length === 0 || all.length > MAX_FILES) return all;
    all.push(...part);
  }
}

async function walk(entry: FileSystemEntry, files: Map<string, File>): Promise<void> {
  if (files.size > MAX_FILES) return;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => {
      (entry as FileSystemFileEntry).file(resolve, reject);
    });
    files.set(entry.fullPath.replace(/^\//, ''), file);
  } else if (entry.isDirectory) {
    for (const child of await entriesOf(entry as FileSystemDirectoryEntry)) await walk(child, files);
  }
}

async function readAll(files: ReadonlyMap<string, File>): Promise<readonly MemoryFile[]> {
  const total = [...files.values()].reduce((sum, { size }) => sum + size, 0);
  if (total > MAX_BYTES) throw new Error(`${total} bytes are more than a page should hold; use pipelock-verify`);
  if (files.size > MAX_FILES) throw new Error(`more than ${MAX_FILES} files; use pipelock-verify`);
  return Promise.all([...files].map(([path, file]) => readOne(file, path)));
}

/** What was dropped, folders included. Has to start while the drop event lives. */
export function readDropped(items: DataTransferItemList): Promise<readonly MemoryFile[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  return (async () => {
    const files = new Map<string, File>();
    for (const entry of entries) await walk(entry, files);
    return readAll(files);
  })();
}

/** What was chosen in a file dialogue. */
export function readChosen(list: FileList): Promise<readonly MemoryFile[]> {
  return readAll(new Map([...list].map((file) => [file.webkitRelativePath || file.name, file])));
}

/** Files of one folder lose its name, so that they look as they do on disk. */
export function withoutCommonFolder(files: readonly MemoryFile[]): readonly MemoryFile[] {
  const [first = ''] = files.map(({ path }) => path.slice(0, path.indexOf('/') + 1));
  if (first === '' || !files.every(({ path }) => path.startsWith(first))) return files;
  return files.map(({ path, bytes }) => ({ path: path.slice(first.length), bytes }));
}
