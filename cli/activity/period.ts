// SPDX-License-Identifier: Apache-2.0
import { UsageError } from '../../evidence/model/errors.js';

const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** A date, which is its beginning in UTC, or an RFC 3339 time. @throws UsageError naming the option */
function parseMoment(option: string, text: string): number {
  const ms = MOMENT.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(ms)) throw new UsageError(`${option} is a date (2026-01-31) or an RFC 3339 time, not "${text}"`);
  return ms;
}

/** A whole number of days or events. @throws UsageError naming the option */
export function parseCount(option: string, text: string, max: number): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (!(count <= max)) throw new UsageError(`${option} is a whole number up to ${max}, not "${text}"`);
  return count;
}

export interface PeriodOptions {
  readonly days?: string;
  readonly since?: string;
  readonly until?: string;
}

const DAY_MS = 86_400_000;

/** The period that is asked for. `--since` goes before `--days`. */
export function parsePeriod(
  { days, since, until }: PeriodOptions,
  nowMs: number,
): { readonly sinceMs?: number; readonly untilMs?: number } {
  const sinceMs =
    since !== undefined
      ? parseMoment('--since', since)
      : days !== undefined
        ? nowMs - parseCount('--days', days, 36_500) * DAY_MS
        : undefined;
  const untilMs = until === undefined ? undefined : parseMoment('--until', until);
  if (sinceMs !== undefined && untilMs !== undefined && untilMs <= sinceMs)
    throw new UsageError('--until is not after the beginning of the period');
  return { ...(sinceMs === undefined ? {} : { sinceMs }), ...(untilMs === undefined ? {} : { untilMs }) };
}
