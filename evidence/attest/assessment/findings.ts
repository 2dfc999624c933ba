// SPDX-License-Identifier: Apache-2.0
import {
  ASSESSMENT_SCHEMA_VERSION,
  FINDING_SEVERITIES,
  type AssessmentFinding,
  type AssessmentSources,
  type DiscoverEvidence,
  type InstallEvidence,
  type ScoreEvidence,
  type SimulateEvidence,
} from '../../model/assessment.js';
import { slug } from './caps.js';
import { settingRemediation } from './remediation.table.js';

type Draft = Omit<AssessmentFinding, 'schema_version'>;

function missed({ scenarios }: SimulateEvidence): Draft[] {
  return scenarios
    .filter(({ detected, limitation, status }) => !detected && limitation !== true && status !== 'not_applicable')
    .map(({ name, category, detail }) => ({
      id: `find-sim-${slug(name)}`,
      severity: 'high',
      category,
      source: 'simulate',
      title: `Not caught: ${name}`,
      ...(detail === undefined ? {} : { detail }),
      remediation: `Turn on the detection that ${category} needs, with action block, then run pipelock simulate again.`,
      evidence: { scenario: name, category, detected: false },
    }));
}

const SCORE_SEVERITIES = { critical: 'critical', warning: 'medium', info: 'info' } as const;

function weakSettings({ findings }: ScoreEvidence): Draft[] {
  return (findings ?? []).map(({ severity, category, message }, index) => ({
    id: `find-audit-${slug(category)}-${index}`,
    severity: SCORE_SEVERITIES[severity],
    category,
    source: 'audit_score',
    title: `${category}: ${message}`,
    remediation: settingRemediation(category, message),
    evidence: { category, message },
  }));
}

function failedChecks({ checks }: InstallEvidence): Draft[] {
  return checks
    .filter(({ status }) => status === 'fail')
    .map(({ name, category, status, detail }) => ({
      id: `find-verify-${name}`,
      severity: category === 'containment' ? 'critical' : 'high',
      category,
      source: 'verify_install',
      title: `Check failed: ${name}`,
      ...(detail === undefined ? {} : { detail }),
      remediation:
        category === 'containment'
          ? 'Let the agent reach the network through the firewall only: a network namespace, a container network or firewall rules for its user.'
          : 'Run pipelock diagnose; it names the setting or the process that is missing.',
      evidence: { check: name, status, detail: detail ?? '' },
    }));
}

function openServers({ servers }: DiscoverEvidence): Draft[] {
  return servers
    .filter(({ protection_state: state }) => state === 'unprotected')
    .map(({ client, server_name: server, risk }) => ({
      id: `find-discover-${slug(`${client}-${server}`)}`,
      severity: risk === 'high' ? 'high' : 'medium',
      category: 'mcp_protection',
      source: 'discover',
      title: `${client} starts ${server} without the firewall`,
      remediation: "Wrap the server with pipelock mcp proxy in the client's configuration.",
      evidence: { client, server, risk },
    }));
}

/** Names that differ only in signs have one slug, and one server may stand in several projects: ids are told apart. */
function withOwnIds(drafts: readonly Draft[]): readonly Draft[] {
  const seen = new Map<string, number>();
  const taken = new Set(drafts.map(({ id }) => id));
  return drafts.map((draft) => {
    const before = seen.get(draft.id) ?? 0;
    seen.set(draft.id, before + 1);
    if (before === 0) return draft;
    let number = before + 1;
    while (taken.has(`${draft.id}-${number}`)) number += 1;
    taken.add(`${draft.id}-${number}`);
    return { ...draft, id: `${draft.id}-${number}` };
  });
}

/** Everything an operator should look at, worst first, then by id. */
export function collectFindings(sources: AssessmentSources): readonly AssessmentFinding[] {
  const { simulate, audit_score: score, verify_install: install, discover } = sources;
  const drafts = [
    ...(simulate === undefined ? [] : missed(simulate)),
    ...(score === undefined ? [] : weakSettings(score)),
    ...(install === undefined ? [] : failedChecks(install)),
    ...(discover === undefined ? [] : openServers(discover)),
  ];
  const rank = ({ severity }: Draft): number => FINDING_SEVERITIES.indexOf(severity);
  return [...withOwnIds(drafts)]
    .sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
    .map((draft) => ({ schema_version: ASSESSMENT_SCHEMA_VERSION, ...draft }));
}
