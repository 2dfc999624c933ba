// SPDX-License-Identifier: Apache-2.0
import type { Output } from '../../assess/finalize.js';
import type { Assessment } from '../../evidence/model/assessment.js';
import { renderAbom } from '../../reports/abom.js';
import { createReportRenderer } from '../../reports/html/render.js';
import { renderOscalComponent, renderOscalResults } from '../../reports/oscal.js';
import { renderSarif } from '../../reports/sarif.js';
import { renderBadge, renderControlsCsv, renderFindingsCsv, renderMarkdown } from '../../reports/tables.js';
import { loadReportParts } from '../report-parts.js';

function renderInstructions({ manifest, signed }: Assessment): string {
  return [
    `Assessment ${manifest.run_id}, finalized ${manifest.finalized_at ?? ''}`,
    '',
    'To verify it, import the public key of the signer from somewhere else than this folder, then:',
    '  pipelock assess verify FOLDER',
    '  pipelock assess verify-attestation FOLDER',
    'or, without the product, with nothing but the verifier:',
    '  pipelock-verify FOLDER --key KEY',
    'or in a browser: open assessment.html and choose this folder at its end.',
    '',
    'By hand: each file named under artifacts in manifest.json has the SHA-256 that stands there;',
    signed
      ? 'manifest.json.sig is base64 of an Ed25519 signature over the bytes of manifest.json.'
      : 'nobody signed manifest.json.',
    'If log-proof.json is here, it proves that manifest.json is in the transparency log of the operator:',
    '  pipelock-verify FOLDER --key KEY --log-key LOG-KEY',
    'For a PDF: open assessment.html and print it, or pipelock assess pdf FOLDER.',
    '',
  ].join('\n');
}

/** Every file that a finalized assessment holds beside assessment.json. */
export function assessmentOutputs(badge: boolean): readonly Output[] {
  return [
    { path: 'assessment.html', render: createReportRenderer(loadReportParts()) },
    { path: 'assessment.sarif', render: renderSarif },
    { path: 'abom.cdx.json', render: renderAbom },
    { path: 'oscal-assessment-results.json', render: renderOscalResults },
    { path: 'oscal-component-definition.json', render: renderOscalComponent },
    { path: 'controls.csv', render: renderControlsCsv },
    { path: 'findings.csv', render: renderFindingsCsv },
    { path: 'summary.md', render: renderMarkdown },
    ...(badge ? [{ path: 'badge.svg', render: renderBadge }] : []),
    { path: 'verify.txt', render: renderInstructions },
  ];
}
