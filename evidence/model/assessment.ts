// SPDX-License-Identifier: Apache-2.0
import type { AssessmentManifest } from './assessment-manifest.js';
import type { EvidencePointer, ReceiptGroup } from './evidence-index.js';

export type { AssessmentManifest } from './assessment-manifest.js';

export const ASSESSMENT_SCHEMA_VERSION = '2';

export type Grade = 'A' | 'B' | 'C' | 'D' | 'F';

/** Percentage to grade, the same for scenarios, scores, sections and the whole. */
export function gradeOf(percentage: number): Grade {
  if (percentage >= 90) return 'A';
  if (percentage >= 80) return 'B';
  if (percentage >= 70) return 'C';
  return percentage >= 60 ? 'D' : 'F';
}

export type FindingSeverity = 'critical' | 'high' | 'medium' | 'low' | 'info';
export const FINDING_SEVERITIES: readonly FindingSeverity[] = ['critical', 'high', 'medium', 'low', 'info'];

export type PrimitiveName = 'simulate' | 'audit-score' | 'verify-install' | 'discover';
export const PRIMITIVES: readonly PrimitiveName[] = ['simulate', 'audit-score', 'verify-install', 'discover'];

export type FindingSource = 'simulate' | 'audit_score' | 'verify_install' | 'discover';

/** Results of the probes as they stand in the bundle's evidence files. Wire names. */
export interface SimulateEvidence {
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly known_limitations: number;
  readonly percentage: number;
  readonly grade: string;
  readonly config_file?: string;
  readonly mode: string;
  readonly scenarios: readonly ScenarioEvidence[];
}

export interface ScenarioEvidence {
  readonly name: string;
  readonly category: string;
  readonly detected: boolean;
  readonly detail?: string;
  readonly limitation?: boolean;
  /** `not_applicable`: its subject is not in this build; `detail` says which. */
  readonly status?: 'detected' | 'missed' | 'limitation' | 'not_applicable';
  readonly layer?: string;
}

export interface ScoreEvidence {
  readonly total_score: number;
  readonly max_score: number;
  readonly percentage: number;
  readonly grade: string;
  readonly categories: readonly {
    readonly name: string;
    readonly score: number;
    readonly max_score: number;
    readonly detail?: string;
  }[];
  readonly findings?: readonly {
    readonly severity: 'critical' | 'warning' | 'info';
    readonly category: string;
    readonly message: string;
  }[];
  readonly config_file?: string;
}

export interface InstallEvidence {
  readonly version: string;
  readonly timestamp: string;
  readonly config_file: string;
  readonly run_context: 'host' | 'container' | 'pod';
  readonly checks: readonly InstallCheckEvidence[];
  readonly summary: {
    readonly total: number;
    readonly passed: number;
    readonly failed: number;
    readonly not_applicable: number;
    readonly scanning: 'verified' | 'degraded';
    readonly containment: 'contained' | 'exposed' | 'unknown';
  };
}

export interface InstallCheckEvidence {
  readonly name: string;
  readonly category: 'scanning' | 'containment';
  readonly status: 'pass' | 'fail' | 'not_applicable' | 'unknown';
  readonly detail?: string;
  readonly evidence?: Readonly<Record<string, string>>;
}

export interface DiscoverEvidence {
  readonly clients: readonly {
    readonly client: string;
    readonly server_count: number;
    readonly parse_error?: string;
  }[];
  readonly servers: readonly ServerEvidence[];
  readonly summary: {
    readonly total_clients: number;
    readonly total_servers: number;
    readonly protected_pipelock: number;
    readonly protected_other: number;
    readonly unprotected: number;
    readonly unknown: number;
    readonly high_risk: number;
    readonly parse_errors: number;
  };
}

export interface ServerEvidence {
  readonly client: string;
  readonly server_name: string;
  readonly transport: string;
  readonly protection_state: 'protected_pipelock' | 'protected_other' | 'unprotected' | 'unknown';
  readonly risk: 'high' | 'medium' | 'low';
  readonly evidence: string;
}

export interface AssessmentSources {
  readonly schema_version: string;
  readonly simulate?: SimulateEvidence;
  readonly audit_score?: ScoreEvidence;
  readonly verify_install?: InstallEvidence;
  readonly discover?: DiscoverEvidence;
}

export interface AssessmentSection {
  readonly schema_version: string;
  readonly id: 'detection_coverage' | 'config_posture' | 'deployment_verification' | 'mcp_protection';
  readonly name: string;
  readonly score: number;
  /** 100, or 0 where nothing was measured and the section is left out of the average. */
  readonly max_score: number;
  readonly grade: Grade;
  readonly detail?: string;
  readonly applicable: number;
  readonly total: number;
}

export interface CapReason {
  readonly cap: Grade;
  readonly reason: string;
  readonly source: FindingSource | 'manifest' | 'recorded';
  readonly evidence_id: string;
}

export interface AssessmentFinding {
  readonly schema_version: string;
  readonly id: string;
  readonly severity: FindingSeverity;
  readonly category: string;
  readonly source: FindingSource;
  readonly title: string;
  readonly detail?: string;
  readonly remediation?: string;
  readonly evidence?: Readonly<Record<string, string | boolean>>;
}

/** A control as its framework's mapping found it in this deployment's evidence. */
export interface ComplianceControl {
  readonly id: string;
  readonly name: string;
  readonly status: 'satisfied' | 'partially_satisfied' | 'not_satisfied' | 'not_assessed';
  /** `part`: evidence reaches a part of it only, so that partially satisfied is the most there is. */
  readonly reach?: 'part';
  readonly shown_by: string;
  readonly answers: readonly { readonly state: 'shown' | 'contradicted' | 'no_evidence'; readonly reason: string }[];
  readonly pointers: readonly EvidencePointer[];
  readonly cannot_show: string;
}

export interface ComplianceFramework {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly mapping_version: number;
  readonly url: string;
  readonly controls: readonly ComplianceControl[];
}

/** A host that agents tried to reach, as the receipts name it. */
export interface ObservedHost {
  readonly host: string;
  readonly requests: number;
  readonly blocked: number;
  readonly first_at: string;
  readonly last_at: string;
}

/** What an assessment found in the recorded evidence, beside the probes. */
export interface EvidenceSummary {
  readonly runs: number;
  readonly verified_runs: number;
  readonly closed_runs: number;
  readonly logged_runs: number;
  readonly receipts: number;
  readonly blocked: number;
  readonly first_at: string;
  readonly last_at: string;
  readonly signer_keys: readonly string[];
  /** Receipts by layer, verdict and transport, most first. */
  readonly groups: readonly ReceiptGroup[];
  /** Most requested first; at most 500. */
  readonly hosts: readonly ObservedHost[];
  /** What the verification of it could not establish, in words. */
  readonly not_proved: readonly string[];
  /** Why the record as a whole does not verify, if it does not. */
  readonly faults?: readonly string[];
}

/** `assessment.json`: everything that every output is rendered from. */
export interface Assessment {
  readonly schema_version: string;
  readonly manifest: AssessmentManifest;
  readonly overall_grade: Grade;
  readonly overall_score: number;
  readonly grade_cap?: Grade;
  readonly cap_reasons?: readonly CapReason[];
  readonly weights: Readonly<Record<AssessmentSection['id'], number>>;
  readonly sections: readonly AssessmentSection[];
  readonly findings: readonly AssessmentFinding[];
  readonly sources: AssessmentSources;
  readonly recorded?: EvidenceSummary;
  readonly compliance?: readonly ComplianceFramework[];
  readonly signed: boolean;
}
