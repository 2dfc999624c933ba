// SPDX-License-Identifier: Apache-2.0
import { messageOf } from '../../evidence/model/errors.js';
import type { Observation } from '../../enforce/detect/observation.js';
import { balancedParts } from '../scanning.js';
import type { Row } from './row.js';

/** Names of the rules that find something in a text; what is refused unread counts, since the product blocks it. */
export interface Judge {
  injection(row: Row): readonly string[];
  dlp(row: Row): readonly string[];
}

/** The one place that knows how the product looks at a text: as the scan API does. */
export function loadJudge(): Judge {
  const { detectors } = balancedParts().parts;
  return {
    injection: ({ text }) => guarded(() => detectors.prose(text)),
    dlp: ({ text }) => guarded(() => detectors.text(text)),
  };
}

function guarded(look: () => Observation): readonly string[] {
  try {
    const { facts, findings } = look();
    const limit = facts['view.limit'];
    return [...findings.map(({ rule }) => rule), ...(limit === undefined ? [] : [`unread: ${String(limit)}`])];
  } catch (error) {
    return [`error: ${messageOf(error)}`];
  }
}
