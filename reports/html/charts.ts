// SPDX-License-Identifier: Apache-2.0

/** Text for SVG and HTML. Labels come from evidence, and evidence comes from attackers. */
function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  /** Printed at the end of the bar. */
  readonly note: string;
  /** A class of the style sheet. */
  readonly tone: 'good' | 'fair' | 'bad' | 'none';
}

const ROW = 30;
const LABEL = 210;
const TRACK = 380;

/** Horizontal bars, one row each, readable without colour. */
export function barChart(title: string, bars: readonly Bar[]): string {
  const rows = bars.map(({ label, value, max, note, tone }, index) => {
    const y = index * ROW;
    const width = max === 0 ? 0 : Math.round((TRACK * Math.min(value, max)) / max);
    return (
      `<text x="0" y="${y + 19}">${escapeMarkup(label)}</text>` +
      `<rect class="track" x="${LABEL}" y="${y + 6}" width="${TRACK}" height="18" rx="3"/>` +
      `<rect class="${tone}" x="${LABEL}" y="${y + 6}" width="${width}" height="18" rx="3"/>` +
      `<text x="${LABEL + TRACK + 10}" y="${y + 19}">${escapeMarkup(note)}</text>`
    );
  });
  const height = Math.max(bars.length, 1) * ROW;
  const spoken = bars.map(({ label, note }) => `${label}: ${note}`).join('; ');
  return `<svg class="chart" viewBox="0 0 720 ${height}" role="img" aria-label="${escapeMarkup(`${title}. ${spoken}`)}">${rows.join('')}</svg>`;
}

export interface Part {
  readonly label: string;
  readonly count: number;
  readonly tone: Bar['tone'];
}

/** One bar cut into parts, with a number in each that is wide enough. */
export function partsChart(title: string, parts: readonly Part[]): string {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  let x = 0;
  const cells = parts.map(({ count, tone }) => {
    const width = total === 0 ? 0 : (720 * count) / total;
    const cell =
      `<rect class="${tone}" x="${x.toFixed(1)}" y="0" width="${width.toFixed(1)}" height="24"/>` +
      (width > 24
        ? `<text class="on" x="${(x + width / 2).toFixed(1)}" y="17" text-anchor="middle">${count}</text>`
        : '');
    x += width;
    return cell;
  });
  const spoken = parts.map(({ label, count }) => `${label}: ${count}`).join('; ');
  return `<svg class="chart" viewBox="0 0 720 24" role="img" aria-label="${escapeMarkup(`${title}. ${spoken}`)}">${cells.join('')}</svg>`;
}

export interface Column {
  /** What stands below, and what is read aloud. */
  readonly label: string;
  readonly parts: readonly Part[];
}

const PLOT_HEIGHT = 160;
const PLOT_WIDTH = 660;
const AXIS = 60;

/** Columns of stacked parts, all on one scale; the first, the middle and the last are labelled. */
export function columnChart(title: string, columns: readonly Column[]): string {
  const sums = columns.map(({ parts }) => parts.reduce((sum, { count }) => sum + count, 0));
  const top = Math.max(1, ...sums);
  const step = PLOT_WIDTH / Math.max(columns.length, 1);
  const marked = new Set([0, columns.length >> 1, columns.length - 1]);
  const bars = columns.map(({ label, parts }, index) => {
    const x = AXIS + index * step;
    let y = PLOT_HEIGHT;
    const cells = parts.map(({ count, tone }) => {
      const height = (PLOT_HEIGHT * count) / top;
      y -= height;
      const place = `x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${Math.max(step - 1, 0.5).toFixed(1)}"`;
      return count === 0 ? '' : `<rect class="${tone}" ${place} height="${height.toFixed(1)}"/>`;
    });
    const anchor = index === 0 ? 'start' : index === columns.length - 1 ? 'end' : 'middle';
    const at = index === 0 ? x : index === columns.length - 1 ? x + step : x + step / 2;
    const mark = marked.has(index)
      ? `<text x="${at.toFixed(1)}" y="${PLOT_HEIGHT + 18}" text-anchor="${anchor}">${escapeMarkup(label)}</text>`
      : '';
    return cells.join('') + mark;
  });
  const spoken = columns.map(
    ({ label, parts }) => `${label}: ${parts.map(({ label: name, count }) => `${count} ${name}`).join(', ')}`,
  );
  const axis =
    `<line class="axis" x1="${AXIS}" y1="${PLOT_HEIGHT}" x2="${AXIS + PLOT_WIDTH}" y2="${PLOT_HEIGHT}"/>` +
    `<text x="${AXIS - 8}" y="12" text-anchor="end">${top}</text><text x="${AXIS - 8}" y="${PLOT_HEIGHT}" text-anchor="end">0</text>`;
  return `<svg class="chart" viewBox="0 0 720 ${PLOT_HEIGHT + 26}" role="img" aria-label="${escapeMarkup(`${title}. ${spoken.join('; ')}`)}">${axis}${bars.join('')}</svg>`;
}
