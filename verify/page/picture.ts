// SPDX-License-Identifier: Apache-2.0
import type { ReceiptFacts } from '../core/receipts/receipt.js';
import { plural, type Verdict } from '../core/results/result.js';
import type { ChainResult } from '../core/chains/chain-summary.js';
import type { Verification } from '../core/subject.js';
import type { Check } from '../core/form.js';
import { html, svg } from './element.js';

const ROW = 92;
const LEFT = 8;
const WIDTH = 760;
const SHOWN_RUNS = 12;
const SHOWN_SUBJECTS = 24;

type Style = Verdict | 'open';
type Nodes = readonly Element[];

interface Drawn {
  readonly nodes: Nodes;
  readonly height: number;
}

function text(x: number, y: number, content: string, style = ''): Element {
  return svg('text', { x, y, class: style }, content);
}

function shorten(content: string, length: number): string {
  return content.length > length ? `${content.slice(0, length - 1)}…` : content;
}

function box(x: number, y: number, width: number, [first = '', ...rest]: readonly string[], style: Style): Element {
  const frame = svg('rect', { x, y, width, height: 38 + 16 * rest.length, rx: 6 });
  const lines = rest.map((line, index) => text(x + 10, y + 40 + 16 * index, line));
  return svg('g', { class: style }, frame, text(x + 10, y + 22, first, 'strong'), ...lines);
}

function arrow(x1: number, y1: number, x2: number, y2: number): Element {
  return svg('path', { d: `M${x1} ${y1} L${x2} ${y2}`, class: 'line', 'marker-end': 'url(#tip)' });
}

/** Boxes from left to right over the whole width, with an arrow from each to the next. */
function row(y: number, boxes: readonly (readonly [width: number, lines: readonly string[], style: Style])[]): Nodes {
  const taken = boxes.reduce((sum, [width]) => sum + width, 0);
  const gap = (WIDTH - 2 * LEFT - taken) / (boxes.length - 1);
  let x = LEFT - gap;
  return boxes.flatMap(([width, lines, style], index) => {
    const before = index === 0 ? [] : [arrow(x, y + 27, x + gap - 4, y + 27)];
    x += gap + width;
    return [...before, box(x - width, y, width, lines, style)];
  });
}

function keyLabel(key: string): string {
  return `key ${key.slice(0, 8)}…`;
}

/** Who signed is open as long as nobody vouches for the key. */
function signerBox(width: number, keys: readonly string[], verdict: Verdict) {
  const named = keys.slice(0, 2).map(keyLabel).join(', ');
  return [width, ['signer', named || 'unknown'], verdict === 'unpinned' ? 'open' : verdict] as const;
}

const ENDS = {
  closed: ['closed', 'signed end'],
  open: ['no end', 'open or cut'],
  none: ['no end', 'old form'],
} as const;

/** One run: signer, opening, receipts, checkpoints, end. */
function runRow({ facts, verdict }: ChainResult, y: number): Nodes {
  const { session, startTime, receiptCount, finalSeq, checkpoints, sealState, runState } = facts;
  const start = startTime === '' ? 'not read' : startTime.slice(0, 16).replace('T', ' ');
  const committed = sealState === 'sealed' ? 'end committed' : 'end not committed';
  return [
    text(LEFT, y - 8, shorten(session === '' ? 'receipts' : session, 80), 'name'),
    ...row(y, [
      signerBox(130, facts.signerKeys, verdict),
      [124, ['start', start], verdict],
      [144, [plural(receiptCount, 'receipt'), `last number ${finalSeq}`], verdict],
      [130, [plural(checkpoints, 'checkpoint'), committed], checkpoints === 0 ? 'open' : verdict],
      [106, ENDS[runState], runState === 'closed' ? verdict : 'open'],
    ]),
  ];
}

function runRows(chains: readonly ChainResult[], linked: ReadonlySet<string>): Drawn {
  const shown = chains.slice(0, SHOWN_RUNS);
  const more = chains.length - shown.length;
  const end = shown.length * ROW;
  const rows = shown.flatMap((chain, index) => {
    const y = 26 + index * ROW;
    const link = linked.has(chain.facts.session) ? [arrow(LEFT + 20, y - ROW + 54, LEFT + 20, y - 20)] : [];
    return [...link, ...runRow(chain, y)];
  });
  if (more <= 0) return { nodes: rows, height: end };
  return { nodes: [...rows, text(LEFT, 30 + end, `${more} more runs`)], height: end + 40 };
}

/** How the checks of each subject went: a fault outweighs what is open, and that what holds. */
function subjectsOf(checks: readonly Check[]): readonly (readonly [string, Style])[] {
  const subjects = [...new Set(checks.map(({ subject }) => subject))].slice(0, SHOWN_SUBJECTS);
  return subjects.map((subject) => {
    const found = new Set(checks.flatMap((check) => (check.subject === subject ? check.status : [])));
    return [subject, found.has('fail') ? 'invalid' : found.has('not_checked') ? 'open' : 'valid'];
  });
}

/** What a document consists of, one box each, coloured by how its checks went. */
function documentBoxes(checks: readonly Check[]): Drawn {
  const subjects = subjectsOf(checks);
  const nodes = subjects.map(([subject, style], index) =>
    box(LEFT + (index % 3) * 250, 8 + Math.floor(index / 3) * 50, 236, [shorten(subject, 30)], style),
  );
  return { nodes, height: 20 + Math.ceil(subjects.length / 3) * 50 };
}

function content({ kind, result }: Verification): Drawn {
  if (kind === 'chain') return runRows([result], new Set());
  if (kind === 'directory') return runRows(result.chains, new Set(result.linked.map(({ session }) => session)));
  const { verdict } = result;
  const facts = result.facts as ReceiptFacts | undefined;
  if (facts === undefined) return documentBoxes(result.checks);
  const action = `receipt: ${shorten(facts.verdict, 12)} ${shorten(facts.actionType, 14)}`;
  const nodes = row(8, [
    signerBox(180, [facts.signerKey], verdict),
    [330, [action, shorten(facts.target, 44)], verdict],
    [160, [`number ${facts.chainSeq}`, 'chain not in this file'], 'open'],
  ]);
  return { nodes, height: 80 };
}

/** The evidence as a drawing: who signed, what follows what, where it ends. Undefined when there is nothing to draw. */
export function drawVerification(verification: Verification, label: string): HTMLElement | undefined {
  const { nodes, height } = content(verification);
  if (nodes.length === 0) return undefined;
  const tip = svg(
    'marker',
    { id: 'tip', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' },
    svg('path', { d: 'M0 0 L8 4 L0 8 z' }),
  );
  const size = { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': label };
  return html('div', { class: 'picture' }, svg('svg', size, svg('defs', {}, tip), ...nodes));
}
