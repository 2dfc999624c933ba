// SPDX-License-Identifier: Apache-2.0
import { fromBase64, fromHex, isHex, toHex } from '../../../evidence/canonical/text.js';
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import { createTreeHasher } from '../../../evidence/log/hash.js';
import { checkInclusion } from '../../../evidence/log/proof-check.js';
import { anchorsFault, parseSignedHead, type AelAnchors } from '../../../evidence/model/ael/anchors.js';
import { attempt } from '../input/format-fault.js';
import { unread, type AelArtifact, type RecorderEvidence } from './artifact.js';
import { failed, faultOutcome, PASS, unverifiable, type AelOutcome, type PartResult } from './outcome.js';
import { isIndependent } from './recorders.js';

type Entries = AelAnchors['entries'];

async function treeHead(anchors: AelAnchors, key: Uint8Array, suite: CryptoSuite): Promise<AelOutcome> {
  const { root, size, signed, sig } = anchors.tree_head;
  const parts = attempt(() => ({ publicKey: key, message: fromBase64(signed), signature: fromBase64(sig) }));
  if ('fault' in parts) return failed(`signed tree head: ${parts.fault.message}`);
  const [holds] = await suite.verifyBatch([parts.value]);
  if (holds !== true) return failed('the signature of the tree head does not hold under the log key');
  const head = attempt(() => parseSignedHead(parts.value.message));
  if ('fault' in head) return failed(`signed tree head: ${head.fault.message}`);
  const same = head.value.log === anchors.log && head.value.root === root && head.value.size === size;
  return faultOutcome(same ? undefined : 'the log signed another tree head');
}

function inclusion(entries: Entries, { root, size }: AelAnchors['tree_head'], suite: CryptoSuite): AelOutcome {
  if (entries.length === 0) return failed('no record of this run is anchored');
  const [hasher, head] = [createTreeHasher(suite), fromHex(root)];
  const bad = entries.find(({ leaf, index, proof }) => {
    if (![leaf, ...proof].every((hex) => isHex(hex, 64))) return true;
    const path = proof.map((hex) => fromHex(hex));
    return !checkInclusion({ index, size }, fromHex(leaf), path, head, hasher);
  });
  return faultOutcome(bad && `the proof of ${bad.recorder} seq ${bad.seq} does not lead to the root`);
}

function history(entries: Entries, recorders: readonly RecorderEvidence[], suite: CryptoSuite): AelOutcome {
  const lines = new Map(
    recorders.map((one) => [one.entry.id, new Map(one.records.map(({ seq }, at) => [seq, one.lines[at]]))]),
  );
  const hasher = createTreeHasher(suite);
  for (const { recorder, seq, leaf } of entries) {
    const line = lines.get(recorder)?.get(seq);
    if (line === undefined) return failed(`the anchored record ${recorder} seq ${seq} is not here`);
    if (toHex(hasher.leaf(line.payload)) !== leaf) {
      return failed(`${line.place}: another record was anchored as ${recorder} seq ${seq}`);
    }
  }
  return PASS;
}

function window(entries: Entries, recorders: readonly RecorderEvidence[]): AelOutcome {
  for (const { entry, records } of recorders) {
    const mine = entries.filter(({ recorder }) => recorder === entry.id).map(({ seq }) => seq);
    const highest = mine.reduce((top, seq) => Math.max(top, seq), -1);
    const beyond = records.find(({ seq }) => seq > highest);
    if (beyond !== undefined) return failed(`UNANCHORED-WINDOW: ${entry.id} from seq ${beyond.seq} on`);
  }
  return PASS;
}

/** Checks n to q and u of a run, and what its anchors add to w. */
export async function checkAnchors(
  run: string,
  recorders: readonly RecorderEvidence[],
  { anchors, manifest, keys }: AelArtifact,
  suite: CryptoSuite,
): Promise<PartResult> {
  const logKey = manifest.anchor?.log_key;
  const u = isIndependent(logKey, recorders, 'log');
  const { value, missing } = anchors;
  if (value === undefined) return { outcomes: { n: missing, o: missing, p: missing, q: missing, u } };
  const entries = value.entries.filter((entry) => entry.run === run);
  const key = keys.get(logKey as string);
  const n = key === undefined ? unverifiable('the log key is not published') : await treeHead(value, key, suite);
  const outcomes = {
    n,
    o: inclusion(entries, value.tree_head, suite),
    p: unread(recorders) ?? history(entries, recorders, suite),
    q: unread(recorders) ?? window(entries, recorders),
    u,
  };
  return { outcomes, schemaFault: anchorsFault(value, entries) };
}
