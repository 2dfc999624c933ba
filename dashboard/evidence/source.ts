// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { planFolder, type RunFiles } from '../../verify/core/folders/plan.js';
import type { TrustRoot } from '../../verify/core/trust/trust.js';
import { openEvidenceTree } from '../../verify/node/tree.js';
import { fileFacts, readLineAt } from './lines.js';
import { RunIndex } from './run-index.js';
import { FolderVerification } from './verification.js';

/** Runs whose index is kept: the ones looked at last. */
const KEPT = 4;

interface Indexed {
  readonly index: RunIndex;
  reading: Promise<void> | undefined;
}

/** A run by its files, newest first where the files say so. */
export interface RunListing extends RunFiles {
  /** Time of the last change of its last file, milliseconds; 0 when unknown. */
  readonly changedMs: number;
}

/** An evidence folder as it is looked at: never held, always the files of the moment. */
export class EvidenceSource {
  readonly verification: FolderVerification;
  private readonly indexes = new Map<string, Indexed>();

  readonly dir: string;
  readonly trust: TrustRoot;

  constructor(dir: string, trust: TrustRoot, now: () => string) {
    this.dir = dir;
    this.trust = trust;
    this.verification = new FolderVerification(dir, trust, now);
  }

  /** The runs by their file names. Throws when the folder cannot be listed. */
  async runs(): Promise<readonly RunListing[]> {
    const { runs } = await Promise.resolve().then(() => planFolder(openEvidenceTree(this.dir)));
    const listed = runs.map((run) => {
      const last = run.shards.at(-1);
      const changedMs = last === undefined ? 0 : (fileFacts(join(this.dir, last.name))?.mtimeMs ?? 0);
      return { ...run, changedMs };
    });
    return listed.sort((a, b) => b.changedMs - a.changedMs || (a.session < b.session ? -1 : 1));
  }

  async run(session: string): Promise<RunListing | undefined> {
    return (await this.runs()).find((run) => run.session === session);
  }

  /** The index of a run, as far as it got after a little waiting. */
  async index(files: RunFiles, waitMs: number): Promise<RunIndex> {
    let kept = this.indexes.get(files.session);
    if (kept !== undefined && !kept.index.fits(files)) kept = undefined;
    this.indexes.delete(files.session);
    kept ??= { index: new RunIndex(this.dir, files), reading: undefined };
    this.indexes.set(files.session, kept);
    for (const old of [...this.indexes.keys()].slice(0, -KEPT)) this.indexes.delete(old);
    const mine = kept;
    if (!mine.index.done) {
      mine.reading ??= mine.index.read().finally(() => (mine.reading = undefined));
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, waitMs);
      });
      await Promise.race([mine.reading, patience]);
      clearTimeout(timer);
    }
    return mine.index;
  }

  /** The line of a receipt by its number in the run. Throws VerificationError when it is not there any more. */
  line(index: RunIndex, number: number): string | undefined {
    const place = index.place(number);
    return place === undefined ? undefined : readLineAt(join(this.dir, place.shard), place.offset, place.length);
  }
}
