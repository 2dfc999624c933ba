// SPDX-License-Identifier: Apache-2.0
import { UsageError } from '../../evidence/model/errors.js';

/** Says of a path, relative and with `/`, whether it is left out. */
export type Exclusion = (path: string) => boolean;

const MAX_PATTERN = 256;
/** Each wildcard multiplies the work of a search; nobody needs more in a path. */
const MAX_WILDCARDS = 8;

function expressionOf(pattern: string): RegExp {
  const wildcards = pattern.match(/\*+/g)?.length ?? 0;
  if (pattern === '' || pattern.length > MAX_PATTERN || wildcards > MAX_WILDCARDS) {
    throw new UsageError(
      `pattern ${JSON.stringify(pattern.slice(0, 40))}: 1 to 256 characters with at most 8 wildcards`,
    );
  }
  const body = pattern
    .replace(/^\.?\//, '')
    .replace(/\/$/, '')
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => {
      if (part === '**/') return '(?:[^/]+/)*';
      if (part === '**') return '.*';
      if (part === '*') return '[^/]*';
      return part === '?' ? '[^/]' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  // Without a slash a pattern is about a name, wherever it stands.
  const anywhere = pattern.replace(/\/$/, '').includes('/') ? '' : '(?:.*/)?';
  return new RegExp(`^${anywhere}${body}$`, 's');
}

/** `*` and `?` stay within a name, `**` does not; a folder that matches is left out with all it holds. */
export function compileExclusion(patterns: readonly string[]): Exclusion {
  const expressions = patterns.map(expressionOf);
  return (path) => expressions.some((expression) => expression.test(path));
}
