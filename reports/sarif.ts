// SPDX-License-Identifier: Apache-2.0
import { SarifResultBuilder } from 'node-sarif-builder';
import type { Assessment, AssessmentFinding } from '../evidence/model/assessment.js';
import type { EvidencePointer, ReceiptGroup } from '../evidence/model/evidence-index.js';
import { openSarifRun, SARIF_LEVELS, sarifRule, sarifText, type SarifLevel } from './sarif-log.js';
import { messageText, oneLine, uriPath } from './text.js';
import { uuidV5 } from './uuid.js';

/** File of the bundle where a source's evidence lies. */
const EVIDENCE: Readonly<Record<AssessmentFinding['source'], string>> = {
  simulate: 'evidence/simulate.jsonl',
  audit_score: 'evidence/audit-score.jsonl',
  verify_install: 'evidence/verify-install.jsonl',
  discover: 'evidence/discover.jsonl',
};

interface Draft {
  readonly rule: string;
  readonly ruleText: string;
  readonly level: SarifLevel;
  readonly message: string;
  readonly uri: string;
  readonly fingerprint: string;
  readonly steps?: readonly { readonly text: string; readonly uri: string }[];
}

function fromFinding({ source, category, severity, title, detail, id }: AssessmentFinding): Draft {
  return {
    rule: oneLine(`${source}/${category}`),
    ruleText: `${category}, as ${source.replaceAll('_', ' ')} sees it`,
    level: SARIF_LEVELS[severity],
    message: detail === undefined ? title : `${title}: ${detail}`,
    uri: EVIDENCE[source],
    fingerprint: id,
  };
}

function pointerText({ kind, ref }: EvidencePointer): string {
  return `${kind} ${ref}`;
}

/** What the firewall decided at run time: from the surface, through the layer, to the verdict and its receipts. */
function fromReceipts({ layer, verdict, transport, count, examples }: ReceiptGroup): Draft {
  const uri = examples[0]?.file ?? 'evidence/index.json';
  return {
    rule: `runtime/${layer}`,
    ruleText: `Decisions of the layer ${layer} at run time`,
    level: verdict === 'block' ? 'warning' : 'note',
    message: `${count} actions over ${transport}: ${verdict} by ${layer}`,
    uri,
    fingerprint: `runtime/${layer}/${verdict}/${transport}`,
    steps: [
      { text: `surface: traffic over ${transport}`, uri },
      { text: `layer: ${layer}`, uri },
      { text: `verdict: ${verdict}`, uri },
      ...examples.map((pointer) => ({ text: pointerText(pointer), uri: pointer.file })),
    ],
  };
}

function location(uri: string, text?: string): object {
  return {
    physicalLocation: { artifactLocation: { uri: uriPath(uri) } },
    ...(text === undefined ? {} : { message: { text: messageText(text) } }),
  };
}

function resultOf({ rule, level, message, uri, fingerprint, steps }: Draft, runId: string): SarifResultBuilder {
  const builder = new SarifResultBuilder();
  builder.initSimple({ level, messageText: messageText(message), ruleId: rule, fileUri: uriPath(uri) });
  Object.assign(builder.result, {
    guid: uuidV5(runId, `sarif/${fingerprint}`),
    partialFingerprints: { 'pipelock/v1': fingerprint },
  });
  if (steps === undefined) return builder;
  const locations = steps.map((step) => ({ location: location(step.uri, step.text) }));
  Object.assign(builder.result, { codeFlows: [{ threadFlows: [{ locations }] }] });
  return builder;
}

/** An assessment as SARIF 2.1.0: its findings, and what the firewall stopped while it ran. */
export function renderSarif(assessment: Assessment): string {
  const { manifest, findings, recorded } = assessment;
  const decisions = (recorded?.groups ?? []).filter(({ verdict }) => verdict !== 'allow');
  const drafts = [...findings.map(fromFinding), ...decisions.map(fromReceipts)];
  const run = openSarifRun(manifest.version);
  const rules = new Map(drafts.map(({ rule, ruleText }) => [rule, ruleText]));
  for (const [rule, text] of rules) run.addRule(sarifRule(rule, text));
  Object.assign(run.run, { automationDetails: { id: `pipelock/${manifest.run_id}/`, guid: manifest.run_id } });
  return sarifText(
    run,
    drafts.map((draft) => resultOf(draft, manifest.run_id)),
  );
}
