// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import handlebars from 'handlebars';
import { escapeUnprintable } from '../verify/core/results/render.js';
import { pagePolicy, type Answer } from './http/answer.js';
import type { Page, TemplateName } from './pages/page.js';

const TEMPLATES: readonly TemplateName[] = [
  'overview',
  'run',
  'receipt',
  'assessments',
  'assessment',
  'controls',
  'pointer',
  'message',
];

/** Text of this build's own files. */
function readPart(name: string): string {
  return readFileSync(new URL(`../../templates/${name}`, import.meta.url), 'utf8').trim();
}

/** All text with everything escaped that could reorder or hide what a reader sees. Markup is the template's task. */
function safe(value: unknown): unknown {
  if (typeof value === 'string') return escapeUnprintable(value);
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(safe);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, member]) => [name, safe(member)] as const);
  const { state, word } = value as { readonly state?: unknown; readonly word?: unknown };
  // What has a state gets the icon of that state, for a template that cannot compare.
  const shape = typeof state === 'string' && word !== undefined ? [['shape', { [state]: true }] as const] : [];
  return Object.fromEntries([...entries, ...shape]);
}

/** What stands at the foot of every page. */
export interface Foot {
  readonly version: string;
  readonly keys: readonly string[];
  readonly logKeys: number;
}

export type PageRenderer = (page: Page) => Answer;

/** A renderer of pages: HTML without a script, its one style sheet inside and named by its hash. */
export function createPageRenderer(foot: Foot): PageRenderer {
  const engine = handlebars.create();
  const options = { knownHelpersOnly: true, preventIndent: true } as const;
  engine.registerPartial('fact', readPart('dashboard-fact.html'));
  engine.registerPartial('paging', readPart('dashboard-paging.html'));
  const style = readPart('dashboard.css');
  const hash = `sha256-${createHash('sha256').update(style).digest('base64')}`;
  const layout = engine.compile(readPart('dashboard.html'), options);
  const bodies = new Map(TEMPLATES.map((name) => [name, engine.compile(readPart(`dashboard-${name}.html`), options)]));
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy(hash) };
  return ({ status, template, title, section, view }) => {
    const body = bodies.get(template)?.(safe(view)) ?? '';
    const here = { [section === '' ? 'none' : section]: true };
    const html = layout({ ...(safe({ title, foot, here }) as object), style, body });
    return { status, headers, body: html };
  };
}

/**
 * The answer to the address with the token: it goes on by itself. A redirect would not do: a browser that comes from
 * another program does not send a strict cookie along with it.
 */
export function entrancePage(): Answer {
  const html =
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pipelock dashboard</title>' +
    '<meta http-equiv="refresh" content="0;url=/"></head><body><main><h1>Pipelock dashboard</h1>' +
    '<p><a href="/">Go on</a></p></main></body></html>';
  return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html };
}
