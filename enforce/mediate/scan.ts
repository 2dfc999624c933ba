// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../evidence/model/finding.js';
import { OUTCOMES, type Verdict } from '../../evidence/model/verdict.js';
import type { Observation } from '../detect/observation.js';
import { parseTarget } from '../detect/url/target.js';
import { openJudgement } from './judgement.js';
import type { ScanFinding, ScanJudge, ScanJudgement, ScanOrigin, ScanSubject } from './scan.types.js';
import type { MediationContext, PolicySnapshot } from './snapshot.js';
import { observeDestination } from './stages.js';

/** Judges texts, URLs and tool calls by the same detectors and policy as traffic. Nothing is sent or recorded. */
export function createScanJudge(context: MediationContext): ScanJudge {
  return {
    killSwitch: () => context.snapshot().killSwitch(),
    judge: async (subject, origin, signal) => {
      const judgement = await judgeSubject(context, context.snapshot(), subject, signal);
      return withTogether(judgement, judgeTogether(context, subject, origin));
    },
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

/** The text of a subject that may be one piece of several. */
function pieceOf(subject: ScanSubject): string {
  if (subject.kind === 'url') return '';
  return subject.kind === 'tool_call' ? (subject.argumentsJson ?? '') : subject.text;
}

/** What the texts of one caller's session show together; undefined when nothing watches them. */
function judgeTogether(
  context: MediationContext,
  subject: ScanSubject,
  { scanId, session }: ScanOrigin,
): ScanJudgement | undefined {
  const body = pieceOf(subject);
  if (context.together === undefined || body === '') return undefined;
  const { facts, findings, contributors } = context.together.observe({
    session: `scan ${session}`,
    destination: 'scan',
    id: scanId,
    source: { body },
    nowMs: context.clock.monotonicMs(),
  });
  const found = findings.map((finding): ScanFinding => ({
    scanner: 'cross_request',
    ruleId: `CEE-fragment-${finding.rule}`,
    severity: finding.severity,
    message: `${finding.rule} in several texts together`,
    contributors: contributors.get(finding.rule) ?? [],
  }));
  const judgement = openJudgement(context.snapshot(), facts);
  const { outcome } = judgement.decide('request');
  if (facts['cee.capacity_exceeded'] === true) found.push(CAPACITY);
  if (found.length === 0) return undefined;
  return { decision: OUTCOMES[outcome].passes ? 'warn' : 'deny', findings: found };
}

const CAPACITY: ScanFinding = {
  scanner: 'cross_request',
  ruleId: 'CEE-capacity-exceeded',
  severity: 'high',
  message: 'there is no room to remember this session',
};

/** A weaker verdict never lowers a stronger one. */
function withTogether(judgement: ScanJudgement, together: ScanJudgement | undefined): ScanJudgement {
  if (together === undefined) return judgement;
  const decisions = [judgement.decision, together.decision];
  const decision = decisions.includes('deny') ? 'deny' : 'warn';
  return { decision, findings: [...judgement.findings, ...together.findings] };
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
