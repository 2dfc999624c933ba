// SPDX-License-Identifier: Apache-2.0
import { presetConfig } from '../enforce/config/presets.js';
import type { Config } from '../enforce/config/schema.js';
import type { Detectors } from '../enforce/detect/detectors.js';
import { openSuppressions } from '../enforce/detect/dlp/suppress.js';
import { productPaths } from '../enforce/runtime/paths.js';
import { startProduct } from '../enforce/runtime/product.js';

/** The balanced preset, opened for an upstream on loopback and for more requests a minute than an agent makes. */
function benchConfig(): Config {
  const config = presetConfig('balanced');
  const { fetch_proxy: fetchProxy } = config;
  return {
    ...config,
    ssrf: { ...config.ssrf, ip_allowlist: ['127.0.0.0/8'] },
    fetch_proxy: {
      ...fetchProxy,
      listen: '127.0.0.1:0',
      monitoring: { ...fetchProxy.monitoring, max_requests_per_minute: 0, max_data_per_minute: 0 },
    },
  };
}

const nothing = () => ({ facts: {}, findings: [] });

/** Detectors that look at nothing: the proxy as it would be without scanning. */
const NO_DETECTORS: Detectors = {
  rulesHash: '0'.repeat(64),
  engineName: 'none',
  dlpPatternCount: 0,
  searchedHeaders: () => [],
  rawUrl: nothing,
  url: nothing,
  dns: nothing,
  request: nothing,
  response: nothing,
  text: nothing,
  prose: nothing,
  tool: nothing,
  redactTarget: (target) => target.raw,
  redactText: () => [],
  preparations: [],
  suppressions: openSuppressions([], Date.now),
  fragments: { written: () => [], decoded: () => [] },
  ruleNames: [],
};

/**
 * The proxy in a process of its own. Arguments: `on` or `off`, product home. Answers any message with the processor time
 * it has used. Ends when its parent lets go.
 */
async function main([side = '', home = '']: readonly string[]): Promise<void> {
  const product = await startProduct({
    config: benchConfig(),
    paths: productPaths(home, {}),
    version: 'bench',
    environment: {},
    quiet: false,
    ...(side === 'off' ? { overrides: { detectors: NO_DETECTORS, evidence: 'none' as const } } : {}),
  });
  process.once('disconnect', () => {
    void product.close().finally(() => process.exit());
  });
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1000 });
  });
  process.send?.({ port: product.port });
}

await main(process.argv.slice(2));
