// SPDX-License-Identifier: Apache-2.0

/** Where a statement about a deployment can be looked up again, in the files of the same bundle. */
export interface EvidencePointer {
  readonly kind: 'receipt' | 'run' | 'check' | 'scenario' | 'server' | 'config';
  /** Path in the bundle, with `/`. */
  readonly file: string;
  /** What to look for there: an action id, a session, a check's or scenario's name, a config key. */
  readonly ref: string;
  /** SHA-256 of the record, 64 lower-case hex digits, where it has one of its own. */
  readonly hash?: string;
}

/** Receipts that agree in layer, verdict and transport. */
export interface ReceiptGroup {
  readonly layer: string;
  readonly verdict: string;
  readonly transport: string;
  readonly count: number;
  /** The first few of them. */
  readonly examples: readonly EvidencePointer[];
}

/** One run of the recorder, as its verification found it. */
export interface IndexedRun {
  readonly session: string;
  /** Receipts, chain and signatures hold under a key that the relying party pinned. */
  readonly verified: boolean;
  readonly closed: boolean;
  /** The end is committed to by a signed checkpoint. */
  readonly sealed: boolean;
  /** Every receipt is in the transparency log under a verified checkpoint. */
  readonly logged: boolean;
  readonly receiptCount: number;
  /** The signer's word. */
  readonly firstAt: string;
  readonly lastAt: string;
  readonly pointer: EvidencePointer;
}

export type CheckOutcome = 'pass' | 'fail' | 'not_applicable' | 'unknown';

export interface IndexedCheck {
  readonly name: string;
  readonly category: string;
  readonly status: CheckOutcome;
  readonly detail: string;
  readonly pointer: EvidencePointer;
}

export interface IndexedScenario {
  readonly name: string;
  readonly category: string;
  readonly outcome: 'detected' | 'missed' | 'limitation' | 'not_applicable';
  readonly pointer: EvidencePointer;
}

export interface IndexedServer {
  readonly client: string;
  readonly server: string;
  readonly protection: 'protected_pipelock' | 'protected_other' | 'unprotected' | 'unknown';
  readonly risk: 'high' | 'medium' | 'low';
  readonly pointer: EvidencePointer;
}

/** A setting in force, by its dotted key. */
export interface IndexedSetting {
  readonly key: string;
  readonly value: string | number | boolean;
  readonly pointer: EvidencePointer;
}

/** Everything one assessment knows of a deployment, reduced to what controls can ask about. */
export interface EvidenceIndex {
  readonly receipts: readonly ReceiptGroup[];
  readonly runs: readonly IndexedRun[];
  /** Undefined where the probe was not run: that is not the same as an empty result. */
  readonly checks: readonly IndexedCheck[] | undefined;
  readonly scenarios: readonly IndexedScenario[] | undefined;
  readonly servers: readonly IndexedServer[] | undefined;
  readonly settings: readonly IndexedSetting[];
}
