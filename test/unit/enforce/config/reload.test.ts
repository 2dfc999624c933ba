// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { loadConfig } from '../../../../enforce/config/load.js';
import { restartKeysChanged } from '../../../../enforce/config/reload.js';
import { defaultConfig } from '../../../../enforce/config/schema.js';

test('only keys that are read at start are named', (t) => {
  const after = loadConfig(
    'mode: audit\nfetch_proxy: {listen: ":1", timeout_seconds: 5}\nforward_proxy: {enabled: true}\nflight_recorder: {completeness: {heartbeat_interval: 5s}}\n',
  );
  t.deepEqual(restartKeysChanged(defaultConfig(), after), [
    'fetch_proxy.listen',
    'forward_proxy.enabled',
    'flight_recorder.completeness.heartbeat_interval',
  ]);
  t.deepEqual(restartKeysChanged(after, after), []);
});
