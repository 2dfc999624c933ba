// SPDX-License-Identifier: Apache-2.0
import type { RotationEndorsement } from '../../evidence/model/rotation-endorsement.js';
import type { RecoverySeal } from '../../evidence/model/recovery-seal.js';
import { GENESIS } from '../../evidence/model/recorder-entry.js';
import type { FolderState, VerifiedRun } from './directory.js';
import type { SignedLink } from './links.js';
import { endorsesLink } from './links.js';
import type { DirectoryFinding, FindingKind, LinkTrust, RunLink } from './result.js';
import type { EvidenceDirectory } from './source.js';
import type { TrustRoot } from './trust.js';

/** What the links of a folder amount to. `attested` names the runs whose loss a recovery seal states. */
export interface JudgedLinks {
  readonly linked: readonly RunLink[];
  readonly findings: readonly DirectoryFinding[];
  readonly attested: ReadonlySet<string>;
}

type Report = (kind: FindingKind, session: string, message: string) => void;

interface Judge {
  readonly directory: EvidenceDirectory;
  readonly endorsements: readonly RotationEndorsement[];
  readonly trust: TrustRoot;
  readonly state: FolderState;
  readonly report: Report;
  readonly linked: RunLink[];
  readonly attested: Set<string>;
}

function linkTrust(judge: Judge, link: SignedLink): LinkTrust {
  if (link.successor_signer_key === link.predecessor_signer_key) return 'same_key';
  if (judge.trust.keys.includes(link.successor_signer_key)) return 'trusted_key';
  const inherited = judge.state.authorised.get(link.successor_session)?.includes(link.successor_signer_key) === true;
  if (inherited && judge.endorsements.some((one) => endorsesLink(one, link))) return 'endorsed';
  judge.report(
    'untrusted_successor_key',
    link.successor_session,
    `nothing authorises key ${link.successor_signer_key}`,
  );
  return '';
}

/** A damaged end is for a recovery seal to explain; under a plain link it leaves the tail unknown. */
function isSound({ outcome }: VerifiedRun, sealed: boolean): boolean {
  if (outcome.damage !== undefined && !sealed) return false;
  return !outcome.receiptBroken && !outcome.entryBroken && !outcome.sessionMismatch;
}

/** Compares the tail a link names with the predecessor as it lies there now. */
function checkTail(judge: Judge, link: SignedLink, { outcome }: VerifiedRun): void {
  const { facts } = outcome.result;
  const found = outcome.watched.get(link.predecessor_tail_seq);
  if (found !== link.predecessor_tail_hash || outcome.lastSignerKey !== link.predecessor_signer_key) {
    judge.report(
      'link_tail_mismatch',
      link.predecessor_session,
      `the link names tail seq ${link.predecessor_tail_seq}, which is another receipt`,
    );
  } else if (facts.finalSeq !== link.predecessor_tail_seq || facts.rootHash !== link.predecessor_tail_hash) {
    // The successor linked to a run it had proved dead; receipts behind that point were added later.
    judge.report(
      'appended_after_link',
      link.predecessor_session,
      `the link names tail seq ${link.predecessor_tail_seq}, the run goes on to ${facts.finalSeq}`,
    );
  }
}

function sealMismatch(seal: RecoverySeal, predecessor: VerifiedRun, successor: VerifiedRun): string {
  const { damage, result } = predecessor.outcome;
  if (damage === undefined) return 'the predecessor is not damaged';
  const { facts } = result;
  const tailHash = facts.receiptCount === 0 ? GENESIS : facts.rootHash;
  const lastHash = facts.entryCount === 0 ? GENESIS : damage.lastGoodHash;
  if (seal.last_good_seq !== damage.lastGoodSeq || seal.last_good_hash !== lastHash) return 'last good entry';
  if (seal.predecessor_tail_seq !== facts.finalSeq || seal.predecessor_tail_hash !== tailHash) return 'receipt tail';
  if (facts.receiptCount > 0 && seal.predecessor_signer_key !== predecessor.outcome.lastSignerKey) return 'signer key';
  if (seal.successor_open_hash !== successor.outcome.firstReceiptHash) return "the successor's session_open";
  return seal.shard === predecessor.files.shards.at(-1)?.name ? '' : 'the damaged file is not the last one';
}

async function judgeSeal(
  judge: Judge,
  seal: RecoverySeal,
  predecessor: VerifiedRun,
  successor: VerifiedRun,
): Promise<void> {
  const session = seal.predecessor_session;
  const digest = await judge.directory.digest(seal.shard);
  const sameBytes =
    !('code' in digest) && digest.sha256 === seal.shard_sha256 && BigInt(digest.size) === seal.shard_size;
  const mismatch = sameBytes ? sealMismatch(seal, predecessor, successor) : 'the damaged file has other bytes';
  if (mismatch !== '') {
    judge.report('link_tail_mismatch', session, `recovery seal does not fit: ${mismatch}`);
    return;
  }
  judge.attested.add(session);
  judge.report(
    'attested_discontinuity',
    session,
    `evidence is lost behind entry ${seal.last_good_seq}; the successor says so`,
  );
}

async function judgeLink(judge: Judge, link: SignedLink): Promise<void> {
  const predecessor = judge.state.runs.get(link.predecessor_session);
  const successor = judge.state.runs.get(link.successor_session);
  if (successor === undefined) {
    judge.report(
      'invalid_link',
      link.predecessor_session,
      `its successor ${link.successor_session} is not in this folder`,
    );
    return;
  }
  const openedBy = successor.outcome.result.facts.signerKeys[0];
  if (openedBy !== undefined && openedBy !== link.successor_signer_key) {
    judge.report('invalid_link', link.predecessor_session, 'it was not signed by the key that opened the successor');
    return;
  }
  const list = (trust: LinkTrust): void => {
    const { successor_session: session, predecessor_session: before, predecessor_tail_seq: seq } = link;
    judge.linked.push({ session, predecessorSession: before, predecessorTailSeq: seq, trust });
  };
  if (predecessor === undefined || !isSound(predecessor, link.seal !== undefined)) {
    const why = predecessor === undefined ? 'is not in this folder' : 'does not verify';
    judge.report(
      'predecessor_unverified',
      link.successor_session,
      `its predecessor ${link.predecessor_session} ${why}`,
    );
    list('');
    return;
  }
  if (link.seal !== undefined) await judgeSeal(judge, link.seal, predecessor, successor);
  else checkTail(judge, link, predecessor);
  list(linkTrust(judge, link));
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
function refuseForks(links: readonly SignedLink[], report: Report): readonly SignedLink[] {
  const kept: SignedLink[] = [];
  for (const link of links) {
    const named = link.file.namedPredecessor === link.predecessor_session;
    if (!named)
      report(
        'link_name_mismatch',
        link.file.namedPredecessor,
        `${link.file.name} speaks of ${link.predecessor_session}`,
      );
    if (links.some((other) => other !== link && other.predecessor_session === link.predecessor_session)) {
      if (named)
        report('double_successor', link.predecessor_session, 'more than one link claims this run as predecessor');
    }
    if (!named) continue;
    if (kept.some((other) => other.successor_session === link.successor_session)) {
      report('invalid_link', link.predecessor_session, `${link.successor_session} already has a predecessor`);
    } else if (closesRing(link, kept)) {
      report('invalid_link', link.predecessor_session, `a run cannot come before itself`);
    } else kept.push(link);
  }
  return kept;
}

/** Judges the links of a folder against the runs as verified. */
export async function judgeLinks(
  directory: EvidenceDirectory,
  links: readonly SignedLink[],
  endorsements: readonly RotationEndorsement[],
  trust: TrustRoot,
  state: FolderState,
): Promise<JudgedLinks> {
  const findings: DirectoryFinding[] = [];
  const report: Report = (kind, session, message) => void findings.push({ kind, session, message });
  const judge: Judge = { directory, endorsements, trust, state, report, linked: [], attested: new Set() };
  for (const link of refuseForks(links, report)) await judgeLink(judge, link);
  return { linked: judge.linked, findings, attested: judge.attested };
}
