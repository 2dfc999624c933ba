// SPDX-License-Identifier: Apache-2.0
import type { ScanFinding, ScanJudgement } from '../../mediate/scan.types.js';
import type { ScanContext, ScanErrorCode } from './parse.js';

/** Every way in which a request gets no judgement; wire values. */
export type ScanFailure =
  | ScanErrorCode
  | 'unauthorized'
  | 'method_not_allowed'
  | 'not_found'
  | 'rate_limited'
  | 'read_error'
  | 'body_too_large'
  | 'kill_switch_active'
  | 'scan_deadline_exceeded'
  | 'scan_unavailable'
  | 'request_canceled'
  | 'internal_error';

interface FailureRow {
  readonly status: number;
  readonly retryable: boolean;
}

const SCAN_FAILURES: Readonly<Record<ScanFailure, FailureRow>> = {
  unauthorized: { status: 401, retryable: false },
  not_found: { status: 404, retryable: false },
  method_not_allowed: { status: 405, retryable: false },
  rate_limited: { status: 429, retryable: true },
  read_error: { status: 400, retryable: false },
  body_too_large: { status: 400, retryable: false },
  invalid_json: { status: 400, retryable: false },
  invalid_kind: { status: 400, retryable: false },
  kind_disabled: { status: 400, retryable: false },
  invalid_input: { status: 400, retryable: false },
  invalid_session_id: { status: 400, retryable: false },
  kill_switch_active: { status: 503, retryable: false },
  scan_deadline_exceeded: { status: 503, retryable: true },
  scan_unavailable: { status: 503, retryable: true },
  request_canceled: { status: 500, retryable: false },
  internal_error: { status: 500, retryable: false },
};

/** What every answer carries. */
export interface ScanStamp {
  readonly scanId: string;
  readonly durationMs: number;
  readonly engineVersion: string;
}

export interface RenderedScan {
  readonly status: number;
  readonly body: string;
}

/** The answer to a request that was judged. Identifiers of the caller are echoed only here. */
export function renderJudgement(
  { decision, findings }: ScanJudgement,
  kind: string,
  context: ScanContext,
  stamp: ScanStamp,
  includeEvidence: boolean,
): RenderedScan {
  return {
    status: 200,
    body: JSON.stringify({
      status: 'completed',
      decision,
      kind,
      scan_id: stamp.scanId,
      ...(context.requestId === '' ? {} : { request_id: context.requestId }),
      ...(context.sessionId === '' ? {} : { session_id: context.sessionId }),
      duration_ms: stamp.durationMs,
      engine_version: stamp.engineVersion,
      ...(findings.length === 0
        ? {}
        : { findings: findings.map((finding) => renderFinding(finding, includeEvidence)) }),
    }),
  };
}

function renderFinding(finding: ScanFinding, includeEvidence: boolean): Record<string, unknown> {
  const { scanner, ruleId, severity, message, encoding, contributors } = finding;
  const evidence = includeEvidence && encoding !== undefined ? { evidence: { encoding } } : {};
  const together = contributors === undefined ? {} : { contributors };
  return { scanner, rule_id: ruleId, severity, message, ...evidence, ...together };
}

/** The answer to a request that got no judgement. */
export function renderFailure(code: ScanFailure, message: string, kind: string, stamp: ScanStamp): RenderedScan {
  const { status, retryable } = SCAN_FAILURES[code];
  return {
    status,
    body: JSON.stringify({
      status: 'error',
      kind,
      scan_id: stamp.scanId,
      duration_ms: stamp.durationMs,
      engine_version: stamp.engineVersion,
      errors: [{ code, message, retryable }],
    }),
  };
}
