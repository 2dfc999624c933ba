// SPDX-License-Identifier: Apache-2.0
import { frameFields, uint64Bytes } from '../canonical/framing.js';
import type { CryptoSuite } from '../crypto/suite.js';
import type { SessionOpen } from '../model/receipt/action-receipt.js';

const LABEL = 'pipelock.receipt.session_open.v1';

/** What every g1 genesis hash starts with. */
export const G1_PREFIX = 'g1:';

/**
 * The genesis hash that binds a chain to what its session_open declares: `g1:` and the SHA-256 of the framed fields.
 * Absent fields count as empty, a negative heartbeat as 0. Sequence, prior and key-id members are not covered.
 */
export function g1Genesis(open: SessionOpen, suite: CryptoSuite): string {
  const framed = frameFields([
    LABEL,
    open.run_nonce,
    open.open_nonce,
    open.recorder_session,
    open.policy_hash,
    open.signer_key_epoch,
    uint64Bytes(BigInt(open.heartbeat_seconds)),
    open.genesis_anchor_head ?? '',
    open.genesis_anchor_log ?? '',
    open.posture_capsule_sha256 ?? '',
    open.containment_nonce ?? '',
    open.contained_uid ?? '',
  ]);
  return G1_PREFIX + suite.sha256Hex(framed);
}
