// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { RE2JS, RE2Set } from 're2js';
import type { Matcher, PatternEngine, PatternSet, PatternSource } from '../text/pattern-engine.js';

/** The part of the native module that is used. */
interface NativeRe2 {
  new (source: string, flags: string): RegExp;
  readonly Set: new (patterns: readonly string[]) => { match(text: string | Buffer): number[] };
}

const load = createRequire(import.meta.url);
const SCRATCH_BYTES = 65_536;

/** Inline flags, so that one set can hold patterns of both kinds. */
function withFlags({ source, caseInsensitive }: PatternSource): string {
  return `${caseInsensitive ? '(?im)' : '(?m)'}${source}`;
}

/** Version of an installed package, from the manifest above its entry point: not every package exports its manifest. */
function versionOf(packageName: string): string {
  let folder = dirname(load.resolve(packageName));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest)) return 'unknown';
  return typeof manifest.version === 'string' ? manifest.version : 'unknown';
}

function measureSet(compileSet: PatternEngine['compileSet'], source: PatternSource, sample: string): number {
  const set = compileSet([source]);
  const startedAt = performance.now();
  set.match(sample);
  return performance.now() - startedAt;
}

function nativeSet(native: NativeRe2, sources: readonly PatternSource[]): PatternSet {
  if (sources.length === 0) return { match: () => [] };
  const set = new native.Set(sources.map(withFlags));
  const encoder = new TextEncoder();
  const scratch = Buffer.alloc(SCRATCH_BYTES);
  return {
    match(text) {
      // Bytes are faster, but invalid or multi-byte text can hide a match from a byte automaton: ASCII only.
      if (text.length <= SCRATCH_BYTES) {
        const { read, written } = encoder.encodeInto(text, scratch);
        if (read === text.length && written === read) return sorted(set.match(scratch.subarray(0, written)));
      }
      return sorted(set.match(text));
    },
  };
}

function sorted(indices: number[]): number[] {
  return indices.length > 1 ? indices.sort((a, b) => a - b) : indices;
}

function nativeMatcher(native: NativeRe2, source: PatternSource): Matcher {
  const expression = new native(source.source, source.caseInsensitive ? 'gimu' : 'gmu');
  return {
    find(text, from) {
      expression.lastIndex = from;
      const found = expression.exec(text);
      return found === null ? undefined : { start: found.index, end: found.index + found[0].length };
    },
  };
}

function nativeEngine(native: NativeRe2): PatternEngine {
  const compileSet = (sources: readonly PatternSource[]): PatternSet => nativeSet(native, sources);
  return {
    name: 're2',
    version: versionOf('re2'),
    compileSet,
    compile: (source) => nativeMatcher(native, source),
    measure: (source, sample) => measureSet(compileSet, source, sample),
  };
}

function portableSet(sources: readonly PatternSource[]): PatternSet {
  if (sources.length === 0) return { match: () => [] };
  const set = new RE2Set();
  for (const source of sources) set.add(withFlags(source));
  set.compile();
  return { match: (text) => sorted([...set.match(text)]) };
}

function portableMatcher(source: PatternSource): Matcher {
  const expression = RE2JS.compile(withFlags(source));
  return {
    find(text, from) {
      const matcher = expression.matcher(text);
      return matcher.find(from) ? { start: matcher.start(), end: matcher.end() } : undefined;
    },
  };
}

function portableEngine(): PatternEngine {
  return {
    name: 're2js',
    version: versionOf('re2js'),
    compileSet: portableSet,
    compile: portableMatcher,
    measure: (source, sample) => measureSet(portableSet, source, sample),
  };
}

/**
 * The pattern engine of this machine: the native one, or the portable one where the native module is not installed.
 * `prefer` asks for one; asking for `re2` throws when it cannot be loaded.
 */
export function loadPatternEngine(prefer?: 're2' | 're2js'): PatternEngine {
  if (prefer === 're2js') return portableEngine();
  try {
    return nativeEngine(load('re2') as NativeRe2);
  } catch (cause) {
    if (prefer === 're2') throw cause;
    return portableEngine();
  }
}
