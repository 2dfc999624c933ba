// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../evidence/model/finding.js';
import { OUTCOMES, type Verdict } from '../../evidence/model/verdict.js';
import type { Observation } from '../detect/observation.js';
import { parseTarget } from '../detect/url/target.js';
import { openJudgement } from './judgement.js';
import type { ScanFinding, ScanJudge, ScanJudgement, ScanSubject } from './scan.types.js';
import type { MediationContext, PolicySnapshot } from './snapshot.js';
import { observeDestination } from './stages.js';

/** Judges texts, URLs and tool calls by the same detectors and policy as traffic. Nothing is sent or recorded. */
export function createScanJudge(context: MediationContext): ScanJudge {
  return {
    killSwitch: () => context.snapshot().killSwitch(),
    judge: async (subject, signal) => judgeSubject(context, context.snapshot(), subject, signal),
  };
}

async function judgeSubject(
  context: MediationContext,
  snapshot: PolicySnapshot,
  subject: ScanSubject,
  signal: AbortSignal,
): Promise<ScanJudgement> {
  const { detectors } = snapshot;
  switch (subject.kind) {
    case 'url':
      return judgeUrl(context, snapshot, subject.url, signal);
    case 'dlp':
      return judgeFindings(await detectors.text(subject.text));
    case 'prompt_injection':
      return judgeFindings(await detectors.prose(subject.text));
    case 'tool_call':
      return judgeTool(snapshot, await detectors.tool(subject.tool, subject.argumentsJson));
  }
}

/** A text is refused for anything that is found in it, and for what could not be read. */
function judgeFindings({ facts, findings }: Observation): ScanJudgement {
  const limit = facts['view.limit'] ?? facts['internal.error'];
  const unread = limit === undefined ? [] : [unreadFinding(String(limit))];
  const all = [...findings.map(renderFinding), ...unread];
  return { decision: all.length > 0 ? 'deny' : 'allow', findings: all };
}

function unreadFinding(limit: string): ScanFinding {
  const message = `the text could not be read to its end (${limit})`;
  return { scanner: 'views', ruleId: `UNINSPECTABLE-${limit.replaceAll('_', '-')}`, severity: 'high', message };
}

const PREFIXES: Readonly<Record<string, string>> = { injection: 'INJ', tool_policy: 'POLICY', entropy: 'URL' };

function renderFinding({ detector, rule, severity, surface, view }: Finding): ScanFinding {
  const decoded = view === 'raw' ? '' : `, after decoding: ${view}`;
  const shared = { severity, message: `${rule} in ${surface}${decoded}` };
  const ruleId = `${PREFIXES[detector] ?? 'DLP'}-${rule}`;
  if (detector === 'injection') return { scanner: 'prompt_injection', ruleId, ...shared };
  if (detector === 'tool_policy') return { scanner: 'tool_policy', ruleId, ...shared };
  return { scanner: 'dlp', ruleId, ...shared, encoding: view === 'raw' ? 'plaintext' : view };
}

/** Policy decides about the call itself; what stands in its arguments is judged as text. */
function judgeTool(snapshot: PolicySnapshot, observation: Observation): ScanJudgement {
  const judgement = openJudgement(snapshot);
  judgement.add(observation);
  const verdict = judgement.decide('request');
  const refused = !OUTCOMES[verdict.outcome].passes;
  const isPolicy = ({ detector }: Finding): boolean => detector === 'tool_policy';
  const text = judgeFindings({ ...observation, findings: observation.findings.filter((found) => !isPolicy(found)) });
  const policy = observation.findings.filter(isPolicy).map(renderFinding);
  const told = [...policy, ...text.findings];
  // Where an argument leads may be refused without a finding of its own.
  const findings = refused && told.length === 0 ? [urlFinding(verdict)] : told;
  if (text.decision === 'deny' || refused) return { decision: 'deny', findings };
  return { decision: verdict.outcome === 'warn' && policy.length > 0 ? 'warn' : 'allow', findings };
}

async function judgeUrl(
  context: MediationContext,
  snapshot: PolicySnapshot,
  url: string,
  signal: AbortSignal,
): Promise<ScanJudgement> {
  const verdict = await observeDestination(context, snapshot, parseTarget(url), signal);
  if (verdict.reason === 'none') return { decision: 'allow', findings: [] };
  return { decision: OUTCOMES[verdict.outcome].passes ? 'warn' : 'deny', findings: [urlFinding(verdict)] };
}

interface UrlRow {
  readonly ruleId: string;
  readonly severity: ScanFinding['severity'];
}

/** Rule id and severity of a layer of the URL; the others are `URL-<layer>`, medium. */
const URL_RULES: Readonly<Record<string, UrlRow>> = {
  ssrf: { ruleId: 'SSRF-Private-IP', severity: 'high' },
  core_ssrf: { ruleId: 'SSRF-Private-IP', severity: 'high' },
  dlp: { ruleId: 'DLP-URL-Exfil', severity: 'critical' },
  core_dlp: { ruleId: 'DLP-URL-Exfil', severity: 'critical' },
  allowlist: { ruleId: 'BLOCK-Domain', severity: 'medium' },
  blocklist: { ruleId: 'BLOCK-Domain', severity: 'medium' },
};

function urlFinding({ layer, reason, findings }: Verdict): ScanFinding {
  const row = URL_RULES[layer] ?? { ruleId: `URL-${layer}`, severity: 'medium' };
  const message = `the URL is refused by layer ${layer}: ${reason}`;
  if (row.ruleId !== 'DLP-URL-Exfil') return { scanner: layer, ...row, message };
  const view = findings.find(({ detector }) => detector === 'dlp')?.view ?? 'raw';
  return { scanner: layer, ...row, message, encoding: view === 'raw' ? 'plaintext' : view };
}
