// SPDX-License-Identifier: Apache-2.0
import { domainSeparated } from '../canonical/framing.js';
import { decodeGoJson } from '../canonical/go-json-decode.js';
import { goStruct, writeGoJson } from '../canonical/go-json.js';
import { parseStrictJson } from '../canonical/json-reader.js';
import {
  assertHash,
  assertLinkSize,
  assertMember,
  assertPublicKey,
  assertSession,
  assertSignatureText,
} from './record-rules.js';

/** What a chain link says; signed by the successor's key. */
export interface ChainLinkBody {
  readonly version: 1;
  readonly predecessor_session: string;
  readonly predecessor_tail_seq: bigint;
  readonly predecessor_tail_hash: string;
  readonly predecessor_signer_key: string;
  readonly successor_session: string;
  readonly successor_signer_key: string;
  readonly linked_at: string;
}

/** `chain-link-<predecessor>.json`: joins a run's receipt chain to the run before it. */
export interface ChainLink extends ChainLinkBody {
  readonly signature: string;
}

export const CHAIN_LINK_DOMAIN = 'pipelock-chain-link-v1';

const BODY = {
  version: 'int',
  predecessor_session: 'string',
  predecessor_tail_seq: 'uint64',
  predecessor_tail_hash: 'string',
  predecessor_signer_key: 'string',
  successor_session: 'string',
  successor_signer_key: 'string',
  linked_at: 'time',
} as const;
const UNSIGNED = goStruct<ChainLinkBody>(BODY);
const SIGNED = goStruct<ChainLink>({ ...BODY, signature: 'string' });

/** The bytes the successor signs, without a pre-hash. */
export function canonicalizeChainLinkUnsigned(link: ChainLinkBody): Uint8Array {
  return domainSeparated(CHAIN_LINK_DOMAIN, writeGoJson(UNSIGNED, link));
}

/** The file's text, without its line feed. */
export function writeChainLink(link: ChainLink): string {
  return writeGoJson(SIGNED, link);
}

/** Reads an untrusted link file. Throws FormatError. The signature is not checked. */
export function parseChainLink(text: string): ChainLink {
  assertLinkSize(text);
  const link = decodeGoJson(SIGNED, parseStrictJson(text), text);
  assertMember((link.version as number) === 1, 'version', 'version 1 is expected');
  assertSession(link.predecessor_session, 'predecessor_session');
  assertSession(link.successor_session, 'successor_session');
  assertMember(link.predecessor_session !== link.successor_session, 'successor_session', 'the sessions are the same');
  assertHash(link.predecessor_tail_hash, 'predecessor_tail_hash');
  assertPublicKey(link.predecessor_signer_key, 'predecessor_signer_key');
  assertPublicKey(link.successor_signer_key, 'successor_signer_key');
  assertSignatureText(link.signature, 'signature');
  return link;
}
