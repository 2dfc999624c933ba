// SPDX-License-Identifier: Apache-2.0
import { isMissing, nodeIo } from '../../evidence/store/io.js';
import { messageOf } from '../../evidence/model/errors.js';
import type { KeptStamp } from '../../evidence/store/log/time-stamps.js';
import type { Config } from '../config/schema.js';
import { durationMs } from '../config/forms.js';
import type { OperatorLog } from '../control/log.js';
import { logDir } from './paths.js';

/** How the time stamps of the log's checkpoints stand. */
export interface StampStatus {
  readonly stamped: number;
  readonly failed: number;
  /** Leaves of the newest stamped checkpoint. */
  readonly leaves: number;
  /** Why the last attempt failed; undefined after one that did not. */
  readonly message?: string;
}

export interface LogStamps {
  status(): StampStatus;
  /** Stamps the last checkpoint, if the authority answers soon, and stops. */
  close(): Promise<void>;
}

/** After a failure, and for the first attempt: soon, but never a burden to the authority. */
const RETRY_MS = 60_000;
/** The product does not wait longer for an authority when it stops. */
const CLOSE_TIMEOUT_MS = 5_000;

type Log = Pick<OperatorLog, 'info' | 'error'>;

/**
 * Has the checkpoints of the log of an evidence folder stamped now and then, where the configuration names an authority.
 * Beside the traffic: it reads what the recorder wrote, and a failure is counted, logged and tried again.
 */
export function openLogStamps(config: Config, evidenceDir: string, log: Log): LogStamps | undefined {
  const settings = config.transparency_log;
  const { enabled, timestamp_url: url, timestamp_interval: interval } = settings;
  if (!enabled || url === '') return undefined;
  const place = { io: nodeIo, dir: logDir(settings, evidenceDir), fileMode: 0o640 };
  return createLogStamps({
    intervalMs: durationMs(interval) ?? RETRY_MS,
    log,
    stamp: async (timeoutMs) => {
      // Loaded by those who use it: a start without an authority does without.
      const { stampCheckpoint } = await import('../../evidence/store/log/time-stamps.js');
      return stampCheckpoint(place, { url, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
    },
  });
}

export interface StampParts {
  readonly intervalMs: number;
  readonly log: Log;
  /** One attempt; undefined when there is nothing to stamp. */
  readonly stamp: (timeoutMs?: number) => Promise<KeptStamp | undefined>;
}

/** As `openLogStamps`, with its parts given. */
export function createLogStamps({ intervalMs, log, stamp }: StampParts): LogStamps {
  let status: StampStatus = { stamped: 0, failed: 0, leaves: 0 };
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let closed = false;
  const attempt = async (timeoutMs?: number): Promise<void> => {
    const { stamped, failed, leaves } = status;
    try {
      const kept = await stamp(timeoutMs);
      status = { stamped: stamped + (kept?.made === true ? 1 : 0), failed, leaves: kept?.size ?? leaves };
      if (kept?.made === true) log.info('log_timestamp', { leaves: kept.size });
    } catch (error) {
      // Before the first checkpoint there is nothing to stamp, and nothing wrong.
      if (isMissing(error)) return;
      status = { stamped, failed: failed + 1, leaves, message: messageOf(error) };
      log.error('log_timestamp_failed', { error: messageOf(error) });
    }
  };
  const schedule = (): void => {
    const wait = status.message === undefined && status.leaves > 0 ? intervalMs : Math.min(intervalMs, RETRY_MS);
    timer = setTimeout(() => {
      running = attempt().then(() => {
        if (!closed) schedule();
      });
    }, wait).unref();
  };
  schedule();
  return {
    status: () => status,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await running;
      await attempt(CLOSE_TIMEOUT_MS);
    },
  };
}
