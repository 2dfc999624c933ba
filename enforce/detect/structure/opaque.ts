// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../../../evidence/model/finding.js';
import { imageOf } from '../../text/bytes/utf8.js';
import type { Layer } from '../../text/view.js';
import type { Observation } from '../observation.js';
import { shannonMilli } from '../url/entropy.js';
import { decodeBase64, decodeHex, isDigit64 } from './base64.js';
import { findBlobs, type Blob } from './blobs.js';
import { findDense } from './dense.js';
import { digestPart, isDigestSize, isInAddress, isLabelled, isPublicArmor } from './expected.js';
import { recognizeFormat } from './formats.js';
import { MAX_RANDOM_MILLI, randomLength, wordMilli } from './wordlike.js';

/** The keys `content_entropy_*` of the section `request_body_scanning`, as far as detection reads them. */
export interface ContentEntropyOptions {
  readonly enabled: boolean;
  /** Bits per character above which a value counts as random. */
  readonly threshold: number;
  /** Shortest value that is measured, in characters. */
  readonly min_length: number;
}

/** Finds data without a known format, such as what is encrypted or packed to hide what it is. */
export interface OpaqueDetector {
  /**
   * One finding at most, for the longest blob. Facts: `opaque.count`, `.length` (characters of the longest),
   * `.entropy_milli` (the highest, in thousandths of a bit per character); absent when there is none.
   */
  detect(layers: readonly Layer[], surface: string): Observation;
}

/** The rule's published name. */
export const OPAQUE_BLOB = 'Opaque Blob';

/** A value that nothing explains. */
interface Sighting {
  readonly blob: Blob;
  readonly milli: number;
}

const HEX = /^[0-9a-f]+$/i;
/** Hex has four bits a character at most; random hex of this length has hardly less. */
const MIN_HEX_MILLI = 3400;
/** Hex that is no digest is opaque from twice the length on that base64 is. */
const HEX_FACTOR = 2;
/** Part of a value that must be random for the whole to be. */
const RANDOM_SHARE = 0.6;
/** Beyond this many values a text is measured no further; so many unexplained ones decide. */
const MAX_SIGHTINGS = 64;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/** Whether bytes are a text in UTF-8, which is searched as one. Random bytes are none. */
function isUnicodeText(bytes: Uint8Array): boolean {
  try {
    return !CONTROL.test(utf8.decode(bytes));
  } catch {
    return false;
  }
}

function isPrintable(bytes: Uint8Array): boolean {
  let printable = 0;
  for (const byte of bytes)
    if ((byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09) printable++;
  return printable * 10 >= bytes.length * 9;
}

/** Alphabets and tables count up; one character in two that is the one after its neighbour is no accident. */
function isSequence(value: string): boolean {
  let steps = 0;
  for (let i = 1; i < value.length; i++) if (value.charCodeAt(i) - value.charCodeAt(i - 1) === 1) steps++;
  return steps * 2 >= value.length;
}

function isExplained(bytes: Uint8Array): boolean {
  return isPrintable(bytes) || recognizeFormat(bytes) !== undefined || isUnicodeText(bytes);
}

const TRIMMED = new Set(Array.from('-_=/+', (mark) => mark.charCodeAt(0)));

/** Without the signs around it, which belong to the text as often as to the value. */
function trimmed(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && TRIMMED.has(value.charCodeAt(start))) start++;
  while (end > start && TRIMMED.has(value.charCodeAt(end - 1))) end--;
  return value.slice(start, end);
}

/** Values of up to this length in an address name a document or a thing. */
const MAX_NAME = 64;
const MAX_PAYLOAD = 8192;

/** Measures values of one text against the limits of a configuration. */
class Meter {
  readonly #text: string;
  readonly #minLength: number;
  readonly #thresholdMilli: number;

  constructor(text: string, { min_length, threshold }: ContentEntropyOptions) {
    this.#text = text;
    this.#minLength = min_length;
    this.#thresholdMilli = Math.round(threshold * 1000);
  }

  /** The entropy of a value that nothing explains; undefined for any other. */
  measure(blob: Blob): number | undefined {
    const value = trimmed(blob.text);
    if (value.length < this.#minLength) return undefined;
    if (HEX.test(value)) return this.#measureHex(value, blob.start);
    const milli = shannonMilli(value);
    if (milli <= this.#thresholdMilli || wordMilli(value) > MAX_RANDOM_MILLI || isSequence(value)) return undefined;
    if (randomLength(value) < value.length * RANDOM_SHARE) return undefined;
    return this.#isExpected(blob) ? undefined : milli;
  }

  #measureHex(value: string, start: number): number | undefined {
    const size = value.length / 2;
    if (isDigestSize(size) || value.length < this.#minLength * HEX_FACTOR) return undefined;
    const milli = shannonMilli(value);
    if (milli < MIN_HEX_MILLI || isLabelled(this.#text, start, size)) return undefined;
    return isExplained(decodeHex(value)) ? undefined : milli;
  }

  /** Whether the place or the content of a value says why it is random. */
  #isExpected({ text, start }: Blob): boolean {
    const digest = digestPart(text);
    const size = Math.floor(((digest ?? text).length * 3) / 4);
    if (digest !== undefined && isDigestSize(size)) return true;
    if (isLabelled(this.#text, start, size) || isPublicArmor(this.#text, start)) return true;
    if (this.#isTokenSignature(start) || (text.length <= MAX_NAME && isInAddress(this.#text, start))) return true;
    if (isExplained(decodeBase64(text))) return true;
    const value = trimmed(text);
    return !text.startsWith(value) && isExplained(decodeBase64(value));
  }

  /** The last part of a JSON web token, whose form is searched elsewhere: behind a dot and a part that is JSON. */
  #isTokenSignature(start: number): boolean {
    const dot = start - 1;
    if (this.#text.charAt(dot) !== '.') return false;
    let from = dot;
    while (from > 0 && dot - from < MAX_PAYLOAD && isDigit64(this.#text.charCodeAt(from - 1))) from--;
    // An opening brace in base64, and the first bits of what follows it.
    return this.#text.charCodeAt(from) === OPEN_BRACE && AFTER_BRACE.test(this.#text.charAt(from + 1));
  }
}

const OPEN_BRACE = 0x65;
const AFTER_BRACE = /[w-z0-9+/_-]/;

/** Whether a layer can hold values of its own: bytes that were decoded and are no text hold nothing but themselves. */
function isReadable({ depth, encoding, text }: Layer): boolean {
  if (depth === 0 || encoding === 'url') return true;
  // What a token is called stands where it stands, not where its letters are turned.
  if (encoding === 'backwards' || encoding === 'rot13') return false;
  let printable = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code >= 0x20 && code < 0x7f) || code === 0x0a) printable++;
  }
  return printable * 10 >= text.length * 9;
}

function sightingsIn(layer: Layer, options: ContentEntropyOptions): readonly Sighting[] {
  const meter = new Meter(layer.text, options);
  const bytes = imageOf(layer.text);
  const found: Sighting[] = [];
  for (const blob of findBlobs(layer.text, bytes, options.min_length)) {
    const milli = meter.measure(blob);
    if (milli !== undefined && found.push({ blob, milli }) >= MAX_SIGHTINGS) return found;
  }
  const dense = findDense(layer.text, bytes, options.min_length);
  return dense.length === 0 ? found : [...found, ...dense.slice(0, MAX_SIGHTINGS)];
}

/** Prepares the search. */
export function compileOpaque(options: ContentEntropyOptions): OpaqueDetector {
  return {
    detect(layers, surface) {
      const facts: Observation['facts'] = {};
      const findings: Finding[] = [];
      if (!options.enabled) return { facts, findings };
      let count = 0;
      let highest = 0;
      let longest = 0;
      for (const layer of layers) {
        if (layer.text.length < options.min_length || !isReadable(layer)) continue;
        for (const { blob, milli } of sightingsIn(layer, options)) {
          count++;
          highest = Math.max(highest, milli);
          if (blob.text.length <= longest) continue;
          longest = blob.text.length;
          findings[0] = toFinding(layer, blob, surface);
        }
      }
      if (count > 0) Object.assign(facts, factsOf(count, longest, highest));
      return { facts, findings };
    },
  };
}

function factsOf(count: number, length: number, milli: number): Observation['facts'] {
  return { 'opaque.count': count, 'opaque.length': length, 'opaque.entropy_milli': milli };
}

function toFinding({ encoding, depth }: Layer, { start, end }: Blob, surface: string): Finding {
  const finding = {
    detector: 'opaque',
    rule: OPAQUE_BLOB,
    category: 'default',
    severity: 'medium',
    surface,
    view: encoding,
  } as const;
  return depth === 0 ? { ...finding, span: { start, end } } : finding;
}
