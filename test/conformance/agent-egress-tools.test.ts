// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import test from 'ava';
import { DEFAULT_CHAIN_OPTIONS, EMPTY_CHAIN, stepChain } from '../../enforce/detect/tools/chains/chain.js';
import { detectToolPoison } from '../../enforce/detect/tools/poisoning/detect.js';
import { encodedBytes, judgeBytes } from '../../enforce/detect/body/embedded.js';
import { baselineTools, compareTools } from '../../enforce/detect/tools/poisoning/drift.js';
import type { JsonValue } from '../../evidence/canonical/json-reader.js';
import { nodeSuite } from '../../evidence/crypto/node/suite.js';
import { testData, testDataFiles } from '../support/test-data.js';
import { DETECTORS } from '../unit/enforce/detect/detection.js';

const CASES = 'corpora/agent-egress-bench/cases';

interface Message {
  readonly method?: string;
  readonly params?: { readonly name: string; readonly arguments: JsonValue };
  readonly result?: {
    readonly tools?: JsonValue[];
    readonly instructions?: string;
    readonly content?: { readonly type: string; readonly data?: string }[];
  };
}

interface Case {
  readonly id: string;
  readonly input_type: string;
  readonly expected_verdict: 'allow' | 'block';
  readonly payload: { readonly jsonrpc_messages: readonly Message[] };
}

/**
 * Instructions in the description or in the result of a tool, which the search of prose finds, and an address of a wallet,
 * which counts only where a configuration protects others.
 */
const ELSEWHERE = new Set([
  'mcp-tool-exfil-description-005',
  'mcp-tool-http-result-resource-injection-012',
  'crypto-eth-address-003',
]);

/** What the search of calls, of sequences of calls and of lists of tools finds in a case. */
function findingsOf({ payload }: Case): readonly string[] {
  let chain = EMPTY_CHAIN;
  return payload.jsonrpc_messages.flatMap(({ params, result }, i) => {
    if (params !== undefined) {
      const call = { tool: params.name, arguments: params.arguments };
      const step = stepChain(chain, call, i * 1000, DEFAULT_CHAIN_OPTIONS);
      chain = step.state;
      const patterns = step.matches.filter(({ severity }) => severity !== 'medium').map(({ pattern }) => pattern);
      return [
        ...DETECTORS.tool(call.tool, JSON.stringify(call.arguments)).findings.map(({ rule }) => rule),
        ...patterns,
      ];
    }
    if (result?.tools !== undefined || result?.instructions !== undefined)
      return detectToolPoison(result).findings.map(({ rule }) => rule);
    return (result?.content ?? []).flatMap(({ data }) => {
      const bytes = data === undefined ? undefined : encodedBytes(data);
      return bytes === undefined || judgeBytes(bytes).kind === 'media' ? [] : ['not a picture'];
    });
  });
}

const folders = [
  'mcp-tool',
  'mcp-input',
  'mcp-chain',
  'shell-obfuscation',
  'false-positive',
  'encoding-evasion',
  'crypto-financial',
];

test('cases about tools are judged as the corpus says', (t) => {
  if (testData(CASES) === undefined) {
    t.pass('skipped: no agent-egress-bench corpus');
    return;
  }
  let judged = 0;
  for (const file of folders.flatMap((folder) => testDataFiles(`${CASES}/${folder}`, '.json'))) {
    const one = JSON.parse(readFileSync(file, 'utf8')) as Case;
    if (!one.input_type.startsWith('mcp_') || ELSEWHERE.has(one.id)) continue;
    judged++;
    const findings = findingsOf(one);
    t.is(findings.length > 0 ? 'block' : 'allow', one.expected_verdict, `${basename(file)}: ${findings.join()}`);
  }
  t.log(`${judged} cases judged`);
  t.true(judged >= 35);
});

interface Listing {
  readonly result: { readonly tools: JsonValue[] };
}

function listings(path: string): readonly (readonly [server: string, tools: JsonValue[]])[] {
  const file = JSON.parse(readFileSync(path, 'utf8')) as Listing & {
    readonly servers?: { readonly server_id: string; readonly tools_list_response: Listing }[];
  };
  return (
    file.servers?.map(({ server_id, tools_list_response }) => [server_id, tools_list_response.result.tools]) ?? [
      ['', file.result.tools],
    ]
  );
}

test('drift between two lists of tools', (t) => {
  const folder = testData(`${CASES}/mcp-drift`);
  if (folder === undefined) {
    t.pass('skipped: no agent-egress-bench corpus');
    return;
  }
  const changesIn = (name: string): ReturnType<typeof compareTools> => {
    const before = new Map(listings(`${folder}/${name}/before.json`));
    const after = listings(`${folder}/${name}/after.json`);
    const names = after.flatMap(([, tools]) => tools.map((tool) => (tool as { name: string }).name));
    return after.flatMap(([server, tools]) =>
      compareTools(baselineTools(before.get(server) ?? [], nodeSuite).baselines, tools, nodeSuite, names),
    );
  };
  t.deepEqual(
    changesIn('mcp-drift-benign-001').map(({ kind, cues }) => [kind, cues]),
    [['added', []]],
  );
  const [collusion] = changesIn('mcp-drift-collusion-004');
  t.deepEqual(collusion?.cues, ['agent-directive', 'cross-tool-reference', 'tool-poison-pattern']);
});
