// SPDX-License-Identifier: Apache-2.0
import handlebars from 'handlebars';
import type { ActivityReport, ActivitySource, Risk } from '../activity/report.js';
import { allVisible } from '../text.js';
import { barChart, columnChart, type Bar } from './charts.js';

/** The fixed parts of the page: trusted files of this build. */
export interface ActivityParts {
  readonly template: string;
  readonly style: string;
  /** SHA-256 of the style as content security policies write it. */
  readonly styleHash: string;
}

const OUTCOMES: Readonly<Record<Risk, string>> = {
  red: 'Critical events were recorded.',
  yellow: 'Something was blocked or warned about.',
  green: 'Nothing was blocked or warned about.',
};

const SOURCES: Readonly<Record<ActivitySource['verification'], string>> = {
  valid: 'Verified: the recorded evidence holds under the keys that were pinned.',
  unpinned: 'Intact, but not verified: no trusted key was given, so anybody may have signed it.',
  invalid: 'NOT VERIFIED: the recorded evidence is broken. Nothing below can be relied on.',
  discontinuous: 'Verified with gaps: parts of the recorded evidence do not join.',
  not_checked: 'Not verified: a log is the word of the host that wrote it.',
};

const SOURCE_TONES: Readonly<Record<ActivitySource['verification'], Bar['tone']>> = {
  valid: 'good',
  unpinned: 'fair',
  invalid: 'bad',
  discontinuous: 'fair',
  not_checked: 'none',
};

function timelineChart({ timeline }: ActivityReport): string {
  return columnChart(
    'Activity over time',
    timeline.map(({ start, blocks, warns, allowed }) => ({
      label: start.slice(0, 16).replace('T', ' '),
      parts: [
        { label: 'blocked', count: blocks, tone: 'bad' },
        { label: 'warned', count: warns, tone: 'fair' },
        { label: 'allowed', count: allowed, tone: 'good' },
      ],
    })),
  );
}

function categoryChart({ categories }: ActivityReport): string {
  const max = Math.max(1, ...categories.map(({ count }) => count));
  return barChart(
    'Findings by category',
    categories.map(({ name, count, severity }) => ({
      label: name,
      value: count,
      max,
      note: String(count),
      tone: severity === 'critical' || severity === 'high' ? 'bad' : 'fair',
    })),
  );
}

function widthText(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} d`;
  return seconds % 3_600 === 0 ? `${seconds / 3_600} h` : `${seconds / 60} min`;
}

/** Everything the template shows; computed from the report and nothing else. */
function viewActivity(report: ActivityReport): Record<string, unknown> {
  const { risk, source, summary, timeline, categories, evidence } = report;
  const { blocks, warnings, criticals, allowed, total_events, unique_domains } = summary;
  return {
    ...report,
    outcome: OUTCOMES[risk],
    sourceText: SOURCES[source.verification],
    sourceTone: SOURCE_TONES[source.verification],
    figures: [
      { label: 'events', value: total_events },
      { label: 'blocked', value: blocks },
      { label: 'warned', value: warnings },
      { label: 'critical', value: criticals },
      { label: 'allowed', value: allowed },
      { label: summary.domains_are_a_lower_bound === true ? 'domains at least' : 'domains', value: unique_domains },
    ],
    timelineChart: timeline.length === 0 ? undefined : timelineChart(report),
    bucket: widthText(report.timeline_bucket_seconds),
    categoryChart: categories.length === 0 ? undefined : categoryChart(report),
    shownEvidence: evidence.length,
    securityEvents: blocks + warnings,
  };
}

/** A renderer of activity reports: one self-contained HTML file, the same bytes for the same report. */
export function createActivityRenderer({ template, ...fixed }: ActivityParts): (report: ActivityReport) => string {
  const render = handlebars.compile(template, { strict: false, knownHelpersOnly: true, preventIndent: true });
  return (report) => render({ ...(allVisible(viewActivity(report)) as object), ...fixed });
}
