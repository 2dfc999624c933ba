// SPDX-License-Identifier: Apache-2.0
import { addPlace } from './bytes/stretches.js';
import { EXPANDED, EXPANSIONS, FOLDED, INVISIBLE, KIND, MARK, UNSPACED, WORD } from './prose-characters.js';

/** A text as words are read in it: compatibility forms, look-alikes and marks undone. Case of ASCII letters stays. */
export interface Prose {
  /** Folded UTF-16 units, `length` of them, then one zero. Valid until the next call of `foldProse`. */
  readonly units: Uint16Array;
  readonly length: number;
  /** For each folded unit its place in the text; undefined when they are the same. */
  readonly offsets: Int32Array | undefined;
  /**
   * Where an invisible character or a pictograph stands between two letters, so that the other reading differs: in
   * folded units, start and end in turn. Places close to each other are one stretch.
   */
  readonly interruptions: readonly number[];
  /** ASCII text that was spelled in invisible characters: tags or variation selectors. Empty when there is none. */
  readonly smuggled: string;
  /** A right-to-left override or embedding stands in the text. */
  readonly reordered: boolean;
}

/**
 * What to make of characters between letters that are not letters: `joined` drops invisible ones and takes pictographs
 * for gaps, `parted` the other way round.
 */
export type Reading = 'joined' | 'parted';

const unitsDecoder = new TextDecoder('utf-16le', { ignoreBOM: true });
/** Up to this length putting a text together beats decoding it. */
const FEW = 16;

/** A stretch of folded units as a text; there are no surrogates among them. Spreading an array costs many times as much. */
export function unitsText(units: Uint16Array, from: number, to: number): string {
  const end = Math.min(to, units.length);
  if (end - from > FEW) {
    return unitsDecoder.decode(new Uint8Array(units.buffer, units.byteOffset + 2 * from, 2 * (end - from)));
  }
  let text = '';
  for (let at = from; at < end; at++) text += String.fromCharCode(units[at] ?? 0);
  return text;
}

/** At most `most` folded units from a place on. Behind the zero that ends a text may stand what was read before it. */
export function textFrom(units: Uint16Array, from: number, most: number): string {
  const text = unitsText(units, from, from + most);
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

const SHARED = 65_536;
const sharedUnits = new Uint16Array(SHARED + 1);
const sharedOffsets = new Int32Array(SHARED + 1);
const sharedBytes = new Uint8Array(SHARED);
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Up to this length asking for characters one by one beats a trip through bytes. */
const SHORT = 256;

/** 1 for printable ASCII and line breaks. */
const PLAIN = new Uint8Array(256);
for (let code = 0x20; code < 0x7f; code++) PLAIN[code] = 1;
for (const mark of '\t\n\r') PLAIN[mark.charCodeAt(0)] = 1;

/** Copies printable ASCII text and line breaks into `units`; false when there is anything else. */
function copyPlain(text: string, units: Uint16Array): boolean {
  const { length } = text;
  if (length <= SHORT) {
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code >= 0x7f || PLAIN[code] === 0) return false;
      units[i] = code;
    }
    return true;
  }
  const bytes = length <= SHARED ? sharedBytes : new Uint8Array(length);
  const { read, written } = encoder.encodeInto(text, bytes);
  if (read !== length || written !== length) return false;
  for (let i = 0; i < length; i++) {
    const code = bytes[i] ?? 0;
    if (PLAIN[code] === 0) return false;
    units[i] = code;
  }
  return true;
}

const NOWHERE: readonly number[] = [];

/** Folds a text of any kind. Linear; an unknown character beyond the first plane counts as a pictograph. */
export function foldProse(text: string, reading: Reading = 'joined'): Prose {
  const units = text.length <= SHARED ? sharedUnits : new Uint16Array(text.length + 1);
  if (reading === 'joined' && copyPlain(text, units)) {
    units[text.length] = 0;
    return { units, length: text.length, offsets: undefined, interruptions: NOWHERE, smuggled: '', reordered: false };
  }
  return foldUnicode(text, units, reading);
}

/** State of one folding. Expansions may outgrow the arrays, so they can be replaced. */
interface Folding {
  units: Uint16Array;
  offsets: Int32Array;
  length: number;
  /** The last thing passed over stood behind a letter. */
  behindLetter: boolean;
  interruptions: number[];
  reordered: boolean;
  smuggled: number[];
}

function foldUnicode(text: string, units: Uint16Array, reading: Reading): Prose {
  const offsets = text.length <= SHARED ? sharedOffsets : new Int32Array(text.length + 1);
  const state: Folding = {
    units,
    offsets,
    length: 0,
    behindLetter: false,
    interruptions: [],
    reordered: false,
    smuggled: [],
  };
  for (let i = 0; i < text.length; i++) {
    if (!state.behindLetter) i = foldOrdinary(state, text, i);
    if (i >= text.length) break;
    const code = text.charCodeAt(i);
    const folded = FOLDED[code] ?? 0;
    if (code >= 0xd800 && code < 0xe000) i += foldPair(state, text, i, reading);
    else if (folded > MARK) push(state, folded, i);
    else if (folded === EXPANDED) expand(state, EXPANSIONS.get(code) ?? '', i);
    else if (folded === INVISIBLE) passInvisible(state, code, i, reading);
  }
  state.units[state.length] = 0;
  return {
    units: state.units,
    length: state.length,
    offsets: state.offsets,
    interruptions: state.interruptions,
    smuggled: state.smuggled.length < MIN_SMUGGLED ? '' : decoder.decode(Uint8Array.from(state.smuggled)),
    reordered: state.reordered,
  };
}

/** Folds the characters from a place on that become one unit each, most of them; returns the place of the next that does not. */
function foldOrdinary(state: Folding, text: string, from: number): number {
  const { units, offsets } = state;
  const end = Math.min(text.length, from + units.length - 1 - state.length);
  let to = state.length;
  let at = from;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    const folded = FOLDED[code] ?? 0;
    if (folded <= MARK || (code & 0xf800) === 0xd800) break;
    units[to] = folded;
    offsets[to++] = at;
  }
  state.length = to;
  return at;
}

const MIN_SMUGGLED = 8;
/** Bytes spelled invisibly beyond this are not collected: no model is addressed at such length. */
const MAX_SMUGGLED = 65_536;

function push(state: Folding, unit: number, at: number): void {
  if (state.length + 1 >= state.units.length) grow(state);
  if (state.behindLetter) {
    state.behindLetter = false;
    const kind = KIND[unit];
    if (kind === WORD || kind === UNSPACED) addPlace(state.interruptions, state.length, CLOSE);
  }
  state.units[state.length] = unit;
  state.offsets[state.length++] = at;
}

/** Interruptions that are no further apart, in units, are one stretch. */
const CLOSE = 1024;

function grow(state: Folding): void {
  const units = new Uint16Array(state.units.length * 2);
  const offsets = new Int32Array(state.units.length * 2);
  units.set(state.units.subarray(0, state.length));
  offsets.set(state.offsets.subarray(0, state.length));
  state.units = units;
  state.offsets = offsets;
}

function expand(state: Folding, folded: string, at: number): void {
  for (let i = 0; i < folded.length; i++) push(state, folded.charCodeAt(i), at);
}

function isBehindLetter(state: Folding): boolean {
  const kind = state.length === 0 ? 0 : (KIND[state.units[state.length - 1] ?? 0] ?? 0);
  return state.behindLetter || kind === WORD || kind === UNSPACED;
}

function passInvisible(state: Folding, code: number, at: number, reading: Reading): void {
  const behind = isBehindLetter(state);
  if (code === 0x202e || code === 0x202d || code === 0x202b) state.reordered = true;
  if (code >= 0xfe00 && code <= 0xfe0f && state.smuggled.length < MAX_SMUGGLED) state.smuggled.push(code - 0xfe00);
  if (reading === 'parted') push(state, 0x20, at);
  else state.behindLetter = behind;
}

/** Folds a surrogate pair or a lone surrogate; returns how many further units it took. */
function foldPair(state: Folding, text: string, at: number, reading: Reading): number {
  const code = text.codePointAt(at) ?? 0;
  const width = code > 0xffff ? 1 : 0;
  const folded = EXPANSIONS.get(code);
  if (folded !== undefined) expand(state, folded, at);
  else if (code >= 0xe0000 && code <= 0xe0fff) passHidden(state, code, at, reading);
  else if (reading === 'parted') state.behindLetter = false;
  else {
    const behind = isBehindLetter(state);
    push(state, 0x20, at);
    state.behindLetter = behind;
  }
  return width;
}

function passHidden(state: Folding, code: number, at: number, reading: Reading): void {
  if (state.smuggled.length < MAX_SMUGGLED) {
    if (code >= 0xe0020 && code < 0xe007f) state.smuggled.push(code - 0xe0000);
    else if (code >= 0xe0100 && code <= 0xe01ef) state.smuggled.push(code - 0xe0100 + 16);
  }
  passInvisible(state, 0, at, reading);
}
