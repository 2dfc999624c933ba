// SPDX-License-Identifier: Apache-2.0
import type { Severity } from '../../evidence/model/finding.js';

export const SCAN_KINDS = ['url', 'dlp', 'prompt_injection', 'tool_call'] as const;

export type ScanKind = (typeof SCAN_KINDS)[number];

/** Something to judge that nobody is doing: no effect, no receipt. Everything in it is untrusted. */
export type ScanSubject =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'dlp'; readonly text: string }
  | { readonly kind: 'prompt_injection'; readonly text: string }
  | {
      readonly kind: 'tool_call';
      readonly tool: string;
      /** Source text of the arguments, valid JSON. Undefined: none. */
      readonly argumentsJson: string | undefined;
    };

export interface ScanFinding {
  /** The detector, or the layer of a URL. */
  readonly scanner: string;
  readonly ruleId: string;
  readonly severity: Severity;
  /** In words, for a person; never what matched. */
  readonly message: string;
  /** The encoding that was undone, `plaintext` when none was. Credentials only. */
  readonly encoding?: string;
  /** Ids of the scans whose texts were needed together. */
  readonly contributors?: readonly string[];
}

export interface ScanJudgement {
  readonly decision: 'allow' | 'warn' | 'deny';
  readonly findings: readonly ScanFinding[];
}

/** Whose question it is: texts of one session are also judged together. */
export interface ScanOrigin {
  readonly scanId: string;
  readonly session: string;
}

/** Judges out of band. Rejects when detection itself fails: the caller must then say that there is no answer. */
export interface ScanJudge {
  judge(subject: ScanSubject, origin: ScanOrigin, signal: AbortSignal): Promise<ScanJudgement>;
  readonly killSwitch: () => boolean;
}

/** One answered question, for those who watch. */
export interface ScanReport {
  /** Empty when the question could not be read. */
  readonly kind: string;
  readonly decision: 'allow' | 'warn' | 'deny' | 'error';
  readonly status: number;
  readonly elapsedMs: number;
  readonly findings: readonly ScanFinding[];
  /** Why there is no judgement. */
  readonly error: string | undefined;
}
