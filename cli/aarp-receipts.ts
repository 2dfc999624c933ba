// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '../evidence/crypto/node/suite.js';
import { VerificationError } from '../evidence/model/errors.js';
import { parseActionReceipt } from '../evidence/model/receipt/action-receipt.codec.js';
import type { ParsedActionReceipt } from '../evidence/model/receipt/action-receipt.codec.js';
import { parseEntryLine } from '../evidence/model/entry-line.js';
import { parseShardName } from '../evidence/store/names.js';
import type { ShardName } from '../evidence/store/names.js';
import { verifyReceipt } from '../verify/core/receipts/receipt.js';
import { LIMITS } from '../verify/core/input/source.js';
import type { ReadFault } from '../verify/core/input/source.js';
import type { TrustRoot } from '../verify/core/trust/trust.js';
import { readSmallFile } from '../verify/node/read.js';
import { openEvidenceTree } from '../verify/node/tree.js';
import { verifyPath } from '../verify/node/verify-path.js';

function fail(place: string, message: string): never {
  throw new VerificationError('not_verified', `${place}: ${message}`);
}

function assertRead(place: string, fault: ReadFault | undefined): void {
  if (fault !== undefined) fail(place, fault.message);
}

/** One receipt in a file, verified under the trust root: nobody should vouch for a receipt that does not hold. */
export async function readVerifiedReceipt(path: string, trust: TrustRoot): Promise<ParsedActionReceipt> {
  const text = readSmallFile(path, LIMITS.lineBytes, true);
  if (typeof text !== 'string') return fail(path, text.message);
  const { accepted, checks, verdict } = await verifyReceipt(text, { trust, suite: nodeSuite });
  if (!accepted) fail(path, checks.find(({ status }) => status === 'fail')?.message ?? verdict);
  return parseActionReceipt(text);
}

/** The session's shards in the order of their entries; without a name, of the only session of the folder. */
function shardsOf(names: readonly string[], asked: string | undefined, folder: string): readonly ShardName[] {
  const shards = names.map(parseShardName).filter((shard) => shard !== undefined);
  const sessions = new Set(shards.map(({ session }) => session));
  const [only] = sessions;
  if (asked === undefined && sessions.size > 1) fail(folder, `several sessions; name one: ${[...sessions].join(', ')}`);
  const session = asked ?? only;
  const mine = shards.filter((shard) => shard.session === session);
  if (mine.length === 0) fail(folder, `no recorder file of session ${session ?? '(any)'}`);
  return mine.toSorted((a, b) => (a.seqStart < b.seqStart ? -1 : 1));
}

/**
 * The action receipts of one session of an evidence folder, in their order. The session is verified under the trust root
 * before the first one is given out. Throws VerificationError.
 */
export async function* readVerifiedSession(
  folder: string,
  asked: string | undefined,
  trust: TrustRoot,
): AsyncGenerator<ParsedActionReceipt, void, undefined> {
  const tree = openEvidenceTree(folder);
  const files = tree.paths.filter((path) => !path.includes('/'));
  const shards = shardsOf(files, asked, folder);
  const session = shards[0]?.session ?? '';
  const { result } = await verifyPath(folder, { trust, session });
  if (!result.accepted) {
    const failed = result.checks.find(({ status }) => status === 'fail');
    fail(folder, `session ${session} does not verify: ${failed?.message ?? result.verdict}`);
  }
  for (const { name } of shards) {
    for await (const { lines, fault } of tree.lines(name)) {
      for (const line of lines) {
        const { type, detail } = parseEntryLine(line);
        if (type === 'action_receipt') yield parseActionReceipt(detail);
      }
      assertRead(name, fault);
    }
  }
}
