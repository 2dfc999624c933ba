// SPDX-License-Identifier: Apache-2.0
import { imageOf } from '../../../text/bytes/utf8.js';
import { collectArguments } from '../arguments.js';
import { classifyCall } from './classify.js';

/** Shortest token that is followed; shorter ones occur by chance. */
const MIN_TOKEN = 16;
const MAX_TOKEN = 4096;
/** Tokens remembered for one session. */
const MAX_REMEMBERED = 8192;
/** Text of one result that is looked at. */
const MAX_RESULT = 1_048_576;

const DIGIT = 1;
const UPPER = 2;
const LOWER = 4;
const JOINER = 8;
const KIND = new Uint8Array(256);
for (let code = 0x30; code <= 0x39; code++) KIND[code] = DIGIT;
for (let code = 0x41; code <= 0x5a; code++) KIND[code] = UPPER;
for (let code = 0x61; code <= 0x7a; code++) KIND[code] = LOWER;
for (const letter of '-_') KIND[letter.charCodeAt(0)] = JOINER;

/** Tokens seen in results that others wrote: hash -> when, in milliseconds. No token itself is kept. */
export interface FlowState {
  readonly seen: Map<number, number>;
}

export function openFlow(): FlowState {
  return { seen: new Map() };
}

/** Calls back with a 53-bit hash of each token: letters, digits, `-` and `_`, with digits or both cases among them. */
function forEachHash(text: string, visit: (hash: number) => void): void {
  const bytes = imageOf(text);
  const hashes: number[] = [];
  let start = 0;
  let kinds = 0;
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let i = 0; i <= text.length; i++) {
    const byte = i < text.length ? (bytes[i] ?? 0) : 0;
    const kind = KIND[byte] ?? 0;
    if (kind !== 0) {
      kinds |= kind;
      low = Math.imul(low ^ byte, 0x01000193);
      high = Math.imul(high ^ byte, 0x5bd1e995) ^ (high >>> 15);
      continue;
    }
    const length = i - start;
    const telling = (kinds & DIGIT) !== 0 || (kinds & (UPPER | LOWER)) === (UPPER | LOWER);
    if (length >= MIN_TOKEN && length <= MAX_TOKEN && telling) hashes.push((high >>> 11) * 0x100000000 + (low >>> 0));
    start = i + 1;
    kinds = 0;
    low = 0x811c9dc5;
    high = 0x9747b28c;
  }
  // The bytes are shared: nobody is called while they are read.
  hashes.forEach(visit);
}

/** Remembers the tokens of a result at a time in milliseconds. Changes the state; its size is bounded. */
export function noteResult(state: FlowState, text: string, at: number): void {
  forEachHash(text.slice(0, MAX_RESULT), (hash) => {
    state.seen.delete(hash);
    state.seen.set(hash, at);
  });
  // A map keeps the order of insertion: the oldest go first.
  for (const hash of state.seen.keys()) {
    if (state.seen.size <= MAX_REMEMBERED) break;
    state.seen.delete(hash);
  }
}

/** What a call does with tokens from results. */
export interface FlowFinding {
  /** Tokens of earlier results that stand in the arguments. */
  readonly tokens: number;
  /** Milliseconds since the youngest of them was seen. */
  readonly age: number;
  readonly sink: 'exec' | 'network';
}

/**
 * Tokens of untrusted results that come back in the arguments of a call which runs programs or leaves the machine;
 * undefined when there are none. Time is in milliseconds. Untrusted input.
 */
export function findFlow(
  state: FlowState,
  call: { readonly tool: string; readonly arguments: unknown },
  at: number,
): FlowFinding | undefined {
  const { category, label } = classifyCall(call.tool, undefined);
  const sink =
    category === 'exec' ? 'exec' : category === 'network' || label === 'external_sink' ? 'network' : undefined;
  if (sink === undefined || state.seen.size === 0) return undefined;
  let tokens = 0;
  let latest = Number.NEGATIVE_INFINITY;
  for (const { text } of collectArguments(call.arguments).values) {
    if (text.length < MIN_TOKEN) continue;
    forEachHash(text, (hash) => {
      const seenAt = state.seen.get(hash);
      if (seenAt === undefined) return;
      tokens++;
      latest = Math.max(latest, seenAt);
    });
  }
  return tokens === 0 ? undefined : { tokens, age: at - latest, sink };
}
