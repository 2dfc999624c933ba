// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'ava';
import { CLIENT_PLACES, clientPath } from '../../../../enforce/probe/discover/clients.table.js';
import { discover } from '../../../../enforce/probe/discover/discover.js';
import { toPlainJson } from '../../../../enforce/probe/discover/plain-json.js';
import { MAX_CLIENT_FILE } from '../../../../enforce/probe/discover/read-file.js';
import { programName, protectionOf, riskOf } from '../../../../enforce/probe/discover/server-risk.js';
import { HIDDEN, shownArgument, shownCommand, shownUrl } from '../../../../enforce/probe/discover/shown.js';
import { removeFolder, tempFolder } from '../../../support/product.js';

const root = await tempFolder('pipelock-discover-');
test.after.always(() => removeFolder(root));

let homes = 0;

/** A home folder with these files, by path. */
function home(files: Readonly<Record<string, string>>): string {
  const folder = join(root, `home${homes++}`);
  mkdirSync(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const SECRET = 'hunter2-Zx81QwErTy';
const CURSOR = '.cursor/mcp.json';

test('an empty home has no clients', (t) => {
  const { clients, servers, summary } = discover(home({}));
  t.deepEqual([clients, servers], [[], []]);
  t.true(Object.values(summary).every((count) => count === 0));
});

test('every client is read in the shape it writes', (t) => {
  const folder = home({
    '.claude.json': JSON.stringify({
      numStartups: 12,
      mcpServers: { github: { type: 'http', url: `https://api.example.com/mcp/?token=${SECRET}` } },
      projects: {
        '/home/me/lamp': {
          allowedTools: [],
          mcpServers: { notes: { type: 'stdio', command: 'notes', args: [], env: {} } },
        },
        '/home/me/other': { history: [] },
      },
    }),
    '.config/Claude/claude_desktop_config.json': JSON.stringify({
      mcpServers: {
        filesystem: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem', '/home/me'] },
      },
    }),
    [CURSOR]: JSON.stringify({
      mcpServers: { wrapped: { command: '/usr/local/bin/pipelock', args: ['mcp', 'proxy', '--', 'npx', 'x'] } },
    }),
    '.config/Code/User/mcp.json': `{
      // what VS Code writes, comments and all
      "inputs": [{ "type": "promptString", "id": "key", "password": true }],
      "servers": { "lookup": { "type": "sse", "url": "http://127.0.0.1:9000/sse", }, },
    }`,
    '.config/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json': JSON.stringify({
      mcpServers: { recall: { command: 'recall-server', disabled: true, autoApprove: [] } },
    }),
    '.continue/config.json': JSON.stringify({
      models: [],
      mcpServers: [{ name: 'list', command: 'uvx', args: ['lookup'] }],
    }),
    '.junie/mcp/mcp.json': JSON.stringify({ mcpServers: {} }),
    '.config/zed/settings.json': `/* Zed */ { "theme": "One", "context_servers": {
      "old": { "command": { "path": "node", "args": ["run.js"], "env": { "TOKEN": "${SECRET}" } }, "settings": {} },
      "extension": { "source": "extension", "settings": {} },
      "new": { "source": "custom", "command": "pipelock.exe", "args": ["mcp", "proxy"] }
    } }`,
    '.var/app/dev.zed.Zed.Preview/config/zed-preview/settings.json': '{}',
  });
  const { clients, servers, summary } = discover(folder, 'linux');
  t.deepEqual(
    clients.map(({ client, server_count, parse_error }) => [client, server_count, parse_error]),
    [
      ['claude-code', 2, undefined],
      ['claude-desktop', 1, undefined],
      ['cursor', 1, undefined],
      ['vscode', 1, undefined],
      ['cline', 1, undefined],
      ['continue', 1, undefined],
      ['junie', 0, undefined],
      ['zed', 3, undefined],
      ['zed-preview-flatpak', 0, undefined],
    ],
  );
  t.deepEqual(
    servers.map(({ risk, client, server_name, transport, protection_state }) =>
      [risk, client, server_name, transport, protection_state].join(' '),
    ),
    [
      'high claude-code github http unprotected',
      'high claude-desktop filesystem stdio unprotected',
      'high zed old stdio unprotected',
      'medium claude-code notes stdio unprotected',
      'medium cline recall stdio unprotected',
      'medium continue list stdio unprotected',
      'medium vscode lookup sse unprotected',
      'low cursor wrapped stdio protected_pipelock',
      'low zed extension unknown unknown',
      'low zed new stdio protected_pipelock',
    ],
  );
  t.is(servers.find(({ server_name }) => server_name === 'notes')?.project_path, '/home/me/lamp');
  t.deepEqual(summary, {
    total_clients: 9,
    total_servers: 10,
    protected_pipelock: 2,
    protected_other: 0,
    unprotected: 7,
    unknown: 1,
    high_risk: 3,
    parse_errors: 0,
  });
  t.false(JSON.stringify({ clients, servers }).includes(SECRET));
});

test('application data lies elsewhere on other systems', (t) => {
  const desktop = CLIENT_PLACES.find(({ client }) => client === 'claude-desktop');
  const paths = (['linux', 'darwin', 'win32'] as const).map((platform) => desktop && clientPath(desktop, platform));
  t.deepEqual(paths, [
    '.config/Claude/claude_desktop_config.json',
    'Library/Application Support/Claude/claude_desktop_config.json',
    'AppData/Roaming/Claude/claude_desktop_config.json',
  ]);
});

test('no value of a variable, an argument, a URL or a broken file is shown', (t) => {
  const entry = {
    command: `env API=${SECRET} node`,
    args: [
      '--token',
      SECRET,
      `--key=${SECRET}`,
      `Authorization: Bearer ${SECRET}`,
      `postgres://u:${SECRET}@db/x`,
      SECRET,
    ],
    env: { API_KEY: SECRET, OTHER: { nested: SECRET } },
    url: `https://user:${SECRET}@host.example/${SECRET}?k=${SECRET}#${SECRET}`,
  };
  for (const content of [
    JSON.stringify({
      mcpServers: { a: entry, b: SECRET, c: { command: [SECRET] }, d: { args: SECRET }, e: { url: SECRET } },
    }),
    `{"mcpServers": {"a": {"env": {"K": "${SECRET}"}}} ${SECRET}`,
    `{"mcpServers": "${SECRET}"}`,
    `["${SECRET}"]`,
  ]) {
    t.false(JSON.stringify(discover(home({ [CURSOR]: content }))).includes(SECRET), content);
  }
  const [server] = discover(home({ [CURSOR]: JSON.stringify({ mcpServers: { a: entry } }) })).servers;
  t.deepEqual(server?.env, { API_KEY: HIDDEN, OTHER: HIDDEN });
  t.deepEqual(server?.args, ['--token', HIDDEN, `--key=${HIDDEN}`, HIDDEN, HIDDEN, HIDDEN]);
  t.is(server?.url, 'https://host.example');
});

test('what is known to be harmless is shown', (t) => {
  for (const arg of [
    '-y',
    '--stdio',
    'mcp',
    'proxy',
    '--',
    'mcp-server-git',
    '@modelcontextprotocol/server-memory@latest',
    'x-mcp@1.2.3',
  ]) {
    t.is(shownArgument(arg), arg);
  }
  for (const arg of ['correcthorse', 'hunter2', '/home/me', 'a=b', 'sk-mcp-1234567890abcdef', ''])
    t.is(shownArgument(arg), HIDDEN, arg);
  t.is(shownCommand('/opt/tools/node'), '/opt/tools/node');
  t.is(shownCommand('A'.repeat(41)), HIDDEN);
  t.deepEqual([shownUrl(''), shownUrl('no url'), shownUrl('data:x')], ['', HIDDEN, HIDDEN]);
});

const broken: readonly (readonly [string, string, RegExp])[] = [
  ['cut off', '{"mcpServers": {', /not valid JSON/],
  ['doubled names', '{"mcpServers":{"a":{},"a":{"command":"pipelock","args":["mcp","proxy"]}}}', /json_duplicate_key/],
  ['too deep', '['.repeat(300), /json_depth/],
  ['not an object', '[]', /not a JSON object/],
  ['servers of another kind', '{"mcpServers": 7}', /neither a map nor a list/],
  ['empty', '', /not valid JSON/],
];

for (const [name, content, expected] of broken) {
  test(`a file that is ${name} is a parse error and hides no other client`, (t) => {
    const { clients, summary } = discover(
      home({ [CURSOR]: content, '.junie/mcp/mcp.json': '{"mcpServers":{"a":{"command":"x"}}}' }),
    );
    t.regex(clients[0]?.parse_error ?? '', expected);
    t.deepEqual([summary.parse_errors, summary.total_servers], [1, 1]);
  });
}

test('links are followed, and a loop, a folder, a pipe, bad UTF-8 and a huge file are parse errors', (t) => {
  const fault = (prepare: (path: string) => void): string | undefined => {
    const folder = home({ '.cursor/x': '' });
    prepare(join(folder, CURSOR));
    return discover(folder).clients[0]?.parse_error;
  };
  t.regex(
    fault((path) => {
      symlinkSync(path, path);
    }) ?? '',
    /ELOOP/,
  );
  t.is(
    fault((path) => {
      mkdirSync(path);
    }),
    'not a regular file',
  );
  t.is(
    fault((path) => {
      execFileSync('mkfifo', [path]);
    }),
    'not a regular file',
  );
  t.is(
    fault((path) => {
      writeFileSync(path, Buffer.from([0x7b, 0xff, 0x7d]));
    }),
    'not UTF-8',
  );
  t.regex(
    fault((path) => {
      writeFileSync(path, '');
      truncateSync(path, MAX_CLIENT_FILE + 1);
    }) ?? '',
    /larger than/,
  );
  t.is(
    fault((path) => {
      writeFileSync(`${path}.real`, '{}');
      symlinkSync(`${path}.real`, path);
    }),
    undefined,
  );
});

test('servers that cannot be understood are unknown, with a warning', (t) => {
  const { servers } = discover(
    home({ [CURSOR]: '{"mcpServers":{"a":7,"b":{},"c":{"command":7,"args":{}},"d":{"args":[1]}}}' }),
  );
  t.true(servers.every(({ protection_state, risk }) => protection_state === 'unknown' && risk === 'low'));
  t.deepEqual(
    servers.map(({ parse_warnings }) => parse_warnings.length),
    [1, 0, 2, 1],
  );
});

test('only pipelock with mcp and proxy protects', (t) => {
  const state = (command: string, args: readonly string[]) => protectionOf({ name: 's', command, args, url: '' });
  t.is(state('C:\\tools\\Pipelock.EXE', ['mcp', 'proxy']), 'protected_pipelock');
  t.is(state('pipelock', ['--config', 'x', 'mcp', 'proxy']), 'protected_pipelock');
  for (const [command, args] of [
    ['pipelock', ['mcp', 'scan']],
    ['pipelock', ['run']],
    ['pipelock', ['mcp proxy']],
    ['not-pipelock', ['mcp', 'proxy']],
    ['pipelock.sh', ['mcp', 'proxy']],
    ['/tmp/pipelock/node', ['mcp', 'proxy']],
  ] as const) {
    t.is(state(command, args), 'unprotected', command);
  }
  t.is(programName('/a/b/C.cmd'), 'c');
  const risk = (name: string) => riskOf({ name, command: 'x', args: [], url: '' }, 'unprotected');
  t.deepEqual(['my-shell', 'shellfish', 'Everything', 'memory'].map(risk), ['high', 'medium', 'high', 'medium']);
});

test('comments and trailing commas go, strings stay, hostile text costs one pass', (t) => {
  const plain = (text: string): unknown => JSON.parse(toPlainJson(text));
  t.deepEqual(plain('\ufeff{"a": "// no /* comment */ ,]", /* x */ "b": [1, 2, /* , */ ], // end\n}'), {
    a: '// no /* comment */ ,]',
    b: [1, 2],
  });
  t.deepEqual(plain('{"a\\"//": 1,}//'), { 'a"//': 1 });
  t.throws(() => plain('{"a": 1,,}'));
  t.throws(() => plain('{"a": 1 /* never ends'));
  for (const part of ['/*', '"\\"', ',', ', //\n', '//', '"']) {
    const text = part.repeat(500_000);
    t.is(toPlainJson(text).length, text.length, part);
  }
});
