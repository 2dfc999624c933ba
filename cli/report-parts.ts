// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ActivityParts } from '../reports/html/activity.js';
import type { ReportParts } from '../reports/html/render.js';

function readPart(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8').trim();
}

function policyHash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** The fixed parts of the HTML report, from this build. */
export function loadReportParts(): ReportParts {
  const style = readPart('../../templates/report.css');
  const script = readPart('../verify/box.js');
  return {
    template: readPart('../../templates/report.html'),
    style,
    script,
    styleHash: policyHash(style),
    scriptHash: policyHash(script),
  };
}

/** The fixed parts of the report about activity. */
export function loadActivityParts(): ActivityParts {
  const style = readPart('../../templates/report.css');
  return { template: readPart('../../templates/activity.html'), style, styleHash: policyHash(style) };
}
