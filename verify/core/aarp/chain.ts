// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '../../../evidence/crypto/suite.js';
import { assertAarpLink, decodeAarpEnvelope } from '../../../evidence/model/aarp/envelope.codec.js';
import { canonicalizeAarpPayload } from '../../../evidence/model/aarp/envelope.js';
import type { AarpChainLink, AarpEnvelope } from '../../../evidence/model/aarp/envelope.js';
import { attempt } from '../input/format-fault.js';

/** Checks line by line that envelopes form one stream of one issuer. The first may stand in the middle of its stream. */
export function createAarpChainCheck(suite: CryptoSuite) {
  let length = 0;
  let reason: string | undefined;
  let last: { readonly link: AarpChainLink; readonly digest: string } | undefined;
  const linkFault = ({ issuer_id, seq, prior_hash }: AarpChainLink): string | undefined => {
    if (last === undefined) return undefined;
    if (issuer_id !== last.link.issuer_id) return 'the issuer changes';
    if (BigInt(seq) !== BigInt(last.link.seq) + 1n) return `seq ${seq} does not follow seq ${last.link.seq}`;
    return prior_hash === last.digest ? undefined : 'prior_hash is not the digest of the envelope before';
  };
  const step = (envelope: AarpEnvelope): string | undefined => {
    const { chain: link } = envelope;
    if (link === undefined) return 'there is no chain link';
    const valid = attempt(() => assertAarpLink(link));
    if ('fault' in valid) return valid.fault.message;
    const fault = linkFault(link);
    last = { link, digest: suite.sha256Hex(canonicalizeAarpPayload(envelope)) };
    return fault;
  };
  return {
    /** Takes the next line of the stream (untrusted); a blank one is skipped. Throws FormatError when it is no envelope. */
    line: (text: string): void => {
      if (/^[ \t\r\n]*$/.test(text)) return;
      const envelope = decodeAarpEnvelope(text);
      length += 1;
      // The first fault is the one to report; what follows a broken link is not judged by it.
      if (reason !== undefined) return;
      const fault = step(envelope);
      if (fault !== undefined) reason = `envelope ${length}: ${fault}`;
    },
    finish: () => ({
      chain_linked: length > 0 && reason === undefined,
      length,
      /** Why the stream is not linked, with the number of the first envelope at fault. */
      reason: length === 0 ? 'there is no envelope' : reason,
    }),
  };
}

/** What the links of a stream come to. Signatures are not part of it. */
export type AarpChainResult = Readonly<ReturnType<ReturnType<typeof createAarpChainCheck>['finish']>>;

/** The machine-readable result: one line with its line feed. */
export function renderAarpChain({ chain_linked, length }: AarpChainResult): string {
  return `${JSON.stringify({ chain_linked, length })}\n`;
}
