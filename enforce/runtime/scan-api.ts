// SPDX-License-Identifier: Apache-2.0
import type { AddressInfo } from 'node:net';
import { durationMs } from '../config/forms.js';
import type { Config } from '../config/schema.js';
import { createScanJudge } from '../mediate/scan.js';
import type { ScanReport } from '../mediate/scan.types.js';
import type { MediationContext } from '../mediate/snapshot.js';
import { openThrottle } from '../session/throttle.js';
import { createScanServer } from '../transports/scan/server.js';
import { listenAddress } from './listen-address.js';

export interface ScanApi {
  readonly address: AddressInfo;
  close(): Promise<void>;
}

/** Wrong tokens an address may show in a minute, and at once. */
const ATTEMPTS = { perMinute: 30, burst: 10 } as const;

/** Opens the scan API, or gives undefined where the configuration wants none. Rejects when the address is taken. */
export async function openScanApi(
  { scan_api: settings }: Config,
  context: MediationContext,
  version: string,
  onAnswer: (report: ScanReport) => void,
): Promise<ScanApi | undefined> {
  if (settings.listen === '') return undefined;
  const { requests_per_minute: perMinute, burst } = settings.rate_limit;
  const turns = openThrottle({ perMinute, burst });
  const attempts = openThrottle(ATTEMPTS);
  const { monotonicMs } = context.clock;
  const server = createScanServer({
    judge: createScanJudge(context),
    tokens: settings.auth.bearer_tokens,
    engineVersion: version,
    takeTurn: (token) => turns.take(token, monotonicMs()),
    takeAttempt: (address) => attempts.take(address, monotonicMs()),
    maxBodyBytes: settings.max_body_bytes,
    fields: settings.field_limits,
    kinds: settings.kinds,
    readMs: durationMs(settings.timeouts.read) ?? 0,
    writeMs: durationMs(settings.timeouts.write) ?? 0,
    scanMs: durationMs(settings.timeouts.scan) ?? 0,
    maxConnections: settings.connection_limit,
    monotonicMs,
    onAnswer,
  });
  const { host, port } = listenAddress(settings.listen);
  return { address: await server.listen(host, port), close: () => server.close() };
}
