// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type RunContext = 'host' | 'container' | 'pod';

const CONTAINER_FILES = ['.dockerenv', 'run/.containerenv'] as const;
const CONTAINER_GROUP = /docker|containerd|kubepods|libpod|crio|lxc/;

/** Where this process runs, by what the system says of itself. `root` is the root of the file system. */
export function detectRunContext(environment: NodeJS.ProcessEnv, root = '/'): RunContext {
  if ((environment['KUBERNETES_SERVICE_HOST'] ?? '') !== '') return 'pod';
  if (CONTAINER_FILES.some((name) => existsSync(join(root, name)))) return 'container';
  return CONTAINER_GROUP.test(readOptional(join(root, 'proc/1/cgroup'))) ? 'container' : 'host';
}

function readOptional(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
