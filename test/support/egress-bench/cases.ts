// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { testDataFiles } from '../test-data.js';

export interface RpcMessage {
  readonly method?: string;
  readonly params?: {
    readonly name?: string;
    readonly arguments?: unknown;
    readonly message?: { readonly parts?: readonly Part[] };
  };
  readonly result?: {
    readonly content?: readonly ToolContent[];
    readonly tools?: readonly unknown[];
    readonly instructions?: string;
  };
}

export interface Part {
  readonly kind: 'text' | 'data' | 'file';
  readonly text?: string;
  readonly data?: unknown;
  readonly file?: { readonly uri?: string };
}

export interface ToolContent {
  readonly type: string;
  readonly text?: string;
  readonly resource?: { readonly text?: string };
}

export interface Frame {
  readonly opcode: 'text' | 'binary' | 'continuation';
  readonly payload: string;
  readonly fin?: boolean;
  readonly rsv1?: boolean;
  readonly encoding?: 'base64';
}

export interface Payload {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly content_type?: string;
  readonly body?: string;
  readonly response_body?: string;
  readonly response_body_base64?: string;
  readonly jsonrpc_messages?: readonly RpcMessage[];
  readonly agent_card?: { readonly url?: string };
  readonly frames?: readonly Frame[];
}

/** One case of the corpus: what an agent or a server sends, and what a firewall ought to do. */
export interface BenchCase {
  readonly id: string;
  readonly category: string;
  readonly input_type: string;
  readonly transport: string;
  readonly expected_verdict: 'block' | 'allow';
  readonly payload: Payload;
}

const CORPUS = 'corpora/agent-egress-bench/cases';
/** Cases of several files: definitions of tools that change within one session. */
const OF_SEVERAL_FILES = '/mcp-drift/';

/** The single-file cases on this machine, in order of path; empty when the corpus is absent. */
export function benchCases(): readonly BenchCase[] {
  return testDataFiles(CORPUS, '.json')
    .filter((path) => !path.includes(OF_SEVERAL_FILES))
    .map((path) => JSON.parse(readFileSync(path, 'utf8')) as BenchCase);
}
