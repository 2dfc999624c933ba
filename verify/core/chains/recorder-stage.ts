// SPDX-License-Identifier: Apache-2.0
import { createEntryChain } from '../../../evidence/chain/entry-chain.js';
import type { RecorderEntry } from '../../../evidence/model/recorder-entry.js';
import { readEntryLine, type ReadEntry } from '../../../evidence/model/recorder-entry.codec.js';
import { createDecisionMatcher } from './decisions.js';
import type { EvidenceStage } from '../receipts/evidence-stage.js';
import { attempt, type Fault } from '../input/format-fault.js';
import type { ReceiptStage } from '../receipts/receipt-stage.js';
import { Commitments } from './commitments.js';
import type { Shard } from '../folders/plan.js';
import type { ReadFault } from '../input/source.js';
import type { ChainParts } from './chain.js';

/** Where reading had to stop, and the last entry that held before it. */
export interface Damage {
  readonly lastGoodSeq: bigint;
  readonly lastGoodHash: string;
}

/**
 * The checks of a recorder file, fed line by line: form, hash chain, session, then what each entry carries. An
 * unreadable line ends the reading, because nothing behind it is tied to what came before.
 */
export class RecorderStage {
  session: string;
  entryCount = 0;
  entryHead = '';
  /** Lines with bytes that their hash does not cover. */
  looseLines = 0;
  /** A fault in the entries that could be read: hash, order, commitments. */
  broken = false;
  /** Set when a line could not be read; nothing after it was looked at. */
  damage: Damage | undefined;
  /** Names of the escrow files that entries name. */
  readonly rawRefs: string[] = [];
  readonly commitments = new Commitments();
  readonly decisions = createDecisionMatcher();
  private readonly parts: ChainParts;
  private readonly receipts: ReceiptStage;
  private readonly evidence: EvidenceStage;
  private readonly entryFault: ReturnType<typeof createEntryChain>;
  private lastSeq = 0n;
  /** Until the first fault of the entry chain. Receipts further on are still judged by their own. */
  private following = true;
  private sessionFault = false;

  constructor(parts: ChainParts, receipts: ReceiptStage, evidence: EvidenceStage) {
    const { session = '', suite } = parts.options;
    this.parts = parts;
    this.receipts = receipts;
    this.evidence = evidence;
    this.session = session;
    this.entryFault = createEntryChain(suite);
  }

  line(text: string): void {
    if (this.damage !== undefined) return;
    const parsed = attempt(() => readEntryLine(text));
    if ('fault' in parsed) {
      this.readFault(parsed.fault);
      return;
    }
    const { entry, canonical } = parsed.value;
    if (!canonical) this.looseLines += 1;
    this.follow(entry);
    this.checkPlace(entry);
    this.takeContent(parsed.value);
    if (entry.raw_ref !== undefined) this.rawRefs.push(entry.raw_ref);
    this.entryCount += 1;
    this.lastSeq = entry.seq;
    this.entryHead = entry.hash;
  }

  /** Announces the next shard, whose name says which entry comes first; one that turns out empty says so too. */
  shard({ name, seqStart }: Shard): void {
    const next = this.entryCount === 0 ? 0n : this.lastSeq + 1n;
    if (this.damage !== undefined || seqStart === next) return;
    this.broken = true;
    const message = `it stands where the file that begins with entry ${next} is expected`;
    this.parts.log.fail('shard_sequence', name, message, this.entryCount);
  }

  /** Takes what the reader reports instead of a line. */
  readFault({ code, message }: Fault | ReadFault): void {
    if (this.damage !== undefined) return;
    this.damage = { lastGoodSeq: this.lastSeq, lastGoodHash: this.entryHead };
    this.parts.log.fail(code, `line ${this.entryCount + 1}`, message, this.entryCount);
  }

  /** A fault of an entry that could be read. */
  private fail(seq: bigint, { code, message }: Fault): void {
    this.broken = true;
    this.parts.log.fail(code, `entry ${seq}`, message, this.entryCount);
  }

  private follow(entry: RecorderEntry): void {
    const fault = this.following ? this.entryFault(entry) : undefined;
    if (fault === undefined) return;
    this.following = false;
    this.fail(entry.seq, { code: 'entry_chain', message: `${fault.message} (${fault.code})` });
  }

  private checkPlace({ seq, session_id: session }: RecorderEntry): void {
    if (this.session === '') this.session = session;
    if (session !== this.session && !this.sessionFault) {
      this.sessionFault = true;
      const message = `the entry belongs to session ${session}, not ${this.session}`;
      this.parts.log.fail('session_mismatch', `entry ${seq}`, message, this.entryCount);
    }
  }

  private takeContent(read: ReadEntry): void {
    const { entry } = read;
    if (entry.type === 'checkpoint') {
      this.takeCheckpoint(entry);
      return;
    }
    if (entry.type === 'transcript_root') {
      const fault = this.commitments.transcriptRoot(entry, this.receipts.facts);
      if (fault !== undefined) this.fail(entry.seq, fault);
      return;
    }
    // Any entry after the transcript root that is not its checkpoint is outside the commitment.
    this.commitments.state = 'incomplete';
    if (entry.type === 'action_receipt') this.takeReceipt(read);
    else if (entry.type === 'decision') this.decisions.decision(entry.detail);
    else if (entry.type === 'evidence_receipt') this.evidence.receipt(entry.detail, this.entryCount);
  }

  private takeCheckpoint(entry: RecorderEntry): void {
    const { commitments, entryCount: at } = this;
    const { options, queue, log } = this.parts;
    // The one pinned key, before any receipt.
    const [sole = '', ...more] = options.trust.keys;
    const key = this.receipts.traces.lastSignerKey || (more.length === 0 ? sole : '');
    const check = commitments.checkpoint(entry, key);
    if (check === undefined) return;
    if ('code' in check) {
      this.fail(entry.seq, check);
      return;
    }
    queue.add(check, () => {
      commitments.holds = false;
      log.fail('checkpoint_invalid', `entry ${entry.seq}`, 'its signature does not cover the entries before it', at);
    });
  }

  private takeReceipt({ entry, receipt: read }: ReadEntry): void {
    const receipt = this.receipts.receipt(read ?? entry.detail, this.entryCount);
    const message = receipt && this.decisions.receipt(receipt.action_record);
    if (message !== undefined) this.fail(entry.seq, { code: 'decision_receipt_mismatch', message });
  }
}
