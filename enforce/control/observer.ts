// SPDX-License-Identifier: Apache-2.0
import type { Observer } from '../mediate/ports.js';
import type { OperatorLog } from './log.js';
import type { Metrics } from './metrics.js';
import type { Stats } from './stats.js';

/** Logs, metrics and statistics from the same report, so that they cannot disagree. */
export function createObserver(log: OperatorLog, metrics: Metrics, stats: Stats): Observer {
  return {
    onVerdict(report) {
      metrics.onVerdict(report);
      stats.onVerdict(report);
      log.onVerdict(report);
    },
    onEnd(report) {
      metrics.onEnd(report);
      log.onEnd(report);
    },
    onEvidenceFailure(code) {
      metrics.onEvidenceFailure(code);
      log.onEvidenceFailure(code);
    },
  };
}
