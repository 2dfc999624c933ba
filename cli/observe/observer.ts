// SPDX-License-Identifier: Apache-2.0
import { createReplayWindow } from '../../verify/core/receipts/replay.js';
import { newActionId } from '../../evidence/store/action-id.js';
import { eventOf } from './event.js';
import { startProxy, type ProxySetting } from './proxy.js';
import { openLiveRun, type LiveRunSetting } from './run-file.js';

/** Ids remembered, so that a repeated one is noticed. */
const REMEMBERED = 1 << 17;

export interface Observer {
  readonly port: number;
  /** Fingerprint of the recorder's key. */
  readonly key: string;
  /** Settles when the record cannot be written any more. */
  readonly failure: Promise<Error>;
  close(): Promise<void>;
}

/** Starts a recorder at the upstream's side: a proxy of its own, a key of its own, heartbeats by a timer. */
export async function startObserver(live: LiveRunSetting, proxy: Omit<ProxySetting, 'record'>): Promise<Observer> {
  const run = await openLiveRun(live);
  const window = createReplayWindow(REMEMBERED);
  const ports = { newId: newActionId, seen: (id: string) => window.seen(id) };
  let fail: (error: Error) => void = () => undefined;
  const failure = new Promise<Error>((resolve) => (fail = resolve));
  const record = async (write: Promise<void>): Promise<void> => {
    try {
      await write;
    } catch (error) {
      fail(error as Error);
      throw error;
    }
  };
  const running = await startProxy({
    ...proxy,
    record: ({ method = '', headers }) => record(run.activity(eventOf(method, headers['pipelock-mediation'], ports))),
  });
  const beat = (): void => void record(run.heartbeat()).catch(() => undefined);
  beat();
  // Twice as often as promised: a late timer must not look like silence.
  const timer = setInterval(beat, live.heartbeatSeconds * 500);
  return {
    port: running.port,
    key: run.key,
    failure,
    close: async () => {
      await running.close();
      clearInterval(timer);
      await run.close();
    },
  };
}
