// SPDX-License-Identifier: Apache-2.0
import type { Alarm } from './judge.js';
import type { Count, FamilyTally, Judged, KindCount, SetTally } from './tally.js';

const EXCERPT = 160;
const MOST_RULES = 12;
/** Characters shown on either side of a match. */
const AROUND = 70;
const SHOWN_OF_MATCH = 6;

function share({ hit, of }: Count): string {
  return of === 0 ? 'n/a' : `${((100 * hit) / of).toFixed(1)} %`;
}

function fraction(count: Count): string {
  return `${count.hit} of ${count.of} (${share(count)})`;
}

function kindLines(title: string, kinds: readonly KindCount[], all: boolean): readonly string[] {
  const shown = all ? kinds : kinds.filter(({ hit }) => hit > 0);
  if (shown.length === 0) return [];
  const width = Math.max(...shown.map(({ kind }) => kind.length));
  return [`    ${title}`, ...shown.map((kind) => `      ${kind.kind.padEnd(width)}  ${fraction(kind)}`)];
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** What stands in the place of a match may be a credential of whoever measures. */
function masked(text: string): string {
  return (
    text.slice(0, SHOWN_OF_MATCH) +
    text
      .slice(SHOWN_OF_MATCH)
      .replace(/[A-Za-z0-9]/g, '*')
      .slice(0, EXCERPT)
  );
}

function excerpt(text: string, alarms: readonly Alarm[], mask: boolean): string {
  const span = alarms.find((alarm) => alarm.span !== undefined)?.span;
  if (span === undefined) return text.length > EXCERPT ? `${flat(text.slice(0, EXCERPT))}...` : flat(text);
  const before = text.slice(Math.max(0, span.start - AROUND), span.start);
  const match = text.slice(span.start, span.end);
  return flat(`${before}[${mask ? masked(match) : match.slice(0, EXCERPT)}]${text.slice(span.end, span.end + AROUND)}`);
}

function mistakeLine(word: string, { row, alarms }: Judged, mask: boolean): string {
  const rules = [...new Set(alarms.map(({ rule }) => rule))];
  const because = rules.length === 0 ? '' : ` {${rules.join(', ')}}`;
  return `      ${word} ${row.id} [${row.kind}]${because} ${excerpt(row.text, alarms, mask)}`;
}

function familyLines(tally: FamilyTally, listMistakes: boolean): readonly string[] {
  const { family, found, alarms } = tally;
  if (found.of === 0 && alarms.of === 0) return [];
  const head = `  ${family}: found ${found.of === 0 ? 'n/a' : fraction(found)}; alarms ${fraction(alarms)}`;
  const rules = tally.alarmsByRule.slice(0, MOST_RULES).map(({ rule, rows }) => `      ${rule}  ${rows}`);
  return [
    head,
    ...kindLines('found, by kind', tally.foundByKind, true),
    ...kindLines('alarms, by kind', tally.alarmsByKind, false),
    ...(rules.length === 0 ? [] : ['    alarms, by rule', ...rules]),
    ...(listMistakes ? tally.misses.map((mistake) => mistakeLine('missed', mistake, false)) : []),
    ...(listMistakes ? tally.falseAlarms.map((mistake) => mistakeLine('alarm', mistake, family === 'dlp')) : []),
  ];
}

/** The figures as text for people. Both denominators stand beside every rate. */
export function renderTallies(tallies: readonly SetTally[], listMistakes: boolean): string {
  return tallies
    .map(({ name, rows, families }) =>
      [`${name} (${rows} texts)`, ...families.flatMap((family) => familyLines(family, listMistakes))].join('\n'),
    )
    .join('\n\n');
}

/** The figures without the texts, for machines. */
export function reportOf(tallies: readonly SetTally[], listMistakes: boolean): unknown {
  const strip = (mistakes: readonly Judged[]) =>
    mistakes.map(({ row, alarms }) => ({ id: row.id, kind: row.kind, rules: alarms.map(({ rule }) => rule) }));
  return tallies.map(({ name, rows, families }) => ({
    set: name,
    rows,
    families: families.map(({ misses, falseAlarms, ...figures }) => ({
      ...figures,
      ...(listMistakes ? { misses: strip(misses), falseAlarms: strip(falseAlarms) } : {}),
    })),
  }));
}
