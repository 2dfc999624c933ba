// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { RunFiles } from '../../verify/core/folders/plan.js';
import { LIMITS } from '../../verify/core/input/source.js';
import { readSmallBytes } from '../../verify/node/read.js';
import { fileFacts } from './lines.js';

const LF = 0x0a;
/** Values of a column that are told apart; what comes after counts as one. */
const MAX_VALUES = 200;
const OTHER = '(other)';
/** Lines between two pauses, so that pages are served meanwhile. */
const LINES_PER_TURN = 2000;
const COLUMNS = ['verdict', 'layer', 'transport'] as const;
export type Column = (typeof COLUMNS)[number];

/** Where a receipt's line stands. */
export interface LinePlace {
  readonly shard: string;
  readonly offset: number;
  readonly length: number;
}

/** Values of one column, each by its number. */
class Values {
  readonly names: string[] = [];
  readonly counts: number[] = [];
  private readonly numbers = new Map<string, number>();

  add(name: string): number {
    const known = this.numbers.get(name) ?? (this.names.length < MAX_VALUES ? undefined : this.numbers.get(OTHER));
    if (known !== undefined) {
      this.counts[known] = (this.counts[known] ?? 0) + 1;
      return known;
    }
    const fresh = this.names.length < MAX_VALUES ? name : OTHER;
    const number = this.names.push(fresh) - 1;
    this.counts.push(1);
    this.numbers.set(fresh, number);
    return number;
  }

  numberOf(name: string): number | undefined {
    return this.numbers.get(name);
  }
}

/** Numbers in a row that grows without being copied each time. */
class Numbers {
  private room = new Uint32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.room.length) {
      const larger = new Uint32Array(this.room.length * 2);
      larger.set(this.room);
      this.room = larger;
    }
    this.room[this.length] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.room[index] ?? 0;
  }
}

interface Shard {
  readonly name: string;
  readonly ino: number;
  size: number;
  modifiedMs: number;
  /** Bytes that were looked through: whole lines only. */
  read: number;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

type Cells = Readonly<Record<Column, string>>;

/** The columns of a receipt's line; undefined for a line of another kind. Nothing is verified here. */
function cellsOf(line: string): Cells | undefined {
  // Most lines that are no receipts are told by these words alone.
  if (!line.includes('action_receipt')) return undefined;
  let value: { type?: unknown; detail?: { action_record?: Partial<Record<Column, unknown>> } | null };
  try {
    value = JSON.parse(line) as typeof value;
  } catch {
    return { verdict: '(unreadable)', layer: '', transport: '' };
  }
  if (value.type !== 'action_receipt') return undefined;
  const record = value.detail?.action_record;
  return { verdict: textOf(record?.verdict), layer: textOf(record?.layer), transport: textOf(record?.transport) };
}

export type Filter = Partial<Record<Column, string>>;

/**
 * Where each receipt of a run stands in its files: 24 bytes for each, so that a run of a million can be paged without
 * being held. Follows a run that is being written; starts again when a file was replaced or cut.
 */
export class RunIndex {
  private shards: Shard[] = [];
  private readonly offsets = new Numbers();
  private readonly lengths = new Numbers();
  private readonly places = new Numbers();
  private readonly columns = Object.fromEntries(COLUMNS.map((name) => [name, new Values()])) as Record<Column, Values>;
  private readonly cells = Object.fromEntries(COLUMNS.map((name) => [name, new Numbers()])) as Record<Column, Numbers>;
  /** Files that could not be looked through, in words. */
  readonly faults: string[] = [];
  /** Everything that is there was looked through. */
  done = false;

  private readonly dir: string;
  private files: RunFiles;

  constructor(dir: string, files: RunFiles) {
    this.dir = dir;
    this.files = files;
  }

  get count(): number {
    return this.places.length;
  }

  /** Values of a column with their numbers, most frequent first. */
  tally(column: Column): readonly { readonly name: string; readonly count: number }[] {
    const { names, counts } = this.columns[column];
    return names.map((name, at) => ({ name, count: counts[at] ?? 0 })).sort((a, b) => b.count - a.count);
  }

  place(index: number): LinePlace | undefined {
    const shard = this.shards[this.places.at(index)];
    if (index >= this.count || shard === undefined) return undefined;
    return { shard: shard.name, offset: this.offsets.at(index), length: this.lengths.at(index) };
  }

  /** Numbers of receipts that fit, from one number on. */
  *matching(filter: Filter, from: number): Generator<number> {
    const wanted: [Numbers, number][] = [];
    for (const column of COLUMNS) {
      const name = filter[column];
      if (name === undefined) continue;
      const number = this.columns[column].numberOf(name);
      if (number === undefined) return;
      wanted.push([this.cells[column], number]);
    }
    for (let index = from; index < this.count; index += 1) {
      if (wanted.every(([cells, number]) => cells.at(index) === number)) yield index;
    }
  }

  /** Numbers of the receipts of one file. */
  *inShard(name: string): Generator<number> {
    const at = this.shards.findIndex((shard) => shard.name === name);
    for (let index = 0; index < this.count; index += 1) if (this.places.at(index) === at) yield index;
  }

  /** False when a file that was looked through is another one now: this index is of no use any more. */
  fits(files: RunFiles): boolean {
    const holds = this.shards.every((shard, at) => {
      if (files.shards[at]?.name !== shard.name) return false;
      const stat = fileFacts(join(this.dir, shard.name));
      // A file that could not be read before holds nothing that could have changed.
      if (shard.ino === 0) return stat === undefined;
      if (stat === undefined || stat.ino !== shard.ino || stat.size < shard.size) return false;
      return stat.size > shard.size || stat.mtimeMs === shard.modifiedMs;
    });
    if (holds && this.done) {
      const last = files.shards.at(-1);
      const stat = last === undefined ? undefined : fileFacts(join(this.dir, last.name));
      const same = this.shards.length === files.shards.length && stat?.size === this.shards.at(-1)?.size;
      if (!same) this.done = false;
    }
    this.files = files;
    return holds;
  }

  /** Looks through what is new, pausing often. */
  async read(): Promise<void> {
    this.faults.length = 0;
    for (const [at, { name }] of this.files.shards.entries()) {
      const path = join(this.dir, name);
      const stat = fileFacts(path);
      const known = this.shards[at];
      if (known !== undefined && stat?.size === known.size && stat.mtimeMs === known.modifiedMs) continue;
      const bytes = stat === undefined ? undefined : readSmallBytes(path, LIMITS.shardBytes);
      if (stat === undefined || bytes === undefined || 'code' in bytes) {
        const why = bytes !== undefined && 'code' in bytes ? bytes.message : 'not a regular file';
        this.faults.push(`${name}: ${why}`);
        // Its place is kept, so that numbers of shards stay what they are.
        this.shards[at] ??= { name, ino: stat?.ino ?? 0, size: 0, modifiedMs: 0, read: 0 };
        continue;
      }
      const shard = (this.shards[at] ??= { name, ino: stat.ino, size: 0, modifiedMs: 0, read: 0 });
      shard.size = stat.size;
      shard.modifiedMs = stat.mtimeMs;
      await this.readShard(at, shard, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    }
    this.done = true;
  }

  private async readShard(at: number, shard: Shard, bytes: Buffer): Promise<void> {
    for (let lines = 1; ; lines += 1) {
      const end = bytes.indexOf(LF, shard.read);
      if (end < 0) return;
      const cells = cellsOf(bytes.toString('utf8', shard.read, end));
      if (cells !== undefined) this.add(at, shard.read, end - shard.read, cells);
      shard.read = end + 1;
      if (lines % LINES_PER_TURN === 0) await breathe();
    }
  }

  private add(shard: number, offset: number, length: number, cells: Cells): void {
    this.offsets.push(offset);
    this.lengths.push(length);
    for (const column of COLUMNS) this.cells[column].push(this.columns[column].add(cells[column]));
    this.places.push(shard);
  }
}
