// SPDX-License-Identifier: Apache-2.0
import type {
  AssessmentManifest,
  AssessmentSources,
  CapReason,
  DiscoverEvidence,
  EvidenceSummary,
  Grade,
  InstallEvidence,
  SimulateEvidence,
} from '../../model/assessment.js';

/** Lower case, runs of anything but letters, digits and dashes as one dash. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function containmentCaps({ checks, summary }: InstallEvidence): CapReason[] {
  const failed = checks.filter(({ category, status }) => category === 'containment' && status === 'fail');
  const reasons = failed.map(({ name, detail }): CapReason => {
    const reason = `the agent can leave without the firewall (${name}${detail === undefined ? '' : `: ${detail}`})`;
    return { cap: 'C', reason, source: 'verify_install', evidence_id: name };
  });
  if (summary.containment !== 'exposed') return reasons;
  const exposed = 'direct connections from the agent succeeded';
  return [...reasons, { cap: 'D', reason: exposed, source: 'verify_install', evidence_id: 'containment-exposed' }];
}

function serverCaps({ servers }: DiscoverEvidence): CapReason[] {
  return servers
    .filter(({ risk, protection_state: state }) => risk === 'high' && state === 'unprotected')
    .map(({ client, server_name: name }) => ({
      cap: 'C',
      reason: `the high-risk server ${name} of ${client} is not behind the firewall`,
      source: 'discover',
      evidence_id: slug(`${client}-${name}`),
    }));
}

/** Categories of scenarios of which none was caught, though some could have been. */
export function blindCategories({ scenarios }: SimulateEvidence): readonly string[] {
  const applicable = scenarios.filter(({ limitation, status }) => limitation !== true && status !== 'not_applicable');
  const categories = [...new Set(applicable.map(({ category }) => category))];
  return categories.filter((category) => !applicable.some((one) => one.category === category && one.detected));
}

function detectionCaps(simulate: SimulateEvidence): CapReason[] {
  return blindCategories(simulate).map((category) => ({
    cap: 'D',
    reason: `no attack of ${category} was caught`,
    source: 'simulate',
    evidence_id: slug(category),
  }));
}

/** A record that does not verify is not scored as good, whatever the probes say. */
function recordCaps({ runs, verified_runs: verified, faults = [] }: EvidenceSummary): CapReason[] {
  const [fault = `${runs - verified} of ${runs} recorded runs do not verify`] = faults;
  if (faults.length === 0 && verified === runs) return [];
  return [
    { cap: 'C', reason: `the recorded evidence does not hold: ${fault}`, source: 'recorded', evidence_id: 'recorded' },
  ];
}

/** Every reason why the grade may not be better than a limit, whatever the score. */
export function capReasons(
  sources: AssessmentSources,
  manifest: AssessmentManifest,
  recorded?: EvidenceSummary,
): readonly CapReason[] {
  const { simulate, verify_install: install, discover } = sources;
  const partial: CapReason = {
    cap: 'B',
    reason: 'parts were not run',
    source: 'manifest',
    evidence_id: 'allow-partial',
  };
  return [
    ...(install === undefined ? [] : containmentCaps(install)),
    ...(discover === undefined ? [] : serverCaps(discover)),
    ...(simulate === undefined ? [] : detectionCaps(simulate)),
    ...(recorded === undefined ? [] : recordCaps(recorded)),
    ...(manifest.allow_partial === true ? [partial] : []),
  ];
}

/** The worst cap, where it is worse than the grade that the score gives. Grades compare as letters: later is worse. */
export function effectiveCap(grade: Grade, reasons: readonly CapReason[]): Grade | undefined {
  const worst = reasons
    .map(({ cap }) => cap)
    .sort()
    .at(-1);
  return worst !== undefined && worst > grade ? worst : undefined;
}
