// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { capReasons, effectiveCap, slug } from '../../../../../evidence/attest/assessment/caps.js';
import { collectFindings } from '../../../../../evidence/attest/assessment/findings.js';
import { overallScore, scoreSections } from '../../../../../evidence/attest/assessment/sections.js';
import { synthesizeAssessment } from '../../../../../evidence/attest/assessment/synthesize.js';
import { gradeOf, type AssessmentSources } from '../../../../../evidence/model/assessment.js';
import {
  discovered,
  installed,
  MANIFEST,
  scenario,
  scored,
  server,
  simulated,
  SOURCES,
} from '../../../../support/sample-assessment.js';

const NONE: AssessmentSources = { schema_version: '2' };

function scoresOf(sources: AssessmentSources): Record<string, number> {
  return Object.fromEntries(
    scoreSections(sources).map(({ id, score, max_score: max }) => [id, max === 0 ? -1 : score]),
  );
}

test('the worked example: 95, 57, 100 and 50 make 78, grade C; a C cap does not lower it', (t) => {
  t.deepEqual(scoresOf(SOURCES), {
    config_posture: 57,
    deployment_verification: 100,
    detection_coverage: 95,
    mcp_protection: 50,
  });
  const assessment = synthesizeAssessment({ manifest: MANIFEST, sources: SOURCES, signed: false });
  t.is(assessment.overall_score, 78);
  t.is(assessment.overall_grade, 'C');
  t.is(assessment.grade_cap, undefined);
  t.deepEqual(
    assessment.cap_reasons?.map(({ cap, evidence_id: id }) => [cap, id]),
    [['C', 'cursor-database']],
  );
  t.is(assessment.manifest.config_file, 'config.yaml');
});

test('a whole category missed caps the grade, not the score', (t) => {
  const scenarios = [...(SOURCES.simulate?.scenarios ?? []), scenario('private address', 'SSRF', { detected: false })];
  const sources = { ...SOURCES, simulate: simulated(scenarios) };
  const assessment = synthesizeAssessment({ manifest: MANIFEST, sources, signed: false });
  t.is(assessment.overall_grade, 'D');
  t.is(assessment.grade_cap, 'D');
  t.is(assessment.overall_score, overallScore(assessment.sections));
});

test('what was not run counts for nothing, neither for nor against', (t) => {
  t.deepEqual(scoresOf(NONE), {
    config_posture: -1,
    deployment_verification: -1,
    detection_coverage: -1,
    mcp_protection: -1,
  });
  t.is(overallScore(scoreSections(NONE)), 0);
  t.is(overallScore(scoreSections({ ...NONE, audit_score: scored(90) })), 90);
  t.is(synthesizeAssessment({ manifest: MANIFEST, sources: NONE, signed: true }).overall_grade, 'F');
});

test('edges of the sections: nothing applicable, nothing found, only unreadable files', (t) => {
  const absent = scenario('a', 'Tool Poisoning', { detected: false, status: 'not_applicable' });
  t.is(scoresOf({ ...NONE, simulate: simulated([absent]) })['detection_coverage'], -1);
  t.is(scoresOf({ ...NONE, verify_install: installed([]) })['deployment_verification'], -1);
  const onHost = installed([{ name: 'no_direct_dns', category: 'containment', status: 'not_applicable' }]);
  t.is(scoresOf({ ...NONE, verify_install: onHost })['deployment_verification'], 100);
  t.is(scoresOf({ ...NONE, discover: discovered([]) })['mcp_protection'], 100);
  t.is(scoresOf({ ...NONE, discover: discovered([], 2) })['mcp_protection'], 0);
  const half = discovered([server('a', { protection_state: 'unknown' }), server('b')], 1);
  t.is(scoresOf({ ...NONE, discover: half })['mcp_protection'], 50);
});

test('each cap has its reason', (t) => {
  const exposed = installed(
    [{ name: 'no_direct_http', category: 'containment', status: 'fail', detail: 'connected' }],
    'exposed',
  );
  const reasons = capReasons({ ...NONE, verify_install: exposed }, { ...MANIFEST, allow_partial: true });
  t.deepEqual(
    reasons.map(({ cap, evidence_id: id }) => [cap, id]),
    [
      ['C', 'no_direct_http'],
      ['D', 'containment-exposed'],
      ['B', 'allow-partial'],
    ],
  );
  t.is(effectiveCap('A', reasons), 'D');
  t.is(effectiveCap('F', reasons), undefined);
  t.is(effectiveCap('A', []), undefined);
});

test('findings: one per weakness, worst first, limits of the product left out', (t) => {
  const exposed = installed([
    { name: 'no_direct_http', category: 'containment', status: 'fail', detail: 'connected' },
    { name: 'fetch_dlp', category: 'scanning', status: 'fail' },
  ]);
  const findings = collectFindings({ ...SOURCES, verify_install: exposed });
  t.deepEqual(
    findings.map(({ severity, id }) => `${severity} ${id}`),
    [
      'critical find-verify-no_direct_http',
      'high find-discover-cursor-database',
      'high find-sim-leetspeak',
      'high find-verify-fetch_dlp',
      'medium find-audit-kill-switch-0',
      'info find-audit-sandbox-1',
    ],
  );
  t.true(findings.every(({ remediation }) => (remediation ?? '') !== ''));
  t.deepEqual(collectFindings(NONE), []);
});

test('grades and slugs', (t) => {
  t.deepEqual([100, 90, 89, 80, 79, 70, 69, 60, 59, 0].map(gradeOf), [
    'A',
    'A',
    'B',
    'B',
    'C',
    'C',
    'D',
    'D',
    'F',
    'F',
  ]);
  t.is(slug('Claude Code / my_server!'), 'claude-code-my-server');
  t.is(slug('--<b>--'), 'b');
});
