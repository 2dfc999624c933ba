// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { BUILT_IN_RULES } from '../../../../../../enforce/detect/dlp/assemble.js';
import { compileAudience } from '../../../../../../enforce/detect/dlp/audience/audience.js';
import {
  detectJwtAudience,
  JWT_MISMATCH,
  tokenCourse,
} from '../../../../../../enforce/detect/dlp/audience/jwt-audience.js';
import { DLP_RULES } from '../../../../../../enforce/detect/dlp/rules/rules.table.js';
import { parseTarget } from '../../../../../../enforce/detect/url/target.js';

const AUDIENCE = compileAudience(DLP_RULES, {
  github_enterprise_hosts: ['git.corp.example'],
  gitlab_hosts: ['lab.corp.example'],
});

function permits(name: string, header: string, value: string, url: string): boolean {
  const rule = DLP_RULES.find((known) => known.name === name);
  if (rule === undefined) throw new Error(name);
  return AUDIENCE.permits(rule, header, value, parseTarget(url));
}

const GIT = '/o/r/info/refs?service=git-upload-pack';

const PERMITTED: readonly (readonly [name: string, header: string, scheme: string, url: string])[] = [
  ['GitHub Token', 'authorization', 'Bearer', 'https://api.github.com/user'],
  ['GitHub Token', 'authorization', 'token', 'https://uploads.github.com/x'],
  ['GitHub Token', 'authorization', 'Bearer', 'https://maven.pkg.github.com/o/r'],
  ['GitHub Token', 'authorization', 'Basic', 'https://ghcr.io/token'],
  ['GitHub Token', 'authorization', 'Basic', `https://github.com${GIT}`],
  ['GitHub Fine-Grained PAT', 'authorization', 'Bearer', 'https://git.corp.example/api/v3/user'],
  ['GitHub Fine-Grained PAT', 'authorization', 'Basic', `https://git.corp.example${GIT}`],
  ['GitLab PAT', 'private-token', '', 'https://gitlab.com/api/v4/user'],
  ['GitLab PAT', 'authorization', 'Bearer', 'https://gitlab.com/api/v4/user'],
  ['GitLab PAT', 'authorization', 'Basic', `https://lab.corp.example${GIT}`],
  ['GitLab CI Job Token', 'job-token', '', 'https://lab.corp.example/api/v4/job'],
  ['GitLab Deploy Token', 'deploy-token', '', 'https://gitlab.com/api/v4/x'],
  ['Anthropic API Key', 'x-api-key', '', 'https://api.anthropic.com/v1/messages'],
  ['OpenAI API Key', 'authorization', 'Bearer', 'wss://api.openai.com/v1/realtime'],
  ['Google API Key', 'x-goog-api-key', '', 'https://maps.googleapis.com/x'],
  ['Google OAuth Token', 'authorization', 'Bearer', 'https://www.googleapis.com/x'],
];

const REFUSED: readonly (readonly [name: string, header: string, scheme: string, url: string])[] = [
  ['GitHub Token', 'authorization', 'Bearer', 'http://api.github.com/user'],
  ['GitHub Token', 'authorization', 'Bearer', 'https://github.com/user'],
  ['GitHub Token', 'authorization', 'Bearer', 'https://api.github.com.evil.example/user'],
  ['GitHub Token', 'x-api-key', '', 'https://api.github.com/user'],
  ['GitHub Token', 'authorization', 'Basic', 'https://github.com/o/r'],
  ['GitHub Token', 'authorization', 'Basic', `https://gitlab.com${GIT}`],
  ['GitHub Token', 'authorization', 'Basic', `https://lab.corp.example${GIT}`],
  ['GitLab PAT', 'authorization', 'Basic', `https://github.com${GIT}`],
  ['GitLab PAT', 'job-token', '', 'https://gitlab.com/api/v4/user'],
  ['GitLab CI Job Token', 'private-token', '', 'https://gitlab.com/api/v4/job'],
  ['GitLab PAT', 'private-token', '', 'https://evil.example/api/v4/user'],
  ['Anthropic API Key', 'x-api-key', '', 'https://evil.example/v1/messages'],
  ['Anthropic API Key', 'cookie', '', 'https://api.anthropic.com/v1/messages'],
  ['OpenAI API Key', 'authorization', 'Bearer', 'ws://api.openai.com/v1/realtime'],
  ['Google OAuth Token', 'x-goog-api-key', '', 'https://www.googleapis.com/x'],
  ['AWS Access ID', 'authorization', 'Bearer', 'https://sts.amazonaws.com/'],
];

test('a near miss goes where whole tokens of its beginning may go', (t) => {
  const audience = compileAudience(BUILT_IN_RULES, {});
  const rule = BUILT_IN_RULES.find(({ finder }) => finder === 'near_miss');
  const goes = (header: string, value: string, url: string): boolean =>
    rule !== undefined && audience.permits(rule, header, value, parseTarget(url));
  t.true(goes('authorization', 'Bearer ghp_x', 'https://api.github.com/user'));
  t.true(goes('x-api-key', 'sk-ant-x', 'https://api.anthropic.com/v1'));
  t.false(goes('authorization', 'Bearer ghp_x', 'https://evil.example/user'));
  t.false(goes('authorization', 'Bearer ghp_x', 'https://api.anthropic.com/v1'));
  t.false(goes('authorization', 'Bearer sk-ant-x, ghp_x', 'https://api.anthropic.com/v1'));
  t.false(goes('authorization', 'Bearer other', 'https://api.github.com/user'));
});

for (const [name, header, scheme, url] of PERMITTED)
  test(`home: ${name} in ${header} ${scheme} to ${url}`, (t) =>
    t.true(permits(name, header, `${scheme} x`.trim(), url)));
for (const [name, header, scheme, url] of REFUSED)
  test(`not home: ${name} in ${header} ${scheme} to ${url}`, (t) =>
    t.false(permits(name, header, `${scheme} x`.trim(), url)));

const segment = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: unknown): string =>
  `${segment({ alg: 'HS256', typ: 'JWT' })}.${segment(claims)}.bm90IGEgc2lnbmF0dXJl`;
const course = (claims: unknown, url: string): string => tokenCourse(`Bearer ${jwt(claims)}`, parseTarget(url));

const API = 'https://api.vendor.example/v1';
const EVIL = 'https://collector.other.example/ingest';

test('a token that names its destination is on its way home', (t) => {
  for (const claims of [
    { aud: 'https://api.vendor.example' },
    { aud: 'https://api.vendor.example/' },
    { aud: 'api.vendor.example' },
    { aud: 'https://auth.vendor.example' },
    { aud: ['https://elsewhere.example', 'https://api.vendor.example'] },
    { aud: 'account', iss: 'https://id.vendor.example/realms/x' },
    { iss: 'https://id.vendor.example' },
  ]) {
    t.is(course(claims, API), 'home', JSON.stringify(claims));
    t.is(detectJwtAudience('authorization', `Bearer ${jwt(claims)}`, parseTarget(API)), undefined);
    t.true(permits('JWT Token', 'authorization', `Bearer ${jwt(claims)}`, API));
  }
});

test('a token that names others only is on its way elsewhere', (t) => {
  for (const claims of [
    { aud: 'https://api.vendor.example' },
    { aud: ['https://api.vendor.example', 'https://id.vendor.example/userinfo'] },
    { aud: 'api.vendor.example', iss: 'https://id.vendor.example' },
    { aud: ['agent', 'https://api.vendor.example'] },
    { aud: 'https://other.example.vendor.example' },
  ]) {
    t.is(course(claims, EVIL), 'away', JSON.stringify(claims));
    t.deepEqual(detectJwtAudience('authorization', `Bearer ${jwt(claims)}`, parseTarget(EVIL)), {
      detector: 'dlp',
      rule: JWT_MISMATCH,
      category: 'default',
      severity: 'high',
      surface: 'header:authorization',
      view: 'base64url',
    });
    t.false(permits('JWT Token', 'authorization', `Bearer ${jwt(claims)}`, EVIL));
  }
  t.is(course({ aud: 'https://api.vendor.example' }, 'https://203.0.113.9/'), 'away');
});

test('a token that says nothing comparable is neither', (t) => {
  for (const claims of [
    {},
    { aud: null },
    { aud: 7 },
    { aud: 'account' },
    { aud: 'api://3f2b1c9e-1c1c-4f4f-9a9a-0123456789ab' },
    { aud: 'urn:vendor:api' },
    { aud: '1234-abcdef.apps.googleusercontent.com' },
    { aud: 'com.example.app' },
    { aud: 'https://kubernetes.default.svc.cluster.local' },
    { aud: 'https://localhost:8443' },
    { aud: 'https://10.0.0.7/' },
    { sub: 'x', iss: 'https://id.vendor.example' },
    ['https://api.vendor.example'],
  ])
    t.is(course(claims, EVIL), 'unknown', JSON.stringify(claims));
  for (const url of ['http://localhost:3000/', 'http://10.0.0.7/', 'https://relay.corp/', 'not a url'])
    t.is(course({ aud: 'https://api.vendor.example' }, url), 'unknown', url);
});

test('providers with several domains', (t) => {
  t.is(course({ aud: 'https://storage.azure.com' }, 'https://acct.blob.core.windows.net/c'), 'home');
  t.is(course({ aud: 'https://management.core.windows.net/' }, 'https://management.azure.com/x'), 'home');
  t.is(course({ aud: 'https://graph.microsoft.com' }, 'https://evil.azurewebsites.net/'), 'away');
  t.is(course({ aud: 'https://storage.azure.com' }, 'https://evil.eastus.cloudapp.azure.com/'), 'away');
  t.is(course({ aud: 'https://a.github.io' }, 'https://b.github.io/'), 'away');
});

test('one token abroad among several decides, and only all at home are home', (t) => {
  const home = jwt({ aud: API });
  const away = jwt({ aud: 'https://third.example' });
  t.is(tokenCourse(`Bearer ${home}, ${away}`, parseTarget(API)), 'away');
  t.is(tokenCourse(`Bearer ${home}, ${jwt({})}`, parseTarget(API)), 'unknown');
  t.is(detectJwtAudience('x-token', jwt({ aud: 'https://third.example' }), parseTarget(API)), undefined);
});

test('what is no token is nothing, however it is made', (t) => {
  for (const value of [
    'Bearer mF_9.B5f-4.1JqM',
    'Bearer opaque',
    '....',
    `Bearer ${'a'.repeat(100_000)}`,
    `Bearer ${'a.'.repeat(50_000)}`,
    `Bearer ${segment({})}.${'A'.repeat(70_000)}.x`,
    'Bearer eyJhbGciOiJI.bm90IGpzb24.x',
    'Bearer eyJhbGciOiJI.!!!.x',
  ])
    t.is(tokenCourse(value, parseTarget(EVIL)), 'unknown');
});
