// SPDX-License-Identifier: Apache-2.0
import { LIMITS } from '../input/source.js';
import type { RecoverySeal } from '../../../evidence/model/recovery-seal.js';
import { GENESIS } from '../../../evidence/model/recorder-entry.js';
import type { FolderState, VerifiedRun } from './directory.js';
import { endorsesLink, type SignedLink } from './links.js';
import type { DirectoryFinding, FindingKind, LinkTrust, RunLink } from './folder-result.js';

interface Judge {
  readonly state: FolderState;
  readonly report: (kind: FindingKind, session: string, message: string) => void;
  readonly linked: RunLink[];
  readonly attested: Set<string>;
}

function linkTrust({ state, report }: Judge, link: SignedLink): LinkTrust {
  const { successor_session: session, successor_signer_key: key } = link;
  if (key === link.predecessor_signer_key) return 'same_key';
  if (state.trust.keys.includes(key)) return 'trusted_key';
  const inherited = state.authorised.get(session)?.includes(key) === true;
  if (inherited && state.endorsements.some((one) => endorsesLink(one, link))) return 'endorsed';
  report('untrusted_successor_key', session, `nothing authorises key ${key}`);
  return '';
}

/** A damaged end is for a recovery seal to explain; under a plain link it leaves the tail unknown. */
function isSound({ outcome }: VerifiedRun, explained: boolean): boolean {
  if (outcome.damage !== undefined && !explained) return false;
  return !outcome.receiptBroken && !outcome.entryBroken && !outcome.sessionMismatch;
}

/** Compares the tail a link names with the predecessor as it lies there now. */
function checkTail({ report }: Judge, link: SignedLink, { outcome }: VerifiedRun): void {
  const { predecessor_session: session, predecessor_tail_seq: seq, predecessor_tail_hash: hash } = link;
  const { finalSeq, rootHash } = outcome.result.facts;
  if (outcome.watched.get(seq) !== hash || outcome.lastSignerKey !== link.predecessor_signer_key) {
    report('link_tail_mismatch', session, `the link names tail seq ${seq}, which is another receipt`);
  } else if (finalSeq !== seq || rootHash !== hash) {
    // The successor linked to a run it had proved dead; receipts behind that point were added later.
    report('appended_after_link', session, `the link names tail seq ${seq}, the run goes on to ${finalSeq}`);
  }
}

function recoveryMismatch(recovery: RecoverySeal, { outcome, files }: VerifiedRun, successor: VerifiedRun): string {
  const { damage, result, lastSignerKey } = outcome;
  if (damage === undefined) return 'the predecessor is not damaged';
  const { receiptCount, entryCount, rootHash, finalSeq } = result.facts;
  const { predecessor_tail_seq: tailSeq, predecessor_tail_hash: tailHash } = recovery;
  const lastGoodHash = entryCount === 0 ? GENESIS : damage.lastGoodHash;
  if (recovery.last_good_seq !== damage.lastGoodSeq || recovery.last_good_hash !== lastGoodHash)
    return 'last good entry';
  if (tailSeq !== finalSeq || tailHash !== (receiptCount === 0 ? GENESIS : rootHash)) return 'receipt tail';
  if (receiptCount > 0 && recovery.predecessor_signer_key !== lastSignerKey) return 'signer key';
  if (recovery.successor_open_hash !== successor.outcome.firstReceiptHash) return "the successor's session_open";
  return recovery.shard === files.shards.at(-1)?.name ? '' : 'the damaged file is not the last one';
}

async function judgeRecovery(
  { state, report, attested }: Judge,
  recovery: RecoverySeal,
  before: VerifiedRun,
  after: VerifiedRun,
): Promise<void> {
  const { predecessor_session: session, shard, shard_sha256: digest, shard_size: size, last_good_seq: seq } = recovery;
  const bytes = await state.tree.bytes(shard, LIMITS.shardBytes);
  const same = !('code' in bytes) && state.suite.sha256Hex(bytes) === digest && BigInt(bytes.length) === size;
  const mismatch = same ? recoveryMismatch(recovery, before, after) : 'the damaged file has other bytes';
  if (mismatch !== '') {
    report('link_tail_mismatch', session, `recovery seal does not fit: ${mismatch}`);
    return;
  }
  attested.add(session);
  report('attested_discontinuity', session, `evidence is lost behind entry ${seq}; the successor says so`);
}

async function judgeLink(judge: Judge, link: SignedLink): Promise<void> {
  const { state, report, linked } = judge;
  const { predecessor_session: before, successor_session: session, predecessor_tail_seq: seq, recovery } = link;
  const [predecessor, successor] = [state.runs.get(before), state.runs.get(session)];
  if (successor === undefined) {
    report('invalid_link', before, `its successor ${session} is not in this folder`);
    return;
  }
  const openedBy = successor.outcome.result.facts.signerKeys[0];
  if (openedBy !== undefined && openedBy !== link.successor_signer_key) {
    report('invalid_link', before, 'it was not signed by the key that opened the successor');
    return;
  }
  let trust: LinkTrust = '';
  if (predecessor === undefined || !isSound(predecessor, recovery !== undefined)) {
    const why = predecessor === undefined ? 'is not in this folder' : 'does not verify';
    report('predecessor_unverified', session, `its predecessor ${before} ${why}`);
  } else {
    if (recovery !== undefined) await judgeRecovery(judge, recovery, predecessor, successor);
    else checkTail(judge, link, predecessor);
    trust = linkTrust(judge, link);
  }
  linked.push({ session, predecessorSession: before, predecessorTailSeq: seq, trust });
}

function closesRing(link: SignedLink, kept: readonly SignedLink[]): boolean {
  for (let next: SignedLink | undefined = link; next !== undefined;) {
    const { successor_session: successor }: SignedLink = next;
    if (successor === link.predecessor_session) return true;
    next = kept.find((other) => other.predecessor_session === successor);
  }
  return false;
}

/** Each run has at most one successor and one predecessor; a fork means somebody wrote history twice. */
function refuseForks(links: readonly SignedLink[], report: Judge['report']): readonly SignedLink[] {
  const kept: SignedLink[] = [];
  for (const link of links) {
    const { predecessor_session: before, successor_session: after, file } = link;
    if (file.namedPredecessor !== before) {
      report('link_name_mismatch', file.namedPredecessor, `${file.name} speaks of ${before}`);
      continue;
    }
    if (links.some((other) => other !== link && other.predecessor_session === before))
      report('double_successor', before, 'more than one link claims this run as predecessor');
    if (kept.some((other) => other.successor_session === after))
      report('invalid_link', before, `${after} already has a predecessor`);
    else if (closesRing(link, kept)) report('invalid_link', before, `a run cannot come before itself`);
    else kept.push(link);
  }
  return kept;
}

/** Judges the links of a folder against the runs as verified. `attested` names the runs whose loss a recovery seal states. */
export async function judgeLinks(state: FolderState) {
  const findings: DirectoryFinding[] = [];
  const [linked, attested]: [RunLink[], Set<string>] = [[], new Set()];
  const report: Judge['report'] = (kind, session, message) => void findings.push({ kind, session, message });
  for (const link of refuseForks(state.links, report)) await judgeLink({ state, report, linked, attested }, link);
  return { linked, findings, attested };
}

export type JudgedLinks = Awaited<ReturnType<typeof judgeLinks>>;
