// SPDX-License-Identifier: Apache-2.0
import { VerificationError } from '../model/verification-errors.js';
import type { EnvelopeOptions } from './envelope.js';

/** Remembers signatures until they expire. `key` names one; times are Unix seconds. */
export interface ReplayStore {
  checkAndStore(key: string, keepUntil: number, now: number): Promise<'stored' | 'replay' | 'full'>;
}

/**
 * The check that the signature of an envelope was not seen before `at`, in Unix seconds. It comes last, so that only what
 * a trusted key signed takes up room in the store.
 */
export function rememberIn(
  store: ReplayStore,
  { at, skewSeconds }: { readonly at: number; readonly skewSeconds: number },
): NonNullable<EnvelopeOptions['remember']> {
  return async (name, expires) => {
    const stored = await store.checkAndStore(name, expires + skewSeconds, at);
    if (stored === 'replay') throw new VerificationError('replay', 'the signature was seen before');
    if (stored === 'full') throw new VerificationError('replay_capacity', 'the replay cache is full');
    return ['replay', 'pass', 'the signature was not seen before'];
  };
}
