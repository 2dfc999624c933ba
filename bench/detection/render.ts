// SPDX-License-Identifier: Apache-2.0
import type { Count, FamilyTally, KindCount, Mistake, SetTally } from './tally.js';

const EXCERPT = 160;
const MOST_RULES = 12;

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

function mistakeLine(word: string, { row, rules }: Mistake): string {
  const flat = row.text.replace(/\s+/g, ' ');
  const excerpt = flat.length > EXCERPT ? `${flat.slice(0, EXCERPT)}...` : flat;
  const because = rules.length === 0 ? '' : ` {${rules.join(', ')}}`;
  return `      ${word} ${row.id} [${row.kind}]${because} ${excerpt}`;
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
    ...(listMistakes ? tally.misses.map((mistake) => mistakeLine('missed', mistake)) : []),
    ...(listMistakes ? tally.falseAlarms.map((mistake) => mistakeLine('alarm', mistake)) : []),
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
  const strip = (mistakes: readonly Mistake[]) =>
    mistakes.map(({ row, rules }) => ({ id: row.id, kind: row.kind, rules }));
  return tallies.map(({ name, rows, families }) => ({
    set: name,
    rows,
    families: families.map(({ misses, falseAlarms, ...figures }) => ({
      ...figures,
      ...(listMistakes ? { misses: strip(misses), falseAlarms: strip(falseAlarms) } : {}),
    })),
  }));
}
