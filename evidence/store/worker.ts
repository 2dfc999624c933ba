// SPDX-License-Identifier: Apache-2.0
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { openEngine, type Engine } from './engine.js';
import { asUnavailable, nodeIo } from './io.js';
import { sendOutcomes, toRefusal, type FromThread, type Standing, type ToThread } from './messages.js';
import type { RecorderOptions } from './options.js';

// The entry point of the recorder's thread: one engine, answering one port.

function standingOf(engine: Engine): Standing {
  return { session: engine.session(), status: engine.status() };
}

async function close(engine: Engine, reason: string): Promise<FromThread> {
  try {
    await engine.close(reason);
    return { kind: 'closed', standing: standingOf(engine) };
  } catch (error) {
    return { kind: 'closed', refusal: toRefusal(asUnavailable(error, 'closing')), standing: standingOf(engine) };
  }
}

function serve(port: MessagePort, options: RecorderOptions): void {
  const send = (message: FromThread): void => port.postMessage(message);
  const engine = openEngine(options, nodeIo, (outcomes) => {
    send({ kind: 'outcomes', outcomes: sendOutcomes(outcomes), standing: standingOf(engine) });
  });
  port.on('message', (message: ToThread) => {
    if (message.kind === 'append') {
      engine.push(message.drafts);
      return;
    }
    void close(engine, message.reason).then((answer) => {
      send(answer);
      port.close();
    });
  });
  const { publicKeyHex, custody } = engine;
  send({ kind: 'open', publicKeyHex, custody, standing: standingOf(engine) });
}

function main(port: MessagePort): void {
  try {
    serve(port, workerData as RecorderOptions);
  } catch (error) {
    port.postMessage({ kind: 'not_open', refusal: toRefusal(asUnavailable(error, 'opening')) } satisfies FromThread);
    port.close();
  }
}

if (parentPort !== null) main(parentPort);
