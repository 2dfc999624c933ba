// SPDX-License-Identifier: Apache-2.0
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Makes the script that reports carry, and the verification page: one file with its style and script inside, and a policy that allows nothing else.

const DIST = dirname(dirname(fileURLToPath(import.meta.url)));
const TEMPLATES = join(DIST, '../../templates');

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function version(): string {
  const text = readFileSync(join(DIST, '../../package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [join(DIST, 'page', entry)],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    charset: 'ascii',
    write: false,
  });
  // A closing tag in a string constant would end the script element.
  return (result.outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script').trim();
}

const script = await bundle('main.js');
const style = readFileSync(join(TEMPLATES, 'verify-page.css'), 'utf8').trim();
const values: Readonly<Record<string, string>> = {
  script,
  style,
  scriptHash: hashOf(script),
  styleHash: hashOf(style),
  version: version(),
};
const template = readFileSync(join(TEMPLATES, 'verify-page.html'), 'utf8');
writeFileSync(
  join(DIST, 'page.html'),
  template.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => values[name] ?? ''),
);
writeFileSync(join(DIST, 'box.js'), await bundle('box.js'));
