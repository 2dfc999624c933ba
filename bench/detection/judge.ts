// SPDX-License-Identifier: Apache-2.0
import { messageOf } from '../../evidence/model/errors.js';
import type { Finding } from '../../evidence/model/finding.js';
import type { Observation } from '../../enforce/detect/observation.js';
import { balancedParts } from '../scanning.js';
import type { Row } from './row.js';

/** A rule that finds something in a text, and where in the text as received, if it stands there. */
export interface Alarm {
  readonly rule: string;
  readonly span?: Finding['span'];
}

/** What the families find in a text; what is refused unread counts, since the product blocks it. */
export interface Judge {
  injection(row: Row): readonly Alarm[];
  dlp(row: Row): readonly Alarm[];
}

/** The one place that knows how the product looks at a text: as the scan API does. */
export function loadJudge(): Judge {
  const { detectors } = balancedParts().parts;
  return {
    injection: ({ text }) => guarded(() => detectors.prose(text)),
    dlp: ({ text }) => guarded(() => detectors.text(text)),
  };
}

function guarded(look: () => Observation): readonly Alarm[] {
  try {
    const { facts, findings } = look();
    const limit = facts['view.limit'];
    return limit === undefined ? findings : [...findings, { rule: `unread: ${String(limit)}` }];
  } catch (error) {
    return [{ rule: `error: ${messageOf(error)}` }];
  }
}
