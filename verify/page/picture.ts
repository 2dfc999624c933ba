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

function text(x: number, y: number, content: string, more: Readonly<Record<string, string>> = {}): Element {
  return svg('text', { x, y, ...more }, content);
}

function shorten(content: string, length: number): string {
  return content.length > length ? `${content.slice(0, length - 1)}…` : content;
}

function box(x: number, y: number, width: number, lines: readonly string[], style: string): Element {
  const height = 22 + 16 * lines.length;
  const [first = '', ...rest] = lines;
  return svg(
    'g',
    { class: style },
    svg('rect', { x, y, width, height, rx: 6 }),
    text(x + 10, y + 22, first, { class: 'strong' }),
    ...rest.map((line, index) => text(x + 10, y + 40 + 16 * index, line)),
  );
}

function arrow(x1: number, y1: number, x2: number, y2: number, style = 'line'): Element {
  return svg('path', { d: `M${x1} ${y1} L${x2} ${y2}`, class: style, 'marker-end': 'url(#tip)' });
}

function keyLabel(key: string): string {
  return `key ${key.slice(0, 8)}…`;
}

const ENDS = {
  closed: ['closed', 'signed end'],
  open: ['no end', 'open or cut'],
  none: ['no end', 'old form'],
} as const;

/** One run from left to right: signer, opening, receipts, checkpoints, end. */
function runRow(chain: ChainResult, y: number): Element[] {
  const { facts, verdict } = chain;
  const [end, endNote] = ENDS[facts.runState];
  const signer = facts.signerKeys.map(keyLabel).slice(0, 2);
  const middle = y + 27;
  return [
    text(LEFT, y - 8, shorten(facts.session === '' ? 'receipts' : facts.session, 80), { class: 'name' }),
    box(
      LEFT,
      y,
      130,
      ['signer', signer.length === 0 ? 'unknown' : signer.join(', ')],
      verdict === 'unpinned' ? 'open' : verdict,
    ),
    arrow(LEFT + 130, middle, LEFT + 158, middle),
    box(
      LEFT + 162,
      y,
      124,
      ['start', facts.startTime === '' ? 'not read' : facts.startTime.slice(0, 16).replace('T', ' ')],
      verdict,
    ),
    arrow(LEFT + 286, middle, LEFT + 306, middle),
    box(LEFT + 310, y, 144, [plural(facts.receiptCount, 'receipt'), `last number ${facts.finalSeq}`], verdict),
    arrow(LEFT + 454, middle, LEFT + 482, middle),
    box(
      LEFT + 486,
      y,
      130,
      [plural(facts.checkpoints, 'checkpoint'), facts.sealState === 'sealed' ? 'end committed' : 'end not committed'],
      facts.checkpoints === 0 ? 'open' : verdict,
    ),
    arrow(LEFT + 616, middle, LEFT + 640, middle),
    box(LEFT + 644, y, 106, [end, endNote], facts.runState === 'closed' ? verdict : 'open'),
  ];
}

const SHOWN_RUNS = 12;

function runRows(chains: readonly ChainResult[], linked: ReadonlySet<string>): { nodes: Element[]; height: number } {
  const nodes: Element[] = [];
  const shown = chains.slice(0, SHOWN_RUNS);
  shown.forEach((chain, index) => {
    const y = 26 + index * ROW;
    if (linked.has(chain.facts.session)) nodes.push(arrow(LEFT + 20, y - ROW + 54, LEFT + 20, y - 20, 'line'));
    nodes.push(...runRow(chain, y));
  });
  if (chains.length > SHOWN_RUNS)
    nodes.push(text(LEFT, 30 + shown.length * ROW, `${chains.length - SHOWN_RUNS} more runs`));
  return { nodes, height: shown.length * ROW + (chains.length > SHOWN_RUNS ? 40 : 0) };
}

function subjectsOf(checks: readonly Check[]): [string, Verdict | 'open'][] {
  const subjects = new Map<string, Verdict | 'open'>();
  for (const { subject, status } of checks) {
    const before = subjects.get(subject);
    if (status === 'fail') subjects.set(subject, 'invalid');
    else if (before !== 'invalid' && status === 'not_checked') subjects.set(subject, 'open');
    else if (before === undefined) subjects.set(subject, 'valid');
  }
  return [...subjects];
}

/** What a document consists of, one box each, coloured by how its checks went. */
function documentBoxes(checks: readonly Check[]): { nodes: Element[]; height: number } {
  const subjects = subjectsOf(checks).slice(0, 24);
  const nodes = subjects.map(([subject, state], index) =>
    box(LEFT + (index % 3) * 250, 8 + Math.floor(index / 3) * 50, 236, [shorten(subject, 30)], state),
  );
  return { nodes, height: 20 + Math.ceil(subjects.length / 3) * 50 };
}

function content(verification: Verification): { nodes: Element[]; height: number } {
  const { kind, result } = verification;
  if (kind === 'chain') return runRows([result], new Set());
  if (kind === 'directory') return runRows(result.chains, new Set(result.linked.map(({ session }) => session)));
  const { verdict } = result;
  const facts = result.facts as ReceiptFacts | undefined;
  if (facts === undefined) return documentBoxes(result.checks);
  return {
    nodes: [
      box(LEFT, 8, 180, ['signer', keyLabel(facts.signerKey)], verdict === 'unpinned' ? 'open' : verdict),
      arrow(LEFT + 180, 35, LEFT + 216, 35),
      box(
        LEFT + 220,
        8,
        330,
        [`receipt: ${shorten(facts.verdict, 12)} ${shorten(facts.actionType, 14)}`, shorten(facts.target, 44)],
        verdict,
      ),
      arrow(LEFT + 550, 35, LEFT + 586, 35),
      box(LEFT + 590, 8, 160, [`number ${facts.chainSeq}`, 'chain not in this file'], 'open'),
    ],
    height: 80,
  };
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
  const drawing = svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': label },
    svg('defs', {}, tip),
    ...nodes,
  );
  return html('div', { class: 'picture' }, drawing);
}
