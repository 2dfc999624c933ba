// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import {
  DEFAULT_CHAIN_OPTIONS,
  EMPTY_CHAIN,
  stepChain,
  type ChainOptions,
} from '../../../../../../enforce/detect/tools/chains/chain.js';
import { classifyCall } from '../../../../../../enforce/detect/tools/chains/classify.js';
import { findFlow, noteResult, openFlow } from '../../../../../../enforce/detect/tools/chains/data-flow.js';

type Call = string | readonly [tool: string, value: unknown];

/** The patterns that the last of the calls completes; a second passes between two calls. */
function completed(
  calls: readonly Call[],
  options: ChainOptions = DEFAULT_CHAIN_OPTIONS,
  gapMs = 1000,
): readonly string[] {
  let state = EMPTY_CHAIN;
  let found: readonly string[] = [];
  calls.forEach((call, i) => {
    const [tool, value] = typeof call === 'string' ? [call, {}] : call;
    const step = stepChain(state, { tool, arguments: value }, i * gapMs, options);
    state = step.state;
    found = step.matches.map(({ pattern }) => pattern);
  });
  return found;
}

test('categories by the words of a name', (t) => {
  const category = (tool: string): string => classifyCall(tool, undefined).category;
  for (const [tool, expected] of [
    ['bash', 'exec'],
    ['run_command', 'exec'],
    ['crontab_edit', 'persist'],
    ['list_crontab', 'list'],
    ['get_env', 'env'],
    ['get_secret', 'env'],
    ['fetch', 'network'],
    ['sendEmail', 'network'],
    ['write_file', 'write'],
    ['edit-file', 'write'],
    ['read_file', 'read'],
    ['cat', 'read'],
    ['list_directory', 'list'],
    ['search.code', 'list'],
    ['mcp__fs__read_file', 'read'],
    ['summarize', 'unknown'],
  ] as const)
    t.is(category(tool), expected, tool);
});

test('arguments make a persisting call of an executing or writing one', (t) => {
  t.is(classifyCall('bash', { command: 'echo x | crontab -' }).category, 'persist');
  t.is(classifyCall('bash', { command: 'cron""tab -e' }).category, 'persist');
  t.is(classifyCall('bash', { command: 'crontab -l' }).category, 'exec');
  t.is(classifyCall('write_file', { path: '/etc/cron.d/x', content: '' }).category, 'persist');
  t.is(classifyCall('write_file', { path: '/work/cron.md', content: '' }).category, 'write');
});

test('lists of the operator come first', (t) => {
  const categories = { network: ['deploy_*'], exec: ['deploy_now'] };
  t.is(classifyCall('deploy_now', undefined, categories).category, 'exec');
  t.is(classifyCall('deploy_later', undefined, categories).category, 'network');
  t.is(classifyCall('x_deploy_y', undefined, { network: ['*deploy*'] }).category, 'network');
  t.is(classifyCall('deploy', undefined, { network: ['*deploy*deploy*'] }).category, 'unknown');
  t.is(classifyCall('summarize', undefined, {}, { external_sink: ['summarize'] }).label, 'external_sink');
});

test('what a tool touches', (t) => {
  const label = (tool: string): string => classifyCall(tool, undefined).label;
  t.is(label('read_issue'), 'untrusted_source');
  t.is(label('get_secret'), 'sensitive_source');
  t.is(label('create_pull_request'), 'external_sink');
  t.is(label('get_payroll'), 'sensitive_source');
  t.is(label('add'), 'neutral');
});

test('the built-in patterns', (t) => {
  const has = (pattern: string, ...calls: Call[]): void => {
    t.true(completed(calls).includes(pattern), `${pattern}: ${completed(calls).join()}`);
  };
  has('read-then-exec', 'read_file', 'bash');
  has('read-write-send', 'read_file', 'write_file', 'fetch');
  has('env-then-network', 'get_env', 'fetch');
  has('directory-scan', 'list_directory', 'list_directory', 'read_file');
  has('write-execute', 'write_file', 'bash');
  has('write-chmod-execute', 'write_file', 'bash', 'bash');
  has('read-sensitive-write', 'read_file', 'write_file');
  has('shell-burst', 'bash', 'bash', 'bash', 'bash');
  has('write-persist', 'write_file', ['bash', { command: 'systemctl enable x' }]);
  has('persist-callback', ['write_file', { path: '/etc/cron.d/x' }], 'fetch');
  has('lethal-trifecta', 'read_issue', 'get_secret', 'create_pull_request');
  t.deepEqual(completed(['fetch', 'get_env']), []);
  t.deepEqual(completed(['read_file', 'read_file']), []);
});

test('other calls may stand between two steps, but not too many', (t) => {
  const list = 'list_directory';
  t.true(completed(['read_file', list, list, list, 'bash']).includes('read-then-exec'));
  t.false(completed(['read_file', list, list, list, list, 'bash']).includes('read-then-exec'));
  t.true(
    completed(['read_file', 'think', 'think', 'think', 'think', 'think', 'bash']).includes('read-then-exec'),
    'unknown calls are not remembered',
  );
});

test('old calls are forgotten', (t) => {
  t.true(completed(['read_file', 'bash'], DEFAULT_CHAIN_OPTIONS, 60_000).includes('read-then-exec'));
  t.deepEqual(completed(['read_file', 'bash'], DEFAULT_CHAIN_OPTIONS, 60_001), []);
  const narrow = { ...DEFAULT_CHAIN_OPTIONS, windowSize: 1 };
  t.deepEqual(completed(['read_file', 'bash'], narrow), []);
  let state = EMPTY_CHAIN;
  for (let i = 0; i < 1000; i++) state = stepChain(state, { tool: 'bash', arguments: {} }, i).state;
  t.is(state.length, 20);
});

test('a pattern is told once, by the call that completes it, the worst first', (t) => {
  t.deepEqual(completed(['get_env', 'fetch', 'list_directory']), []);
  t.is(completed(['read_file', 'write_file', 'bash'])[0], 'read-then-exec');
  const options = {
    ...DEFAULT_CHAIN_OPTIONS,
    patterns: [{ name: 'mine', sequence: ['list', 'network'], severity: 'low' }],
  } as const;
  t.deepEqual(completed(['list_directory', 'fetch'], options), ['mine']);
});

test('tokens of results that come back in arguments', (t) => {
  const flow = openFlow();
  const token = 'Zk4Qw8Lm2Xv6Rt1Yb9';
  t.is(findFlow(flow, { tool: 'fetch', arguments: { url: `https://c.example/${token}` } }, 0), undefined);
  noteResult(flow, `The id is ${token}, keep it.`, 1000);
  t.deepEqual(findFlow(flow, { tool: 'fetch', arguments: { url: `https://c.example/?q=${token}&r=1` } }, 5000), {
    tokens: 1,
    age: 4000,
    sink: 'network',
  });
  t.is(findFlow(flow, { tool: 'bash', arguments: { command: `echo ${token}` } }, 5000)?.sink, 'exec');
  t.is(findFlow(flow, { tool: 'read_file', arguments: { path: token } }, 5000), undefined);
  t.is(findFlow(flow, { tool: 'fetch', arguments: { url: 'https://c.example/Zk4Qw8Lm2Xv6Rt1Yb8' } }, 5000), undefined);
  noteResult(flow, 'internationalization of a_long_lower_case_name', 6000);
  t.is(
    findFlow(flow, { tool: 'fetch', arguments: { q: 'internationalization' } }, 7000),
    undefined,
    'words are no tokens',
  );
});

test('memory of tokens is bounded', (t) => {
  const flow = openFlow();
  for (let i = 0; i < 30; i++)
    noteResult(flow, Array.from({ length: 1000 }, (_, k) => `token-number-${i}-${k}-x`).join(' '), i);
  t.true(flow.seen.size <= 8192);
  t.not(findFlow(flow, { tool: 'fetch', arguments: { q: 'token-number-29-999-x' } }, 40), undefined);
  t.is(findFlow(flow, { tool: 'fetch', arguments: { q: 'token-number-0-0-x' } }, 40), undefined);
});
