// SPDX-License-Identifier: Apache-2.0
import { messageOf } from '../../evidence/model/errors.js';
import type { Finding } from '../../evidence/model/finding.js';
import { balancedParts } from '../scanning.js';
import type { Row } from './row.js';

/** Names of the rules that find something in a text; what is refused unread counts, since the product blocks it. */
export interface Judge {
  injection(row: Row): readonly string[];
  dlp(row: Row): readonly string[];
}

/** The one place that knows how the product looks at a text. */
export function loadJudge(): Judge {
  const { detectors } = balancedParts().parts;
  const detectInjection = loadInjection();
  return {
    injection: ({ text }) =>
      guarded(() => (detectInjection === undefined ? [] : detectInjection(text).map(({ rule }) => rule))),
    dlp: ({ text }) =>
      guarded(() => {
        const bytes = new TextEncoder().encode(text);
        const { facts, findings } = detectors.request([], { kind: 'bytes', bytes, mediaType: 'text/plain' });
        const limit = facts['body.error'];
        return [...findings.map(({ rule }) => rule), ...(limit === undefined ? [] : [`unread: ${String(limit)}`])];
      }),
  };
}

function guarded(judge: () => readonly string[]): readonly string[] {
  try {
    return judge();
  } catch (error) {
    return [`error: ${messageOf(error)}`];
  }
}

type DetectText = (text: string) => readonly Finding[];

/** The injection detectors; undefined where they are not built yet. */
function loadInjection(): DetectText | undefined {
  return undefined;
}
