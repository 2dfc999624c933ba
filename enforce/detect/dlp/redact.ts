// SPDX-License-Identifier: Apache-2.0
import { UNPARSED_TARGET } from '../../../evidence/model/action.js';
import { readText } from '../../text/reading.js';
import type { View } from '../../text/view.js';
import type { ParsedTarget, QueryPart } from '../url/target.js';
import type { AnchorTree } from './combine.js';
import { ruleSlug } from './rules/rule.js';
import { urlViews } from './url-views.js';

/** What redaction asks of the detectors. Each answer is a rule name, or undefined when the text is clean. */
export interface RedactionPort {
  /** The first rule that finds a credential in the views. */
  credential(views: readonly View[]): string | undefined;
  readonly anchors: AnchorTree;
  /**
   * Parts of this target that look random: encoded path segments, query keys and host labels, as they stand in it.
   * Undefined when there are none.
   */
  random(target: ParsedTarget): RandomParts | undefined;
}

export interface RandomParts {
  readonly path: ReadonlySet<string>;
  readonly query: ReadonlySet<string>;
  readonly labels: ReadonlySet<string>;
}

const NO_PARTS: RandomParts = { path: new Set(), query: new Set(), labels: new Set() };

/** Longest target that is kept; what follows says nothing to a reader. */
const MAX_TARGET = 4096;
const TRUNCATED = '[truncated]';

function placeholder(rule: string): string {
  return `[redacted-${ruleSlug(rule)}]`;
}

/** A target in pieces, each as it stands in the URL, or its placeholder once it was found to hold something. */
interface Pieces {
  readonly labels: readonly string[];
  readonly segments: readonly string[];
  readonly parts: readonly QueryPart[];
}

type Judge = (text: string) => string | undefined;

/** Takes out every piece that holds a credential by itself; `''` marks the place. */
function strip(target: ParsedTarget, judge: Judge): Pieces {
  const keep = (text: string): string => (text !== '' && judge(text) !== undefined ? '' : text);
  return {
    labels: target.literal ? [target.host] : target.host.split('.').map(keep),
    segments: target.path.split('/').map(keep),
    parts: target.parts.map(({ key, value }) => ({ key: keep(key), value: keep(value) })),
  };
}

/** What is left of a target after stripping, in the form the search reads. */
function remainder(target: ParsedTarget, { labels, segments, parts }: Pieces): Parameters<typeof urlViews>[0] {
  const host = labels.filter((label) => label !== '').join('.');
  const path = segments.join('/');
  const query = parts.map(({ key, value }) => `${key}=${value}`).join('&');
  return { raw: `${target.scheme}://${host}${path}?${query}`, host, literal: target.literal, path, query, parts };
}

function renderHost(target: ParsedTarget, labels: readonly string[]): string {
  let count = 0;
  const shown = labels.map((label) => (label === '' ? `redacted-${++count}` : label)).join('.');
  const host = shown.includes(':') ? `[${shown}]` : shown;
  const port = target.url?.port ?? '';
  return port === '' ? host : `${host}:${port}`;
}

function markRandom(pieces: Pieces, random: RandomParts): Pieces {
  return { ...pieces, labels: pieces.labels.map((label) => (random.labels.has(label) ? '' : label)) };
}

function renderPath(target: ParsedTarget, pieces: Pieces, random: RandomParts, judge: Judge): string {
  const original = target.path.split('/');
  return pieces.segments
    .map((segment, i) => {
      if (segment !== '') return random.path.has(segment) ? placeholder('path_entropy') : segment;
      const removed = original[i] ?? '';
      return removed === '' ? '' : placeholder(judge(removed) ?? 'credential');
    })
    .join('/');
}

function renderQuery(target: ParsedTarget, pieces: Pieces, random: RandomParts, judge: Judge): string {
  const keys = pieces.parts.map(({ key }, i) => {
    if (key !== '') return random.query.has(key) ? placeholder('query_entropy') : key;
    const removed = target.parts[i]?.key ?? '';
    return removed === '' ? '' : placeholder(judge(removed) ?? 'credential');
  });
  return keys.length === 0 ? '' : `?${keys.join('&')}`;
}

function capped(text: string): string {
  return text.length <= MAX_TARGET ? text : text.slice(0, MAX_TARGET - TRUNCATED.length) + TRUNCATED;
}

/** The same text judged once. */
function remembering(judge: Judge): Judge {
  const known = new Map<string, string | undefined>();
  return (text) => {
    if (!known.has(text)) known.set(text, judge(text));
    return known.get(text);
  };
}

function renderFound(target: ParsedTarget, port: RedactionPort, rule: string): string {
  const judge = remembering((text) => port.credential(readText(text).credentials()));
  const random = port.random(target) ?? NO_PARTS;
  const stripped = strip(target, judge);
  const rest = remainder(target, stripped);
  // A credential cut up over labels: every label is a part of it, or cannot be told from one.
  const acrossLabels = port.credential(
    urlViews({ ...rest, raw: rest.host, path: '', query: '', parts: [] }, port.anchors).views,
  );
  const labels = acrossLabels === undefined ? stripped.labels : stripped.labels.map(() => '');
  const pieces = markRandom({ ...stripped, labels }, random);
  const origin = `${target.scheme}://${renderHost(target, pieces.labels)}`;
  // A credential cut up over segments, keys and values leaves nothing of them that is safe to show.
  const withoutHost = acrossLabels === undefined ? rest : { ...rest, raw: rest.path + '?' + rest.query, host: '' };
  const across = port.credential(urlViews(withoutHost, port.anchors).views);
  if (across !== undefined) return `${origin}/${placeholder(across)}`;
  const shown = capped(origin + renderPath(target, pieces, random, judge) + renderQuery(target, pieces, random, judge));
  // The last word: what is about to be recorded is searched like any text.
  if (port.credential(readText(shown).credentials()) === undefined) return shown;
  return `${target.scheme}://redacted-1/${placeholder(rule)}`;
}

/** A host that would be shown with its labels as they are; an empty label is shown as a placeholder. */
const EMPTY_LABEL = /^\.|\.\.|\.$/;

function renderClean(target: ParsedTarget): string {
  const labels = target.literal || !EMPTY_LABEL.test(target.host) ? [target.host] : target.host.split('.');
  const query = target.parts.length === 0 ? '' : `?${target.parts.map(({ key }) => key).join('&')}`;
  return capped(`${target.scheme}://${renderHost(target, labels)}${target.path}${query}`);
}

/**
 * A target that is safe to record and to show: scheme, host, path and query keys. User information, query values and
 * the fragment are dropped, and every part that holds a credential in any view, or looks random, becomes a placeholder.
 * Where a credential is spread over several parts, all of them go. `found` is the first rule that matched the target
 * as a whole, if any.
 */
export function redactTarget(target: ParsedTarget, port: RedactionPort, found: string | undefined): string {
  if (target.url === undefined || target.host === '') return UNPARSED_TARGET;
  if (found !== undefined) return renderFound(target, port, found);
  const random = port.random(target);
  if (random === undefined) return renderClean(target);
  const whole: Pieces = { labels: target.host.split('.'), segments: target.path.split('/'), parts: target.parts };
  const labels = target.literal ? [target.host] : whole.labels;
  const pieces = markRandom({ ...whole, labels }, random);
  const none: Judge = () => undefined;
  const path = renderPath(target, pieces, random, none);
  return capped(
    `${target.scheme}://${renderHost(target, pieces.labels)}${path}${renderQuery(target, pieces, random, none)}`,
  );
}
