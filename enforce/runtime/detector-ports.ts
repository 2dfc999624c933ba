// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import type { DetectorPorts } from '../detect/options.js';
import { nodeInflater } from './inflater.js';
import { loadPatternEngine } from './pattern-engine.js';

/** What detectors need from this machine, in the proxy and in its workers alike. */
export function detectorPorts(): DetectorPorts {
  return { engine: loadPatternEngine(), suite: nodeSuite, inflater: nodeInflater, now: Date.now };
}
