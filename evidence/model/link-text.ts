// SPDX-License-Identifier: Apache-2.0
import { writeGoJson } from '../canonical/go-words.js';
import { CHAIN_LINK, type ChainLink } from './chain-link.js';
import { DECISION_RECORD, type DecisionRecord } from './decision-record.js';
import { RECOVERY_SEAL, type RecoverySeal } from './recovery-seal.js';
import { ROTATION_ENDORSEMENT, type RotationEndorsement } from './rotation-endorsement.js';

/** The file's text, compact, without its line feed. */
export function writeRotationEndorsement(endorsement: RotationEndorsement): string {
  return writeGoJson(ROTATION_ENDORSEMENT, endorsement);
}

/** The file's text, without its line feed. */
export function writeChainLink(link: ChainLink): string {
  return writeGoJson(CHAIN_LINK, link);
}

/** The file's text, without its line feed. */
export function writeRecoverySeal(seal: RecoverySeal): string {
  return writeGoJson(RECOVERY_SEAL, seal);
}

/** The record's text, without a line feed. */
export function writeDecisionRecord(record: DecisionRecord): string {
  return writeGoJson(DECISION_RECORD, record);
}
