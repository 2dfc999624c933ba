// SPDX-License-Identifier: Apache-2.0
import handlebars from 'handlebars';
import type { Assessment } from '../../evidence/model/assessment.js';
import { allVisible } from '../text.js';
import { viewReport } from './view.js';

/** The fixed parts of a report: trusted files of this build. */
export interface ReportParts {
  /** Handlebars text of the page. */
  readonly template: string;
  readonly style: string;
  /** The script of the box that verifies the bundle in the reader's browser. */
  readonly script: string;
  /** SHA-256 of style and script as content security policies write them. */
  readonly styleHash: string;
  readonly scriptHash: string;
}

/** A renderer of reports: one self-contained HTML file, the same bytes for the same assessment. */
export function createReportRenderer({ template, ...fixed }: ReportParts): (assessment: Assessment) => string {
  const render = handlebars.compile(template, { strict: false, knownHelpersOnly: true, preventIndent: true });
  return (assessment) => render({ ...(allVisible(viewReport(assessment)) as object), ...fixed });
}
