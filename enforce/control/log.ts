// SPDX-License-Identifier: Apache-2.0
import { pino, multistream, type DestinationStream } from 'pino';
import { messageOf } from '../../evidence/model/errors.js';
import { OUTCOMES } from '../../evidence/model/verdict.js';
import type { EndReport, VerdictReport } from '../mediate/ports.js';

export interface LogOptions {
  readonly format: 'json' | 'text';
  readonly output: 'stdout' | 'file' | 'both';
  readonly file: string;
  readonly include_allowed: boolean;
  readonly include_blocked: boolean;
}

export interface OperatorLog {
  onVerdict(report: VerdictReport): void;
  onEnd(report: EndReport): void;
  onEvidenceFailure(code: string): void;
  info(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
  /** Writes out what is buffered. Call before the process ends. */
  flush(): Promise<void>;
}

/** The operator's log. Everything in it comes from redacted reports; it never sees a raw target, header or body. */
export function createOperatorLog(options: LogOptions): OperatorLog {
  const destinations = openDestinations(options);
  const stream = multistream(destinations.map((destination) => ({ stream: render(options.format, destination) })));
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' }, stream);
  return {
    onVerdict({ verdict, evidence, elapsedMs, actionId, requestId, transport, method, target, actor }) {
      const passes = OUTCOMES[verdict.outcome].passes;
      if (passes ? !options.include_allowed : !options.include_blocked) return;
      const { outcome, reason, layer, phase } = verdict;
      const fields = { outcome, reason, layer, phase, transport, method, target, agent: actor, evidence };
      const timed = {
        ...fields,
        action_id: actionId,
        request_id: requestId,
        elapsed_ms: Math.round(elapsedMs * 1000) / 1000,
      };
      if (passes) logger.info(timed, 'allowed');
      else logger.warn(timed, 'blocked');
    },
    onEnd({ actionId, requestId, end, elapsedMs }) {
      if (!options.include_allowed) return;
      const { status, requestBytes, responseBytes, reason } = end;
      const counted = { status, request_bytes: requestBytes, response_bytes: responseBytes, reason };
      logger.info(
        { action_id: actionId, request_id: requestId, ...counted, elapsed_ms: Math.round(elapsedMs) },
        'ended',
      );
    },
    onEvidenceFailure: (code) => logger.error({ code }, 'evidence_unavailable'),
    info: (event, fields = {}) => logger.info(fields, event),
    error: (event, fields = {}) => logger.error(fields, event),
    flush: async () => {
      await Promise.all(destinations.map(flushDestination));
    },
  };
}

/** For a proxy whose standard output belongs to somebody else. */
export function createSilentLog(): OperatorLog {
  const nothing = (): void => undefined;
  return {
    onVerdict: nothing,
    onEnd: nothing,
    onEvidenceFailure: nothing,
    info: nothing,
    error: nothing,
    flush: () => Promise.resolve(),
  };
}

/** Lines that wait for a slow disk or reader, in bytes; further ones are dropped. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

function openDestinations(options: LogOptions): readonly Destination[] {
  const shared = { sync: false, maxLength: MAX_WAITING_BYTES };
  const stdout = () => outlive(pino.destination({ ...shared, fd: 1 }));
  const file = () => outlive(pino.destination({ ...shared, dest: options.file, mkdir: true, mode: 0o600 }));
  if (options.output === 'stdout') return [stdout()];
  return options.output === 'file' ? [file()] : [stdout(), file()];
}

/** Where lines go, and what became of it. */
interface Destination {
  readonly sonic: ReturnType<typeof pino.destination>;
  /** Whether the last write failed. */
  failing: boolean;
  flushed: boolean;
  givenUp: boolean;
}

/** A log that cannot be written stops nothing: what must not be lost is in the evidence. It is said once. */
function outlive(sonic: Destination['sonic']): Destination {
  const destination: Destination = { sonic, failing: false, flushed: false, givenUp: false };
  let told = false;
  sonic.on('write', () => {
    destination.failing = false;
  });
  sonic.on('error', (error: unknown) => {
    destination.failing = true;
    if (destination.flushed) giveUp(destination);
    if (told) return;
    told = true;
    process.stderr.write(`pipelock: the log cannot be written: ${messageOf(error)}\n`);
  });
  return destination;
}

/** Left alone, a failing destination would try again for ever when the process ends. */
function giveUp(destination: Destination): void {
  if (destination.givenUp) return;
  destination.givenUp = true;
  destination.sonic.destroy();
}

function flushDestination(destination: Destination): Promise<void> {
  destination.flushed = true;
  if (destination.failing) giveUp(destination);
  if (destination.givenUp) return Promise.resolve();
  return new Promise((resolve) => {
    destination.sonic.flush(() => {
      resolve();
    });
  });
}

function render(format: LogOptions['format'], destination: Destination): DestinationStream {
  const write = (line: string): void => {
    if (!destination.givenUp) destination.sonic.write(line);
  };
  return { write: format === 'json' ? write : (line) => write(renderTextLine(line)) };
}

const LEVELS: Readonly<Record<number, string>> = { 30: 'INFO', 40: 'WARN', 50: 'ERROR' };

/** `2026-11-22T20:00:00.000Z WARN blocked outcome=block reason=...`; values with spaces are quoted. */
function renderTextLine(line: string): string {
  const { time, level, event, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const rest = Object.entries(fields).map(([key, value]) => `${key}=${renderValue(value)}`);
  return `${[time, LEVELS[Number(level)] ?? String(level), event, ...rest].join(' ')}\n`;
}

function renderValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^[^\s"=]+$/.test(text) ? text : JSON.stringify(text);
}
