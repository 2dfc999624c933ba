// SPDX-License-Identifier: Apache-2.0
import type { RunContext } from './run-context.js';

const CONTAINMENT_CHECKS = ['no_direct_http', 'no_direct_dns', 'no_direct_https'] as const;
export type ContainmentCheck = (typeof CONTAINMENT_CHECKS)[number];

/** What an attempt to get out came to. */
export type Dialled = { readonly connected: boolean; readonly detail: string };

/** Ways out of the machine. A test gives its own; the real ones are in dialler.ts. */
export interface Dialler {
  /** Tries to reach the outside without the proxy. */
  readonly direct: (check: ContainmentCheck) => Promise<Dialled>;
  /**
   * Tries the same through the boundary, by somebody who may get out: the control. Without it a failed attempt shows
   * nothing, since a machine without a network fails in the same way.
   */
  readonly control?: (check: ContainmentCheck) => Promise<Dialled>;
}

export type ContainmentStatus = 'pass' | 'fail' | 'not_applicable' | 'unknown';

export interface ContainmentResult {
  readonly name: ContainmentCheck;
  readonly status: ContainmentStatus;
  readonly detail: string;
}

/**
 * Whether what runs here can get out without the proxy. A connection is a definite failure; containment is shown only
 * by a control that succeeds where the direct attempt fails. Without a dialler nothing is tried.
 */
export async function probeContainment(
  context: RunContext,
  dialler: Dialler | undefined,
): Promise<readonly ContainmentResult[]> {
  const untried = (detail: string) =>
    CONTAINMENT_CHECKS.map((name) => ({ name, status: 'not_applicable', detail }) as const);
  if (dialler === undefined) return untried('not asked for');
  if (context === 'host') return untried('on a host the agent is not confined by a network of its own');
  return Promise.all(CONTAINMENT_CHECKS.map((name) => probeOne(name, dialler)));
}

async function probeOne(name: ContainmentCheck, { direct, control }: Dialler): Promise<ContainmentResult> {
  const tried = await direct(name);
  if (tried.connected) return { name, status: 'fail', detail: `a direct connection succeeded: ${tried.detail}` };
  if (control === undefined) {
    const detail = `direct attempt failed (${tried.detail}), and no control was given: it shows nothing`;
    return { name, status: 'unknown', detail };
  }
  const controlled = await control(name);
  return controlled.connected
    ? { name, status: 'pass', detail: `direct attempt failed (${tried.detail}); the control got out` }
    : { name, status: 'unknown', detail: `neither got out; the control: ${controlled.detail}` };
}

export type Containment = 'contained' | 'exposed' | 'unknown';

/** Contained only when every check was made and passed. */
export function summarizeContainment(results: readonly ContainmentResult[]): Containment {
  if (results.some(({ status }) => status === 'fail')) return 'exposed';
  return results.length > 0 && results.every(({ status }) => status === 'pass') ? 'contained' : 'unknown';
}
