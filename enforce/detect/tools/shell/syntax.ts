// SPDX-License-Identifier: Apache-2.0

/** A word as written: parts side by side. */
export type Word = readonly Part[];

export interface TextPart {
  readonly kind: 'text';
  readonly text: string;
  /** Quoted or escaped: neither split, nor braces, nor wildcards. */
  readonly quoted: boolean;
}

/** `$x`, `${x...}`. */
export interface ParameterPart {
  readonly kind: 'parameter';
  readonly name: string;
  readonly quoted: boolean;
  /** `${x[...]}`. */
  readonly subscript?: string;
  /** `${#x}`: the length. */
  readonly length?: true;
  /** `${!x}`: the value of the variable that x names. */
  readonly indirect?: true;
  /** `:-`, `-`, `#`, `##`, `/`, `//`, `:` (substring), `^^` ... */
  readonly operator?: string;
  readonly operand?: Word;
  /** Replacement, or length of a substring. */
  readonly second?: Word;
}

export interface CommandPart {
  readonly kind: 'command';
  readonly body: Node;
  readonly quoted: boolean;
}

export interface ArithmeticPart {
  readonly kind: 'arithmetic';
  readonly expression: Word;
  readonly quoted: boolean;
}

/** `<(...)` or `>(...)`. */
export interface ProcessPart {
  readonly kind: 'process';
  readonly body: Node;
  /** `>(...)`: it reads what is written into it. */
  readonly output: boolean;
}

export type Part = TextPart | ParameterPart | CommandPart | ArithmeticPart | ProcessPart;

export interface Assignment {
  readonly name: string;
  /** `x+=...`. */
  readonly append: boolean;
  readonly value: Word;
  /** `x=(...)`. */
  readonly list?: readonly Word[];
}

export interface RedirectionNode {
  /** The digits, or the braces' name, before the operator. */
  readonly descriptor: string;
  /** `<` `>` `>>` `>|` `<>` `>&` `<&` `&>` `&>>` `<<<` `<<`. */
  readonly operator: string;
  readonly target: Word;
}

export interface SimpleNode {
  readonly kind: 'simple';
  readonly assignments: readonly Assignment[];
  readonly words: readonly Word[];
  readonly redirections: readonly RedirectionNode[];
}

export interface PipelineNode {
  readonly kind: 'pipeline';
  readonly stages: readonly Node[];
}

/** Commands one after another. `branch` says that some of them may not run. */
export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly branch: boolean;
}

/** `( )` or `{ }` with redirections of its own. */
export interface GroupNode {
  readonly kind: 'group';
  readonly body: Node;
  readonly subshell: boolean;
  readonly redirections: readonly RedirectionNode[];
}

export interface LoopNode {
  readonly kind: 'loop';
  readonly variable: string;
  /** Undefined: over the positional parameters. */
  readonly words: readonly Word[] | undefined;
  readonly body: Node;
}

export interface FunctionNode {
  readonly kind: 'function';
  readonly name: string;
  readonly body: Node;
}

export type Node = SimpleNode | PipelineNode | ListNode | GroupNode | LoopNode | FunctionNode;

/** Why a text could not be read to its end. */
export type ShellFaultReason = 'syntax' | 'depth' | 'size';

/** Ends the reading of one text; never leaves this folder. */
export class ShellFault extends Error {
  override readonly name = 'ShellFault';
  readonly reason: ShellFaultReason;

  constructor(reason: ShellFaultReason) {
    super(reason);
    this.reason = reason;
  }
}

/** Simple commands from which on a body is a long one. */
const LONG = 12;

/** Simple commands in a node, counted up to a limit. */
function sizeOf(node: Node, limit: number): number {
  if (limit <= 0 || node.kind === 'simple') return 1;
  const inner = node.kind === 'list' ? node.items : node.kind === 'pipeline' ? node.stages : [node.body];
  let size = 0;
  for (const item of inner) if ((size += sizeOf(item, limit - size)) >= limit) break;
  return size;
}

/** Whether following a body again and again would cost too much. */
export function isLong(node: Node): boolean {
  return sizeOf(node, LONG) >= LONG;
}
