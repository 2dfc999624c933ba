// SPDX-License-Identifier: Apache-2.0
import type { RequestParts } from './parts.js';
import { FragmentPool, joinLines, judgeLines, type Line } from './reorder.js';
import type { FragmentSearch } from '../../text/fragment-search.js';
import { BETWEEN, type JoinedHit, type Piece } from './search.js';
import { FragmentStream } from './stream.js';

/** The stream that is joined in both directions: what is most likely a piece stands in it, wherever it was sent. */
const BOTH_WAYS = 'token';
/** Streams of one session, a direction each. */
const MAX_STREAMS = 64;
/** Characters that each stream of a session may hold at most. */
const MAX_REACH = 512;
const MIN_REACH = 64;
/** Values up to this length may come twice in a secret cut into small pieces. */
const MAX_CONSTANT = 4;

/** When a request came, and what it may take up. */
export interface FragmentMoment {
  readonly id: string;
  readonly nowMs: number;
  readonly sinceMs: number;
  readonly room: number;
}

/** A piece with the stream it belongs to. */
interface Addition {
  readonly stream: FragmentStream;
  readonly piece: Piece;
  readonly joint: string;
}

/** What one session has sent, by streams, as far back as credentials reach. Memory is bounded by `maxChars`. */
export class FragmentSession {
  /** By name and direction, the one used longest ago first. */
  readonly #streams = new Map<string, FragmentStream>();
  readonly #pool = new FragmentPool();
  readonly #maxChars: number;
  readonly #reach: number;
  #requests = 0;

  constructor(maxChars: number) {
    this.#maxChars = maxChars;
    this.#reach = Math.max(MIN_REACH, Math.min(MAX_REACH, Math.floor(maxChars / 8)));
  }

  /** Characters held. */
  get size(): number {
    let size = this.#pool.size;
    for (const stream of this.#streams.values()) size += stream.size;
    return size;
  }

  /** Requests that added to it: what is lost when it is forgotten. */
  get progress(): number {
    return this.#requests;
  }

  /**
   * Adds the parts of a request; tells the rules that they show together with earlier ones. Pieces from before `sinceMs`
   * count no more. Afterwards it holds `room` characters at most.
   */
  add(parts: RequestParts, { id, nowMs, sinceMs, room }: FragmentMoment, search: FragmentSearch): readonly JoinedHit[] {
    this.#requests++;
    const additions = this.#open(parts, id, nowMs, sinceMs);
    const lines = this.#pushToken(parts, id, nowMs, sinceMs);
    const hits = searchTogether(additions, lines, search);
    for (const { stream, piece } of additions) stream.push(piece);
    this.#shrink(Math.min(room, this.#maxChars));
    return hits;
  }

  #open(parts: RequestParts, id: string, atMs: number, sinceMs: number): readonly Addition[] {
    const additions: Addition[] = [];
    for (const [name, text] of parts.streams) {
      for (const direction of name === BOTH_WAYS ? (['forward', 'backward'] as const) : (['forward'] as const)) {
        const stream = this.#stream(name, direction);
        stream.forget(sinceMs);
        // A parameter that never changes carries nothing, and would be searched with every request.
        if (text.length > MAX_CONSTANT && name.startsWith('value:') && stream.last === text) continue;
        additions.push({ stream, piece: { ids: [id], text, atMs }, joint: stream.joint(text) });
      }
    }
    return additions;
  }

  #stream(name: string, direction: 'forward' | 'backward'): FragmentStream {
    const key = `${direction} ${name}`;
    const stream = this.#streams.get(key) ?? new FragmentStream(direction, this.#reach);
    this.#streams.delete(key);
    this.#streams.set(key, stream);
    return stream;
  }

  #pushToken({ token, index }: RequestParts, id: string, atMs: number, sinceMs: number): readonly Line[] {
    this.#pool.forget(sinceMs);
    if (!this.#pool.accepts(token)) return [];
    return this.#pool.push({ ids: [id], text: token, atMs, ...(index === undefined ? {} : { index }) });
  }

  /** Streams used longest ago go first; what a sender puts under ever new keys stands in the stream of all values too. */
  #shrink(maxChars: number): void {
    for (const key of this.#streams.keys()) {
      if (this.#streams.size <= MAX_STREAMS && this.size <= maxChars) return;
      this.#streams.delete(key);
    }
  }
}

/** Whether any rule is seen in anything that is new: two searches over all of it together. */
function seesAny(additions: readonly Addition[], lines: readonly Line[], search: FragmentSearch): boolean {
  const distinct = (texts: readonly string[]): string =>
    [...new Set(texts)].filter((text) => text !== '').join(BETWEEN);
  const written = distinct([...additions.map(({ joint }) => joint), joinLines(lines)]);
  if (written !== '' && search.written(written).length > 0) return true;
  const numbered = lines.filter((line) => line.numbered);
  const seams = distinct([
    ...additions.map(({ stream, piece, joint }) => stream.seam(piece.text, joint)),
    joinLines(numbered),
  ]);
  return seams !== '' && search.decoded(seams).length > 0;
}

/** Only where a rule was seen is each stream searched by itself. */
function searchTogether(
  additions: readonly Addition[],
  lines: readonly Line[],
  search: FragmentSearch,
): readonly JoinedHit[] {
  if (!seesAny(additions, lines, search)) return [];
  const found = new Map<string, JoinedHit>();
  const note = (hits: readonly JoinedHit[]): void => {
    for (const hit of hits) {
      const known = found.get(hit.rule);
      // The fewest pieces say most.
      if (known === undefined || hit.contributors.length < known.contributors.length) found.set(hit.rule, hit);
    }
  };
  for (const { stream, piece, joint } of additions) if (joint !== '') note(stream.judge(piece, search));
  note(judgeLines(lines, search));
  return [...found.values()];
}
