// SPDX-License-Identifier: Apache-2.0
import type { Page, Section } from './page.js';

/** For a terminal. What came from traffic is shown without control characters. */
export function renderPageText({ title, sections }: Page): string {
  const parts = sections.map(({ heading, lines = [], table }) =>
    [heading, ...lines.map((line) => `  ${visible(line)}`), ...(table === undefined ? [] : textTable(table))].join(
      '\n',
    ),
  );
  return [title, ...parts].join('\n\n');
}

function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\ufffd');
}

function textTable({ head, rows }: NonNullable<Section['table']>): readonly string[] {
  const lines = [head, ...rows].map((row) => row.map(visible));
  const widths = head.map((_, column) => Math.max(...lines.map((row) => row[column]?.length ?? 0)));
  return lines.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

/** GitHub-flavoured Markdown. Nothing from traffic can end a cell or begin a link. */
export function renderPageMarkdown({ title, sections }: Page): string {
  const parts = sections.map(({ heading, lines = [], table }) => {
    const list = lines.map((line) => `- ${plainMarkdown(line)}`);
    const rows = table === undefined ? [] : markdownTable(table);
    return [`## ${heading}`, '', ...list, ...(list.length > 0 && rows.length > 0 ? [''] : []), ...rows].join('\n');
  });
  return `${[`# ${title}`, ...parts].join('\n\n')}\n`;
}

function plainMarkdown(text: string): string {
  return visible(text).replace(/[\\`*_{}[\]<>()#+!|~&]/g, (mark) => `\\${mark}`);
}

function markdownTable({ head, rows }: NonNullable<Section['table']>): readonly string[] {
  const line = (row: readonly string[]): string => `| ${row.map(plainMarkdown).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line)];
}

const STYLE =
  'body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}' +
  'table{border-collapse:collapse;width:100%;margin:.5rem 0}td,th{text-align:left;border-bottom:1px solid #ccc;' +
  'padding:.3rem .6rem .3rem 0;vertical-align:top;overflow-wrap:anywhere}h1{font-size:1.5rem}h2{font-size:1.15rem}';

/** One file without scripts, pictures or links: it can be opened from anywhere and loads nothing. */
export function renderPageHtml({ title, sections }: Page): string {
  const parts = sections.map(({ heading, lines = [], table }) => {
    const list = lines.length === 0 ? '' : `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`;
    return `<section><h2>${escapeHtml(heading)}</h2>${list}${table === undefined ? '' : htmlTable(table)}</section>`;
  });
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>`,
    `<body><h1>${escapeHtml(title)}</h1>`,
    ...parts,
    '</body></html>',
    '',
  ].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}

function htmlTable({ head, rows }: NonNullable<Section['table']>): string {
  const cells = (row: readonly string[], tag: string): string =>
    row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('');
  const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('');
  return `<table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>${body}</tbody></table>`;
}
