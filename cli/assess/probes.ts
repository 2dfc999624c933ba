// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import type { Probes } from '../../assess/run.js';
import type { Config } from '../../enforce/config/schema.js';
import { auditInput, scoreConfig } from '../../enforce/probe/audit/audit-score.js';
import { discover } from '../../enforce/probe/discover/discover.js';
import { createDialler } from '../../enforce/probe/install/dialler.js';
import { detectRunContext } from '../../enforce/probe/install/run-context.js';
import { verifyInstall } from '../../enforce/probe/install/verify-install.js';
import { simulate } from '../../enforce/probe/simulate/simulate.js';
import { productVersion } from '../product.js';

export interface ProbeSetting {
  readonly config: Config;
  /** Base name for the evidence: a path would name people. */
  readonly configName: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Try nothing outside of this machine; containment stays unknown. */
  readonly scanningOnly: boolean;
}

/** The four probes of an assessment, on one configuration. */
export function createProbes({ config, configName, environment, scanningOnly }: ProbeSetting): Probes {
  return {
    simulate: () => simulate({ config, configFile: configName, environment }),
    'audit-score': () => Promise.resolve(scoreConfig(auditInput(config), 23, configName)),
    'verify-install': () =>
      verifyInstall({
        config,
        configFile: configName,
        version: productVersion(),
        environment,
        context: detectRunContext(environment),
        dialler: scanningOnly ? undefined : createDialler(undefined),
        at: new Date().toISOString(),
      }),
    discover: () => Promise.resolve(discover(homedir())),
  };
}
