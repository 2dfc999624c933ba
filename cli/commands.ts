// SPDX-License-Identifier: Apache-2.0
import type { CommandFile } from './command.js';

export interface CommandRow {
  readonly summary: string;
  /** Loaded only when the command is run, so that a small command starts fast. */
  readonly load: () => Promise<CommandFile>;
  /** Where `--json` tells of an error: standard output may belong to somebody else. Standard output if not given. */
  readonly jsonErrors?: 'stderr';
  /** Exit code of every error, where the command gives another meaning to 2. */
  readonly errorExit?: number;
}

export const COMMANDS: Readonly<Record<string, CommandRow>> = {
  run: {
    summary: 'start the proxy, or run a program behind it: run -- COMMAND',
    load: async () => (await import('./commands/run.js')).run,
    jsonErrors: 'stderr',
  },
  check: {
    summary: 'validate a configuration, or judge one URL with --url',
    load: async () => (await import('./commands/check.js')).check,
  },
  explain: {
    summary: 'say why a URL is allowed or blocked, and which setting decides',
    load: async () => (await import('./commands/explain.js')).explain,
  },
  scan: {
    summary: 'search files, or JSON lines, for credentials and injected instructions',
    load: async () => (await import('./commands/scan.js')).scan,
  },
  'generate config': {
    summary: 'print a commented configuration for a preset',
    load: async () => (await import('./commands/generate-config.js')).generateConfig,
  },
  'generate schema': {
    summary: 'print the JSON Schema of the configuration',
    load: async () => (await import('./commands/generate-schema.js')).generateSchema,
  },
  keygen: {
    summary: 'make a signing key pair',
    load: async () => (await import('./commands/keygen.js')).keygen,
  },
  'signing key generate': {
    summary: 'make a key for one purpose, as a JSON key file',
    load: async () => (await import('./commands/signing-key-generate.js')).signingKeyGenerate,
  },
  'signing key pubkey': {
    summary: 'print the public half of a private key file',
    load: async () => (await import('./commands/signing-pubkey.js')).signingPubkey,
  },
  'signing pubkey': {
    summary: 'print the public half of a private key file (older name of signing key pubkey)',
    load: async () => (await import('./commands/signing-pubkey.js')).signingPubkey,
  },
  'signing roster build': {
    summary: 'sign a list of keys with a root key',
    load: async () => (await import('./commands/roster-build.js')).rosterBuild,
  },
  'signing roster show': {
    summary: 'print what a roster says, unverified',
    load: async () => (await import('./commands/roster-show.js')).rosterShow,
  },
  'signing roster verify': {
    summary: 'verify a roster under the root you pinned',
    load: async () => (await import('./commands/roster-verify.js')).rosterVerify,
  },
  'signing recovery mint': {
    summary: 'allow one roster to replace another, for at most an hour',
    load: async () => (await import('./commands/recovery-mint.js')).recoveryMint,
  },
  'signing recovery verify': {
    summary: 'verify an authorization to replace a roster',
    load: async () => (await import('./commands/recovery-verify.js')).recoveryVerify,
  },
  'signing transition build': {
    summary: 'hand a root over to a new key, signed by both',
    load: async () => (await import('./commands/transition-build.js')).transitionBuild,
  },
  'signing transition verify': {
    summary: 'verify the handing over of a root to a new key',
    load: async () => (await import('./commands/transition-verify.js')).transitionVerify,
  },
  'signing receipt-rotation endorse': {
    summary: 'let the old receipt key vouch for the new one, at a boundary found on disk',
    load: async () => (await import('./commands/receipt-rotation-endorse.js')).receiptRotationEndorse,
  },
  sign: {
    summary: 'sign a file with a key of the keystore',
    load: async () => (await import('./commands/sign.js')).sign,
  },
  verify: {
    summary: 'check the signature of a file under trusted keys',
    load: async () => (await import('./commands/verify.js')).verify,
  },
  trust: {
    summary: 'accept signatures of a public key',
    load: async () => (await import('./commands/trust.js')).trust,
  },
  'keys status': {
    summary: 'which signing keys there are, and whether they can be used',
    load: async () => (await import('./commands/keys-status.js')).keysStatus,
  },
  'session manifest': {
    summary: 'sum up a session: policy, tools, verdicts and their fingerprint',
    load: async () => (await import('./commands/session-manifest.js')).sessionManifest,
  },
  'audit packet': {
    summary: 'make a folder for an auditor: packet, summary, evidence, verifier output',
    load: async () => (await import('./commands/audit-packet.js')).auditPacket,
  },
  'anchor receipts': {
    summary: "put the end of a session's receipts into a log",
    load: async () => (await import('./commands/anchor-receipts.js')).anchorReceipts,
  },
  'anchor verify': {
    summary: 'verify an anchor bundle with its receipts and its log',
    load: async () => (await import('./commands/anchor-verify.js')).anchorVerify,
  },
  'integrity init': {
    summary: 'record the files of a workspace by their hashes',
    load: async () => (await import('./commands/integrity-init.js')).integrityInit,
  },
  'integrity check': {
    summary: 'say which files of a workspace differ from its record',
    load: async () => (await import('./commands/integrity-check.js')).integrityCheck,
  },
  'integrity update': {
    summary: 'take the present state of a workspace as its record',
    load: async () => (await import('./commands/integrity-update.js')).integrityUpdate,
  },
  'policy capture': {
    summary: 'run the proxy without enforcing and record every decision for a replay: policy capture -- COMMAND',
    load: async () => (await import('./commands/policy-capture.js')).policyCapture,
  },
  'policy replay': {
    summary: 'decide recorded traffic again under another configuration, and show the differences',
    load: async () => (await import('./commands/policy-replay.js')).policyReplay,
  },
  'policy escrow-key': {
    summary: 'make the key pair that recorded traffic is sealed for',
    load: async () => (await import('./commands/policy-escrow-key.js')).policyEscrowKey,
  },
  'verify-receipt': {
    summary: 'verify receipts, recorder files or an evidence folder',
    load: async () => (await import('./commands/verify-receipt.js')).verifyReceipt,
  },
  'evidence check': {
    summary: 'evaluate an evidence-level artifact under published keys',
    load: async () => (await import('./commands/evidence-check.js')).evidenceCheck,
  },
  'evidence anchor': {
    summary: 'put the records of an artifact into a transparency log, and the proofs into the artifact',
    load: async () => (await import('./commands/evidence-anchor.js')).evidenceAnchor,
  },
  'evidence confirm': {
    summary: 'for the other side: sign which events of a run arrived',
    load: async () => (await import('./commands/evidence-confirm.js')).evidenceConfirm,
  },
  'evidence export': {
    summary: 'make an evidence-level artifact of a recorded run',
    load: async () => (await import('./commands/evidence-export.js')).evidenceExport,
  },
  'evidence join': {
    summary: 'put the recorders of several artifacts into one',
    load: async () => (await import('./commands/evidence-join.js')).evidenceJoin,
  },
  observe: {
    summary: 'record requests before an upstream, as a second recorder',
    load: async () => (await import('./commands/observe.js')).observe,
  },
  'transcript-root': {
    summary: "compute the root over a session's receipts",
    load: async () => (await import('./commands/transcript-root.js')).transcriptRoot,
  },
  assess: {
    summary: 'assess this deployment and write a signed report, all steps at once',
    load: async () => (await import('./commands/assess.js')).assess,
  },
  dashboard: {
    summary: 'show evidence and assessments in the browser of this machine, read-only',
    load: async () => (await import('./commands/dashboard.js')).dashboard,
  },
  'assess init': {
    summary: 'begin an assessment',
    load: async () => (await import('./commands/assess.js')).assessInit,
  },
  'assess run': {
    summary: 'probe the product and keep what it answers',
    load: async () => (await import('./commands/assess.js')).assessRun,
  },
  'assess finalize': {
    summary: 'render and sign a completed assessment',
    load: async () => (await import('./commands/assess.js')).assessFinalize,
  },
  'assess verify': {
    summary: 'verify every file and the signature of an assessment',
    load: async () => (await import('./commands/assess.js')).assessVerify,
  },
  'assess verify-attestation': {
    summary: 'verify the short form of an assessment',
    load: async () => (await import('./commands/assess.js')).assessVerifyAttestation,
  },
  'assess log': {
    summary: 'put the head of a finalized assessment into the transparency log',
    load: async () => (await import('./commands/assess.js')).assessLog,
  },
  'assess status': {
    summary: 'say how far an assessment is',
    load: async () => (await import('./commands/assess.js')).assessStatus,
  },
  'assess pdf': {
    summary: 'print the report of an assessment to PDF, with a Chromium of this machine',
    load: async () => (await import('./commands/assess-pdf.js')).assessPdf,
  },
  abom: {
    summary: "print the agent's bill of materials as CycloneDX",
    load: async () => (await import('./commands/abom.js')).abom,
  },
  preflight: {
    summary: 'look through a repository before an agent opens it',
    load: async () => (await import('./commands/preflight.js')).preflight,
  },
  'attest receipts': {
    summary: 'sign a statement about the receipts of a run',
    load: async () => (await import('./commands/attest.js')).attestReceipts,
  },
  'attest session': {
    summary: 'sign a statement about the life of a run',
    load: async () => (await import('./commands/attest.js')).attestSession,
  },
  'attest verification': {
    summary: 'sign a summary of how the verification of a run came out',
    load: async () => (await import('./commands/attest.js')).attestVerification,
  },
  'attest check': {
    summary: 'verify a signed statement, and the files that it is about',
    load: async () => (await import('./commands/attest.js')).attestCheck,
  },
  'aarp appraise': {
    summary: 'say what an AARP envelope proves under your trust, and what it only claims',
    load: async () => (await import('./commands/aarp-appraise.js')).aarpAppraise,
  },
  'aarp emit': {
    summary: 'sign AARP envelopes about receipts, as a linked stream for a whole session',
    load: async () => (await import('./commands/aarp-emit.js')).aarpEmit,
  },
  'aarp claims': {
    summary: 'say what each name in an AARP appraisal means and does not mean',
    load: async () => (await import('./commands/aarp-claims.js')).aarpClaims,
  },
  'envelope verify': {
    summary: 'verify the mediation envelope of a captured request',
    load: async () => (await import('./commands/envelope-verify.js')).envelopeVerify,
  },
  'envelope trust add': {
    summary: 'trust a key that signs mediation envelopes',
    load: async () => (await import('./commands/envelope-trust-add.js')).envelopeTrustAdd,
  },
  'envelope trust list': {
    summary: 'list the keys whose envelopes are believed',
    load: async () => (await import('./commands/envelope-trust-list.js')).envelopeTrustList,
  },
  'envelope trust remove': {
    summary: 'trust a key no longer',
    load: async () => (await import('./commands/envelope-trust-remove.js')).envelopeTrustRemove,
  },
  'envelope trust verify': {
    summary: 'say whether a key is trusted',
    load: async () => (await import('./commands/envelope-trust-verify.js')).envelopeTrustVerify,
  },
  'log prove': {
    summary: 'prove that a receipt is in the transparency log',
    load: async () => (await import('./commands/log.js')).logProve,
  },
  'log verify': {
    summary: 'verify a transparency log: signature, tree, older checkpoint, witnesses',
    load: async () => (await import('./commands/log.js')).logVerify,
  },
  'log checkpoint': {
    summary: "print a log's newest checkpoint, to be kept elsewhere",
    load: async () => (await import('./commands/log.js')).logCheckpoint,
  },
  'log timestamp': {
    summary: "have a log's newest checkpoint stamped by a time-stamping authority",
    load: async () => (await import('./commands/log-timestamp.js')).logTimestamp,
  },
  witness: {
    summary: 'watch a transparency log and cosign what only ever grew',
    load: async () => (await import('./commands/witness.js')).witness,
  },
  'compliance list': {
    summary: 'list the frameworks that an assessment answers',
    load: async () => (await import('./commands/compliance.js')).complianceList,
  },
  'compliance show': {
    summary: 'say what would show the controls of a framework, and what nothing here can show',
    load: async () => (await import('./commands/compliance.js')).complianceShow,
  },
  'compliance explain': {
    summary: 'say which evidence of an assessment supports a control',
    load: async () => (await import('./commands/compliance-explain.js')).complianceExplain,
  },
  healthcheck: {
    summary: 'ask a running proxy whether it is healthy',
    load: async () => (await import('./commands/healthcheck.js')).healthcheck,
  },
  discover: {
    summary: 'list the MCP servers that clients here start, and which are protected',
    load: async () => (await import('./commands/discover.js')).discover,
  },
  simulate: {
    summary: 'attack a configuration with known attacks and say what caught them',
    load: async () => (await import('./commands/simulate.js')).simulate,
  },
  'verify-install': {
    summary: 'verify that scanning works and that nothing gets out without it',
    load: async () => (await import('./commands/verify-install.js')).verifyInstall,
  },
  'audit score': {
    summary: 'score what a configuration turns on',
    load: async () => (await import('./commands/audit-score.js')).auditScore,
  },
  diagnose: {
    summary: 'try a configuration on a site of its own, end to end',
    load: async () => (await import('./commands/diagnose.js')).diagnose,
  },
  doctor: {
    summary: 'say which capabilities are configured, reachable and enforcing',
    load: async () => (await import('./commands/doctor.js')).doctor,
  },
  'posture emit': {
    summary: 'sign what the checks of this machine find into proof.json, a posture capsule',
    load: async () => (await import('./commands/posture-emit.js')).postureEmit,
  },
  'posture verify': {
    summary: 'verify a signed posture and gate on it',
    load: async () => (await import('./commands/posture-verify.js')).postureVerify,
    errorExit: 1,
  },
  demo: {
    summary: 'attack a local proxy, then verify the evidence it left',
    load: async () => (await import('./commands/demo.js')).demo,
  },
  audit: {
    summary: 'look at a project: credentials, agents, MCP servers, package managers',
    load: async () => (await import('./commands/audit.js')).audit,
  },
  'audit capsule': {
    summary: 'write the score of a configuration as proof.json, proof.md and proof.svg',
    load: async () => (await import('./commands/audit-capsule.js')).auditCapsule,
  },
  'support bundle': {
    summary: 'pack what a maintainer needs to know, without secrets',
    load: async () => (await import('./commands/support-bundle.js')).supportBundle,
  },
  'git scan-diff': {
    summary: 'search the added lines of a diff, of what is staged, or of commits',
    load: async () => (await import('./commands/git-scan-diff.js')).gitScanDiff,
    errorExit: 2,
  },
  'git install-hooks': {
    summary: 'scan every commit and push of this repository before it happens',
    load: async () => (await import('./commands/git-install-hooks.js')).gitInstallHooks,
    errorExit: 2,
  },
  report: {
    summary: 'sum up what agents did, from a log or from recorded evidence, as HTML or JSON',
    load: async () => (await import('./commands/report.js')).report,
  },
  version: {
    summary: 'print version and pattern engine',
    load: async () => (await import('./commands/version.js')).version,
  },
};
