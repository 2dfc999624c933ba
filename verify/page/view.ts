// SPDX-License-Identifier: Apache-2.0
import { explainVerification } from '../core/results/explain.js';
import { renderJson, renderResult } from '../core/results/render.js';
import type { Verdict } from '../core/results/result.js';
import type { Verification } from '../core/subject.js';
import { html } from './element.js';
import { drawVerification } from './picture.js';

const WORDS: Readonly<Record<Verdict, string>> = {
  valid: 'Verified',
  unpinned: 'Intact, signer unknown',
  invalid: 'Failed',
  discontinuous: 'Damaged, and sealed',
};

/** Lines shown per list before the reader has to ask for more. */
const SHOWN = 8;

function list(title: string, style: string, lines: readonly string[]): HTMLElement[] {
  if (lines.length === 0) return [];
  const items = lines.map((line) => html('li', {}, line));
  const rest = items.slice(SHOWN);
  return [
    html(
      'section',
      { class: style },
      html('h3', {}, title),
      html('ul', {}, ...items.slice(0, SHOWN)),
      ...(rest.length === 0
        ? []
        : [html('details', {}, html('summary', {}, `${rest.length} more`), html('ul', {}, ...rest))]),
    ),
  ];
}

/** Without a key from elsewhere the signatures only show that one hand wrote all of it. */
const PROVED = { pinned: 'Proved by this file and your key', unpinned: 'Holds in itself, whoever signed it' } as const;

function download(name: string, content: string): HTMLElement {
  const href = `data:application/json;base64,${btoa(String.fromCharCode(...new TextEncoder().encode(content)))}`;
  return html('a', { href, download: `${name}.verification.json` }, 'Save the full result as JSON');
}

/** The result of a verification as a part of the page. */
export function viewVerification(name: string, verification: Verification): HTMLElement {
  const explanation = explainVerification(verification);
  const { verdict, subject, headline } = explanation;
  const picture = drawVerification(verification, `${subject}: ${WORDS[verdict]}`);
  const json = renderJson(name, verification);
  return html(
    'article',
    { class: `result ${verdict}` },
    html('h2', {}, html('span', { class: 'verdict' }, WORDS[verdict]), `: ${subject} — ${name}`),
    html('p', { class: 'headline' }, headline),
    ...(picture === undefined ? [] : [picture]),
    ...list('What went wrong', 'failed', explanation.failed),
    ...list(PROVED[verdict === 'unpinned' ? 'unpinned' : 'pinned'], 'proved', explanation.proved),
    ...list('Present, but not established', 'open', explanation.open),
    ...list('Only claimed by the producer', 'claimed', explanation.claimed),
    ...list('Not said by this evidence', 'unsaid', explanation.notProved),
    html(
      'details',
      {},
      html('summary', {}, 'The same result as the terminal shows it'),
      html('pre', {}, renderResult(verification)),
      ...(json.length > 2_000_000 ? [] : [download(name, json)]),
    ),
  );
}

/** A file that could not be judged at all. */
export function viewFault(name: string, message: string): HTMLElement {
  return html(
    'article',
    { class: 'result invalid' },
    html('h2', {}, html('span', { class: 'verdict' }, 'Could not be judged'), `: ${name}`),
    html('p', { class: 'headline' }, message),
  );
}
