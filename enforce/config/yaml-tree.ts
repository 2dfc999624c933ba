// SPDX-License-Identifier: Apache-2.0
import { isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, parseDocument, Parser } from 'yaml';
import type { Document, Node, ParsedNode, YAMLMap } from 'yaml';
import type { ConfigFault } from '../../evidence/model/errors.js';
import { keyPath } from './path.js';

/** Plain data of a file, with the line of every path. Maps have no prototype. */
export interface YamlTree {
  /** `undefined` when the text cannot be read at all. */
  readonly value: unknown;
  readonly faults: readonly ConfigFault[];
  /** Line, from 1, of the key or item at a path; of the nearest enclosing one when the path itself is not there. */
  lineOf(path: string): number | undefined;
}

const MAX_TEXT_UNITS = 256 * 1024;
/** Deeper than any section; a reference to an enclosing value runs into it. */
const MAX_DEPTH = 32;
const TOO_DEEP = 'is nested too deeply';
/** Open tokens of the syntax: a level may take two of them. */
const MAX_OPEN_TOKENS = 4 + 2 * MAX_DEPTH;
/** Values after every reference is written out. Stops a few lines of references that stand for billions of values. */
const MAX_VALUES = 50_000;
/** One broken bracket can upset every line after it. */
const MAX_SYNTAX_FAULTS = 20;

interface Walk {
  readonly faults: ConfigFault[];
  readonly lines: Map<string, number>;
  readonly anchors: Map<string, Node>;
  readonly lineAt: (offset: number | undefined) => number | undefined;
  /** Limits already complained about. */
  readonly passed: Set<string>;
  values: number;
  aliasDepth: number;
}

/** Reads one YAML document (1.2, core schema). Never throws: whatever is wrong with the text is a fault. */
export function readYamlTree(text: string): YamlTree {
  const counter = new LineCounter();
  const walk: Walk = {
    faults: [],
    lines: new Map(),
    anchors: new Map(),
    lineAt: (offset) => (offset === undefined ? undefined : Math.max(1, counter.linePos(offset).line)),
    passed: new Set(),
    values: 0,
    aliasDepth: 0,
  };
  const document = parseText(text, counter, walk);
  const value = document === undefined ? undefined : readRoot(document, walk);
  return { value, faults: walk.faults, lineOf: (path) => nearestLine(walk.lines, path) };
}

function parseText(text: string, counter: LineCounter, walk: Walk): Document.Parsed | undefined {
  if (text.length > MAX_TEXT_UNITS) {
    addFault(walk, '', undefined, 'is too long', `at most ${MAX_TEXT_UNITS} characters`);
    return undefined;
  }
  // Measured first, without recursion: the parser recurses, and an exhausted stack can end the whole process.
  if (isNestedDeeply(text)) {
    addFault(walk, '', undefined, TOO_DEEP, `at most ${MAX_DEPTH} levels`);
    return undefined;
  }
  const document = parseDocument(text, {
    lineCounter: counter,
    prettyErrors: false,
    uniqueKeys: false,
    resolveKnownTags: false,
    // `silent` would also hide that a second document follows.
    logLevel: 'error',
  });
  for (const problem of [...document.errors, ...document.warnings].slice(0, MAX_SYNTAX_FAULTS)) {
    const several = problem.code === 'MULTIPLE_DOCS';
    const message = several ? 'the file holds several documents' : `not YAML: ${clip(problem.message)}`;
    addFault(walk, '', walk.lineAt(problem.pos[0]), message, several ? 'one document' : undefined);
  }
  return document.errors.length > 0 ? undefined : document;
}

function isNestedDeeply(text: string): boolean {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    // Draining the generator is what moves the parser on; the finished tokens are of no use here.
    Array.from(parser.next(lexeme));
    if (parser.stack.length > MAX_OPEN_TOKENS) return true;
  }
  return false;
}

function readRoot(document: Document.Parsed, walk: Walk): unknown {
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return Object.create(null) as unknown;
  if (!isMap(root)) {
    addFault(walk, '', walk.lineAt(root.range[0]), 'is not a map of keys', 'lines of the form key: value');
    return undefined;
  }
  return readNode(root, '', 0, walk);
}

function readNode(node: Node | ParsedNode | null | undefined, path: string, depth: number, walk: Walk): unknown {
  if (node === null || node === undefined) return null;
  walk.values += 1;
  if (walk.values > MAX_VALUES || depth > MAX_DEPTH) {
    refuseExpansion(node, path, depth, walk);
    return null;
  }
  if (isAlias(node)) return readAlias(node, path, depth, walk);
  // References written out again must not move an anchor that was set anew since.
  if (node.anchor !== undefined && walk.aliasDepth === 0) walk.anchors.set(node.anchor, node);
  if (isMap(node)) return readMap(node, path, depth, walk);
  if (isSeq(node)) {
    return node.items.map((item, index) => {
      const at = `${path}[${index}]`;
      const line = walk.lineAt((item as Node | null)?.range?.[0]);
      if (line !== undefined) walk.lines.set(at, line);
      return readNode(item as Node | null, at, depth + 1, walk);
    });
  }
  if (!isScalar(node)) return null;
  const { value, source } = node;
  // 0600 is a file mode as operators write it, not the number six hundred.
  if (typeof value === 'number' && source !== undefined && /^0[0-9]+$/.test(source)) return source;
  return value;
}

function readAlias(node: Node & { source: string }, path: string, depth: number, walk: Walk): unknown {
  const target = walk.anchors.get(node.source);
  if (target === undefined) {
    addFault(walk, path, walk.lineAt(node.range?.[0]), 'refers to an anchor that is not set before it', undefined);
    return null;
  }
  walk.aliasDepth += 1;
  const value = readNode(target, path, depth + 1, walk);
  walk.aliasDepth -= 1;
  return value;
}

function readMap(node: YAMLMap, path: string, depth: number, walk: Walk): unknown {
  const value = Object.create(null) as Record<string, unknown>;
  for (const { key, value: member } of node.items) {
    const name = isScalar(key) ? key.value : undefined;
    const line = walk.lineAt((key as Node | null)?.range?.[0]);
    if (typeof name !== 'string') {
      addFault(walk, path, line, 'has a key that is not text', 'a key name');
      continue;
    }
    const at = keyPath(path, name);
    if (Object.hasOwn(value, name)) {
      addFault(walk, at, line, `stands twice; first on line ${walk.lines.get(at) ?? '?'}`, 'every key once');
      continue;
    }
    if (line !== undefined) walk.lines.set(at, line);
    value[name] = readNode(member as Node | null, at, depth + 1, walk);
  }
  return value;
}

function refuseExpansion(node: Node, path: string, depth: number, walk: Walk): void {
  const deep = depth > MAX_DEPTH;
  const message = deep ? TOO_DEEP : 'holds too many values';
  if (walk.passed.has(message)) return;
  walk.passed.add(message);
  const limit = deep ? `at most ${MAX_DEPTH} levels` : `at most ${MAX_VALUES} values, references written out`;
  addFault(walk, deep ? '' : path, walk.lineAt(node.range?.[0]), message, limit);
}

function nearestLine(lines: ReadonlyMap<string, number>, path: string): number | undefined {
  for (
    let at = path;
    at !== '';
    at = at.slice(0, Math.max(0, at.search(/(?:\.[^.[\]"]*|\[(?:\d+|"(?:[^"\\]|\\.)*")\])$/)))
  ) {
    const line = lines.get(at);
    if (line !== undefined) return line;
  }
  return undefined;
}

function addFault(
  walk: Walk,
  path: string,
  line: number | undefined,
  message: string,
  expected: string | undefined,
): void {
  walk.faults.push({ path, line, message, expected });
}

function clip(message: string): string {
  const [first = ''] = message.split('\n');
  return first.length > 160 ? `${first.slice(0, 160)}...` : first;
}
