// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { loadConfig } from '../../../../enforce/config/load.js';
import { PRESET_NAMES, presetConfig, renderPresetYaml } from '../../../../enforce/config/presets.js';
import { defaultConfig } from '../../../../enforce/config/schema.js';
import { faultsOf, refuses } from '../../../support/config-faults.js';

test('an empty file, or one of comments, gives the defaults', (t) => {
  t.deepEqual(loadConfig(''), defaultConfig());
  t.deepEqual(loadConfig('# nothing\n'), defaultConfig());
  t.deepEqual(loadConfig('---\n{}\n'), defaultConfig());
});

test('values of a file stand in the configuration, the rest are defaults', (t) => {
  const config = loadConfig('mode: audit\nfetch_proxy:\n  monitoring:\n    max_url_length: 300\n');
  t.is(config.mode, 'audit');
  t.is(config.fetch_proxy.monitoring.max_url_length, 300);
  t.is(config.fetch_proxy.monitoring.entropy_threshold, 4.5);
});

test('a known key without a value counts as left out', (t) => {
  t.deepEqual(loadConfig('mode:\ndlp:\nflight_recorder:\n  dir:\n  anchor:\n'), defaultConfig());
});

test('a configuration is frozen all the way down', (t) => {
  const config = loadConfig('suppress:\n  - {rule: A, path: a.example, reason: r}\n');
  t.true(Object.isFrozen(config));
  t.true(Object.isFrozen(config.fetch_proxy.monitoring.blocklist));
  t.true(Object.isFrozen(config.suppress[0]));
});

test('syntax: broken YAML names its line', (t) => {
  refuses(t, 'mode: strict\nx: [1\n', [['', 3, /^not YAML: /, undefined]]);
  refuses(t, 'default_agent_identity: !thing a\n', [['', 1, /^not YAML: Unresolved tag/, undefined]]);
});

test('syntax: a fault of the whole text carries the name of its source', (t) => {
  const [fault] = faultsOf(t, '- a\n', { sourceName: 'proxy.yaml' });
  t.is(fault?.path, 'proxy.yaml');
  t.is(fault?.line, 1);
  t.is(fault?.message, 'is not a map of keys');
});

test('syntax: several documents are refused, one with a start mark is not', (t) => {
  refuses(t, 'mode: strict\n---\nmode: audit\n', [['', 2, /several documents/, /one document/]]);
  t.is(loadConfig('---\nmode: strict\n').mode, 'strict');
});

test('syntax: a key that stands twice is refused at any depth', (t) => {
  refuses(t, 'mode: audit\nlogging:\n  format: json\n  format: text\nmode: strict\n', [
    ['logging.format', 4, /stands twice; first on line 3/, /once/],
    ['mode', 5, /stands twice; first on line 1/, /once/],
  ]);
});

test('syntax: keys that are not text are refused', (t) => {
  refuses(t, '1: a\n? [x]\n: b\n', [
    ['', 1, /key that is not text/, /key name/],
    ['', 2, /key that is not text/, /key name/],
  ]);
});

test('references: a plain one works, one that grows without end does not', (t) => {
  const shared = 'api_allowlist: &hosts [a.example, "*.b.example"]\ntrusted_domains: *hosts\n';
  t.deepEqual(loadConfig(shared).trusted_domains, ['a.example', '*.b.example']);

  const level = (name: string, of: string): string => `${name}: &${name} [${`${of}, `.repeat(9)}${of}]\n`;
  const bomb = [
    level('a', 'x'),
    level('b', '*a'),
    level('c', '*b'),
    level('d', '*c'),
    level('e', '*d'),
    level('f', '*e'),
  ];
  t.true(faultsOf(t, bomb.join('')).some(({ message }) => message === 'holds too many values'));
  t.true(faultsOf(t, 'dlp: &a\n  patterns: *a\n').some(({ message }) => message === 'is nested too deeply'));
  refuses(t, 'mode: *none\n', [['mode', 1, /anchor that is not set/, undefined]]);
});

test('references: an anchor set anew is the newer one from there on', (t) => {
  const { kill_switch, fetch_proxy, logging } = loadConfig(
    'kill_switch: {message: &m one}\nfetch_proxy: {user_agent: *m}\nlogging: {file: &m two}\ndefault_agent_identity: *m\n',
  );
  t.deepEqual([kill_switch.message, fetch_proxy.user_agent, logging.file], ['one', 'one', 'two']);
});

test('size: a text or a nesting beyond all reason is a fault, not a crash', (t) => {
  t.is(faultsOf(t, `# ${'x'.repeat(1024 * 1024)}`)[0]?.message, 'is too long');
  for (const bracket of ['[', '{', '- ', '? ', '{a: ', '!x [', '&a [', '"']) {
    for (const count of [2000, 50_000]) {
      const faults = faultsOf(t, `x: ${bracket.repeat(count)}`);
      t.true(faults.length > 0 && faults.length <= 25, `${bracket} ${faults.length}`);
    }
  }
  t.true(
    faultsOf(t, `x: ${'{a: '.repeat(40)}1${'}'.repeat(40)}`).some(({ message }) => message === 'is nested too deeply'),
  );
});

test('unknown keys are refused at any depth, with the nearest name', (t) => {
  refuses(t, 'modes: strict\nfetch_proxy:\n  listne: a\n  monitoring:\n    blok_list: []\nzzz: 1\n', [
    ['modes', 1, /unknown key/, /did you mean mode\?/],
    ['fetch_proxy.listne', 3, /unknown key/, /did you mean listen\?/],
    ['fetch_proxy.monitoring.blok_list', 5, /unknown key/, /did you mean blocklist\?/],
    ['zzz', 6, /unknown key/, undefined],
  ]);
  refuses(t, 'suppress:\n  - rule: A\n    path: a.example\n    reason: r\n    resaon: r\n', [
    ['suppress[0].resaon', 5, /unknown key/, /did you mean reason\?/],
  ]);
});

test('a key in the wrong section is told where it belongs', (t) => {
  refuses(t, 'max_url_length: 10\n', [['max_url_length', 1, /unknown key/, /fetch_proxy\.monitoring\.max_url_length/]]);
  refuses(t, 'listen: "127.0.0.1:0"\n', [
    ['listen', 1, /unknown key/, /^a known key: did you mean fetch_proxy\.listen or scan_api\.listen\?$/],
  ]);
  refuses(t, 'enabled: true\n', [['enabled', 1, /unknown key/, undefined]]);
});

test('names that mean something to the language are ordinary unknown keys', (t) => {
  refuses(t, '__proto__: {mode: strict}\nconstructor: 1\ndns:\n  toString: 1\n', [
    ['__proto__', 1, /unknown key/, undefined],
    ['constructor', 2, /unknown key/, undefined],
    ['dns.toString', 4, /unknown key/, undefined],
  ]);
});

test('types, ranges and choices', (t) => {
  const text = [
    'version: 2',
    'mode: strct',
    'enforce: yes',
    'api_allowlist: a.example',
    'fetch_proxy:',
    '  listen: "8888"',
    '  timeout_seconds: 0',
    '  max_response_mb: 1.5',
    '  user_agent: "a\\nb"',
    '  monitoring:',
    '    entropy_threshold: 0',
    '    max_url_length: 0800',
    'kill_switch: true',
    'flight_recorder:',
    '  completeness:',
    '    heartbeat_interval: 1500ms',
  ];
  refuses(t, text.join('\n'), [
    ['version', 1, /^is 2$/, /^1$/],
    ['mode', 2, /none of the possible/, /strict, audit/],
    ['enforce', 3, /is a text/, /true or false/],
    ['api_allowlist', 4, /is a text/, /list of host patterns/],
    ['fetch_proxy.listen', 6, /right form/, /host:port/],
    ['fetch_proxy.timeout_seconds', 7, /too small/, /from 1 to 3600/],
    ['fetch_proxy.max_response_mb', 8, /is a number/, /whole number from 1/],
    ['fetch_proxy.user_agent', 9, /control character/, /one line/],
    ['fetch_proxy.monitoring.entropy_threshold', 11, /too small/, /above 0/],
    ['fetch_proxy.monitoring.max_url_length', 12, /is a text/, /whole number/],
    ['kill_switch', 13, /is true/, /a section/],
    ['flight_recorder.completeness.heartbeat_interval', 16, /right form/, /60s or 5m/],
  ]);
});

test('host patterns: each wrong one is named, right ones pass', (t) => {
  refuses(
    t,
    'trusted_domains:\n  - a.example\n  - ""\n  - https://a.example\n  - a.example:443\n  - "*"\n  - "*a.example"\n  - 1.2.3\n',
    [
      ['trusted_domains[1]', 3, /host pattern/, /\*\.domain/],
      ['trusted_domains[2]', 4, /host pattern/, /\*\.domain/],
      ['trusted_domains[3]', 5, /host pattern/, /\*\.domain/],
      ['trusted_domains[4]', 6, /host pattern/, /\*\.domain/],
      ['trusted_domains[5]', 7, /host pattern/, /\*\.domain/],
      ['trusted_domains[6]', 8, /is a text|host pattern/, /\*\.domain/],
    ],
  );
  const right = ['a.example', '*.a.example', 'A.Example.', '10.0.0.1', 'fd00::1', '_srv.a.example', 'localhost'];
  t.deepEqual(loadConfig(`trusted_domains: ${JSON.stringify(right)}`).trusted_domains, right);
});

test('a secret in the wrong place is not repeated in a fault', (t) => {
  const secret = 'hunter2hunter2hunter2';
  const faults = faultsOf(t, `mode: ${secret}\nfetch_proxy: {timeout_seconds: ${secret}}\nlogging: [${secret}]\n`);
  t.is(faults.length, 3);
  t.false(JSON.stringify(faults).includes(secret));
});

test('parts that are not in this build: spelled out but off is accepted', (t) => {
  const text = [
    'websocket_proxy: {enabled: false, max_message_bytes: 1048576, strip_compression: true}',
    'response_scanning:',
    '  sse_streaming: {enabled: true, action: block}',
    'taint: {enabled: false, policy: strict}',
    'mcp_tool_policy: {quarantine_dir: /x}',
    'agents: {}',
    'emit: {webhook: {url: "", min_severity: warn}}',
    'kill_switch: {health_exempt: true, api_token: ""}',
    'flight_recorder: {anchor: {interval: 1h}, evidence_health: {enabled: false}}',
    'redaction: {enabled: false, default_profile: x}',
    'license_key: abc',
  ];
  t.deepEqual(loadConfig(text.join('\n')), defaultConfig());
});

test('parts that are not in this build: turning one on is refused, with path and line', (t) => {
  const text = [
    'websocket_proxy: {enabled: true}',
    'taint:',
    '  policy: strict',
    'canary_tokens: {enabled: false}',
    'agents: {builder: {mode: strict}}',
    'kill_switch: {health_exempt: false, api_token: abc}',
    'flight_recorder:',
    '  require_containment_evidence: true',
    'redaction:',
    '  enabled: true',
  ];
  refuses(t, text.join('\n'), [
    ['websocket_proxy.enabled', 1, /not in this build/, /false/],
    ['taint', 2, /not in this build/, /enabled: false/],
    ['agents', 5, /not in this build/, /nothing/],
    ['kill_switch.health_exempt', 6, /not in this build/, /true/],
    ['kill_switch.api_token', 6, /not in this build/, /nothing/],
    ['flight_recorder.require_containment_evidence', 8, /not in this build/, /false/],
    ['redaction.enabled', 10, /not in this build/, /false/],
  ]);
});

test('parts that are not in this build: types and names are checked all the same', (t) => {
  refuses(
    t,
    'websocket_proxy: {enabled: maybe, max_mesage_bytes: 1}\nlearn: 5\nemit: {webhook: {url: 5}}\ndashboard_snapshot: {interval: soon}\n',
    [
      ['websocket_proxy.enabled', 1, /is a text/, /true or false/],
      ['websocket_proxy.max_mesage_bytes', 1, /unknown key/, /max_message_bytes/],
      ['learn', 2, /is a whole number/, /a section/],
      ['emit.webhook.url', 3, /is a whole number/, /a text, a list or a map/],
      ['dashboard_snapshot.interval', 4, /is a text/, /a duration/],
    ],
  );
});

test('an action for the whole dlp section is refused with its reason', (t) => {
  refuses(t, 'dlp: {action: warn}\n', [['dlp.action', 1, /refused/, /no action for the whole section/]]);
});

test('one wrong item does not hide another fault of the same list', (t) => {
  refuses(t, 'ssrf:\n  ip_allowlist:\n    - nonsense\n    - 0.0.0.0/0\n    - 10.0.0.0/8\n', [
    ['ssrf.ip_allowlist[0]', 3, /address range/, /10\.0\.0\.0/],
    ['ssrf.ip_allowlist[1]', 4, /every address/, /private/],
  ]);
});

test('a list that is too long is refused, and does not hide other faults', (t) => {
  const hosts = Array.from({ length: 10_001 }, () => 'a.example');
  refuses(t, `trusted_domains: [${hosts.join(', ')}]\nmode: strict\napi_allowlist: []\n`, [
    ['trusted_domains', 1, /too long/, /a list/],
    ['api_allowlist', 3, /strict/, /host/],
  ]);
});

test('faults of every kind come together, in the order of the file', (t) => {
  refuses(
    t,
    'mode: strict\napi_allowlist: []\nnope: 1\nkill_switch: {enabled: 1}\nredaction: {enabled: true}\nmode: audit\n',
    [
      ['api_allowlist', 2, /strict/, /host/],
      ['nope', 3, /unknown/, undefined],
      ['kill_switch.enabled', 4, /whole number/, /true or false/],
      ['redaction.enabled', 5, /not in this build/, /false/],
      ['mode', 6, /twice/, /once/],
    ],
  );
});

test('a file mode may be written without quotes', (t) => {
  t.is(loadConfig('flight_recorder: {file_mode: 0640}\n').flight_recorder.file_mode, '0640');
  refuses(t, 'flight_recorder: {file_mode: 0644}\n', [['flight_recorder.file_mode', 1, /none of/, /0600, 0640, 0660/]]);
});

test('a rendered preset loads as the preset', (t) => {
  for (const name of PRESET_NAMES) t.deepEqual(loadConfig(renderPresetYaml(name)), presetConfig(name), name);
});
