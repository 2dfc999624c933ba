// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { firstOf, namedCounts } from '../../../reports/activity/bounded.js';
import { readActivity } from '../../../reports/activity/event.js';
import { hostOf, redactUrl, redactWords } from '../../../reports/activity/host.js';
import { createActivityReducer } from '../../../reports/activity/reducer.js';
import { composeReport, type ActivityReport } from '../../../reports/activity/report.js';
import { bucketWidth } from '../../../reports/activity/timeline.js';
import { createActivityRenderer } from '../../../reports/html/activity.js';
import { loadActivityParts } from '../../../cli/report-parts.js';
import { techniqueOf } from '../../../mappings/attack.table.js';

const SOURCE = { kind: 'log', verification: 'not_checked', detail: '' } as const;

function reportOf(lines: readonly unknown[], redact = true, maxEvidence = 100, more: object = {}): ActivityReport {
  const reducer = createActivityReducer({ techniqueOf, maxEvidence, ...more });
  for (const line of lines) reducer.add(line);
  return composeReport(reducer.state, {
    title: 'T',
    generated: '2026-01-03T00:00:00.000Z',
    productVersion: '9.9.9',
    source: SOURCE,
    redact,
    scrub: (text) => text.replace('SECRET', '[redacted-x]'),
  });
}

function line(event: string, fields: object = {}, time = '2026-01-02T00:00:00Z'): object {
  return { level: 30, time, event, ...fields };
}

test('events of both vocabularies are classified, and the risk follows', (t) => {
  const quiet = reportOf([line('allowed', { url: 'https://a.example/x' }), line('tunnel_open'), line('ended')]);
  t.is(quiet.risk, 'green');
  t.is(quiet.summary.total_events, 2);
  t.is(quiet.summary.allowed, 2);

  const mixed = reportOf([
    line('blocked', { scanner: 'dlp', url: 'https://a.example/x', client_ip: '10.1.2.3' }),
    line('body_dlp', { action: 'warn' }),
    line('allowed', { outcome: 'redact', layer: 'body_dlp', target: 'https://b.example/y', transport: 'forward' }),
    line('response_scan', { action: 'block' }),
    line('error'),
  ]);
  t.is(mixed.risk, 'yellow');
  t.like(mixed.summary, { total_events: 5, blocks: 2, warnings: 2, allowed: 0, criticals: 0, unique_domains: 2 });
  t.deepEqual(
    mixed.categories.map(({ name, count, severity }) => [name, count, severity]),
    [
      ['DLP / Exfiltration', 3, 'high'],
      ['Prompt Injection', 1, 'high'],
    ],
  );
  t.deepEqual(
    mixed.dlp_breakdown?.map(({ surface, total }) => [surface, total]),
    [
      ['Request Body', 2],
      ['URL', 1],
    ],
  );
  t.deepEqual(mixed.mitre_techniques, [
    { technique: 'T1048', count: 3 },
    { technique: 'T1059', count: 1 },
  ]);
  t.is(reportOf([line('kill_switch_deny')]).risk, 'red');
  t.is(reportOf([line('chain_detection', { action: 'block' })]).summary.criticals, 1);
  t.is(reportOf([line('chain_detection', { action: 'warn' })]).summary.criticals, 0);
});

test('an emitted event and a receipt count like a line of the log', (t) => {
  const emitted = { severity: 'warn', type: 'blocked', timestamp: '2026-01-02T00:00:00Z', fields: { scanner: 'ssrf' } };
  const receipt = (record: object): object => ({
    v: 2,
    type: 'action_receipt',
    prev_hash: '',
    hash: '',
    detail: { action_record: { timestamp: '2026-01-02T00:00:00Z', transport: 'fetch', actor: 'a', ...record } },
  });
  const report = reportOf([
    emitted,
    receipt({ verdict: 'block', layer: 'core_ssrf', target: 'http://x.example/' }),
    receipt({ verdict: 'allow', decision_phase: 'intent' }),
    receipt({ verdict: 'allow', decision_phase: 'outcome' }),
    receipt({ verdict: 'allow', transport: 'receipt_session', policy_hash: 'ab' }),
    { v: 2, type: 'decision', prev_hash: '', detail: {} },
  ]);
  t.like(report.summary, { total_events: 3, blocks: 2, allowed: 1 });
  t.is(report.summary.skipped_lines, undefined);
  t.deepEqual(report.policy_hashes, ['ab']);
  t.is(report.categories[0]?.name, 'SSRF');
});

test('lines of no known form are skipped and counted', (t) => {
  const bad = [null, 1, 'x', [], {}, { event: 'blocked' }, line('blocked', {}, 'yesterday'), line('allowed', {}, '-9')];
  t.is(reportOf(bad).summary.skipped_lines, bad.length);
  t.is(reportOf(bad).summary.total_events, 0);
  t.is(reportOf([{ ...line('allowed'), __proto__: { event: 'x' } }]).summary.allowed, 1);
  t.is(reportOf([line('constructor')]).summary.total_events, 1, 'a name of Object is an unknown event');
});

test('since is inclusive, until exclusive; version, mode and hashes come from the last start', (t) => {
  const ms = Date.parse('2026-01-02T00:00:00Z');
  const period = { sinceMs: ms, untilMs: ms + 1000 };
  const at = ['2026-01-01T23:59:59.999Z', '2026-01-02T00:00:00Z', '2026-01-02T00:00:00.999Z', '2026-01-02T00:00:01Z'];
  t.is(
    reportOf(
      at.map((time) => line('allowed', {}, time)),
      true,
      9,
      period,
    ).summary.allowed,
    2,
  );
  const report = reportOf([
    line('startup', { version: '2', mode: 'strict', config_hash: 'b' }, '2026-01-02T00:00:02Z'),
    line('startup', { version: '1', mode: 'audit', config_hash: 'a' }, '2026-01-02T00:00:01Z'),
    line('config_reload', { config_hash: 'c' }),
  ]);
  t.like(report, { version: '2', mode: 'strict', config_hashes: ['a', 'b', 'c'] });
  t.is(report.time_range.start, '', 'starts are no activity');
  t.is(reportOf([]).version, '9.9.9');
});

test('the evidence is capped, critical first and then by time', (t) => {
  const lines = [
    line('blocked', { request_id: 'late' }, '2026-01-02T00:00:03Z'),
    line('kill_switch_deny', { request_id: 'critical' }, '2026-01-02T00:00:09Z'),
    line('blocked', { request_id: 'early' }, '2026-01-02T00:00:01Z'),
  ];
  t.deepEqual(
    reportOf(lines, true, 2).evidence.map(({ id }) => id),
    ['critical', 'early'],
  );
  t.deepEqual(reportOf(lines, true, 0).evidence, []);
});

test('addresses, paths and credentials are not shown; without redaction only credentials are taken out', (t) => {
  const lines = [
    line('blocked', {
      scanner: 'dlp',
      url: 'https://u:p@A.example:8443/p?q=1',
      reason: 'to 10.0.0.7 via https://h.example/t/k',
    }),
    line('blocked', { scanner: 'ssrf', url: 'http://169.254.169.254/latest', client_ip: '192.168.1.9' }),
    line('blocked', { scanner: 'ssrf', url: 'http://[fd00::1]/x', client_ip: 'fe80::1', reason: 'SECRET' }),
  ];
  const text = JSON.stringify(reportOf(lines));
  for (const hidden of [
    'u:p',
    '/p?',
    'q=1',
    '10.0.0.7',
    '169.254',
    'fd00',
    '192.168',
    'fe80',
    '/t/k',
    'SECRET',
    '/latest',
  ])
    t.false(text.includes(hidden), hidden);
  for (const shown of ['https://a.example', '[redacted-url]', 'https://h.example', '[redacted-x]'])
    t.true(text.includes(shown), shown);
  const open = JSON.stringify(reportOf(lines, false));
  t.true(open.includes('169.254.169.254') && open.includes('/p?q=1'));
  t.false(open.includes('SECRET'));
});

test('hosts are read from URLs of every kind and from nothing else', (t) => {
  t.is(hostOf('HTTPS://Api.Example:443/x'), 'api.example');
  t.is(hostOf('https://user:pw@h.example/'), 'h.example');
  t.is(hostOf('api.example:443'), 'api.example');
  t.is(hostOf('http://[::1]:80/'), '[::1]');
  t.is(hostOf('pipelock://unparsed'), '');
  t.is(hostOf('javascript:alert(1)'), '');
  t.is(redactUrl('pipelock://unparsed'), 'pipelock://unparsed');
  t.is(redactUrl('javascript:alert(1)'), '[redacted-url]');
  t.is(redactUrl('10.0.0.1:443'), '[redacted-url]');
  t.is(redactUrl('2130706433:80'), '[redacted-url]');
  t.is(redactWords('version 1.2.3 at 12:30'), 'version 1.2.3 at 12:30');
});

test('the width of a column follows the range', (t) => {
  const [minute, hour] = [60_000, 3_600_000];
  const widths = [72 * hour, 12 * hour, 2 * hour, 30 * minute, 29 * minute, 0].map(bucketWidth);
  t.deepEqual(widths, [24 * hour, hour, 15 * minute, 5 * minute, 4 * minute, minute]);
  const years = Array.from({ length: 3000 }, (_, day) => line('allowed', {}, new Date(day * 86_400_000).toISOString()));
  const { timeline, timeline_bucket_seconds: width } = reportOf(years);
  t.true(timeline.length <= 400);
  t.is(
    timeline.reduce((sum, { allowed }) => sum + allowed, 0),
    3000,
  );
  t.is(width % 86_400, 0);
});

test('hostile strings stay text in the page, and the page fetches nothing', (t) => {
  const hostile = '</style><script>alert(1)</script>"\'{{x}}<img src=x onerror=1>';
  const report = reportOf(
    [line('blocked', { scanner: hostile, reason: hostile, url: hostile, agent: hostile, method: hostile })],
    false,
  );
  const page = createActivityRenderer(loadActivityParts())({ ...report, title: hostile });
  t.false(/<script|<img/.test(page));
  t.false(/(?:src|href)=/.test(page.replaceAll(/&[^;]+;/g, '')) && /<[^>]+(?:src|href)=/.test(page));
  for (const title of [
    'Activity Timeline',
    'Findings by Category',
    'Events by Transport',
    'Evidence Appendix',
    'Events by Source',
  ])
    t.true(page.includes(title), title);
});

test('names are bounded and frequent ones survive', (t) => {
  const names = namedCounts(10);
  for (let index = 0; index < 1000; index++) {
    names.of(`n${index}`).total++;
    names.of('often').total++;
  }
  t.true(names.entries.size <= 10);
  t.true(names.forgot);
  t.is(names.of('often').total, 1000);
  t.is(namedCounts(10).of('x'.repeat(999)).total, 0);
  const first = firstOf<number>(3, (a, b) => a - b);
  for (const item of [5, 1, 4, 1, 9]) first.add(item);
  t.deepEqual(first.items, [1, 1, 4]);
});

test('times of the usual spelling are those that Date.parse reads, and what is no time is skipped', (t) => {
  const readMs = (time: string): number | undefined => {
    const reading = readActivity({ event: 'allowed', time });
    return typeof reading === 'object' ? reading.atMs : undefined;
  };
  const real = [
    ...['1970-01-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z', '2026-12-31T00:00:00.001Z', '9999-12-28T12:00:00.000Z'],
    ...['2026-11-26T01:02:03Z', '2026-11-26T01:02:03.123456789Z', '2026-11-26T01:02:03.5+02:00'],
  ];
  for (const time of real) t.is(readMs(time), Date.parse(time), time);
  for (let n = 0; n < 400; n += 1) {
    const time = new Date(n * 86_400_000 * 37 + n * 12_345_678).toISOString();
    t.is(readMs(time), Date.parse(time), time);
  }
  const none = [
    ...['2026-13-01T00:00:00.000Z', '2026-00-01T00:00:00.000Z', '2026-01-00T00:00:00.000Z', '2026-01-32T00:00:00.000Z'],
    ...['2026-01-01T24:00:01.000Z', '2026-01-01T00:60:00.000Z', '2026-01-01T00:00:60.000Z', '2026-01-01T00:00:00.00xZ'],
    ...['2026-01-01t00:00:00.000Z', '2026-01-01T00:00:00.000z', '2026/01/01T00:00:00.000Z', '1969-12-31T23:59:59.999Z'],
    ...['２026-01-01T00:00:00.000Z', '2026-01-01T00:00:00,000Z', '+026-01-01T00:00:00.000Z', ''],
  ];
  for (const time of none) t.is(readMs(time), undefined, time);
});

test('events that come too late to be kept change nothing but the counts, whatever their order', (t) => {
  const events = Array.from({ length: 300 }, (_, n) =>
    line(
      n % 50 === 7 ? 'kill_switch_deny' : 'blocked',
      { scanner: n % 3 === 0 ? 'dlp' : 'ssrf', url: `https://h${n % 9}.example/${n}`, action_id: `a-${n % 40}` },
      new Date(Date.UTC(2026, 0, 1) + ((n * 7919) % 300) * 1000).toISOString(),
    ),
  );
  const once = reportOf(events, true, 10);
  t.deepEqual(reportOf(events.toReversed(), true, 10), once);
  t.deepEqual(reportOf([...events.slice(137), ...events.slice(0, 137)], true, 10), once);
  t.is(once.evidence.length, 10);
  t.is(once.summary.blocks, 300);
  t.deepEqual(reportOf(events, true, 0).evidence, []);
});
