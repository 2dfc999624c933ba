// SPDX-License-Identifier: Apache-2.0
import { domainSeparated } from '../canonical/framing.js';
import { goWords, writeGoJson, type GoValue } from '../canonical/go-words.js';
import { assertMember, parseLinkFile } from './record-rules.js';

const DOMAIN = 'pipelock-chain-link-v1';
const BODY = `
  version:v1
  predecessor_session:session predecessor_tail_seq:uint64 predecessor_tail_hash:hash predecessor_signer_key:key
  successor_session:session successor_signer_key:key linked_at:time`;
const UNSIGNED_LINK = goWords(BODY);
export const CHAIN_LINK = goWords(`${BODY} signature:signature`);

/** What a chain link says; signed by the successor's key. */
export type ChainLinkBody = GoValue<typeof UNSIGNED_LINK>;
/** `chain-link-<predecessor>.json`: joins a run's receipt chain to the run before it. */
export type ChainLink = GoValue<typeof CHAIN_LINK>;

/** The bytes the successor signs, without a pre-hash. */
export function canonicalizeChainLinkUnsigned(link: ChainLinkBody): Uint8Array {
  return domainSeparated(DOMAIN, writeGoJson(UNSIGNED_LINK, link));
}

/** Reads an untrusted link file. Throws FormatError. The signature is not checked. */
export function parseChainLink(text: string): ChainLink {
  const link = parseLinkFile(CHAIN_LINK, text);
  assertMember(link.predecessor_session !== link.successor_session, 'successor_session', 'the sessions are the same');
  return link;
}
