// SPDX-License-Identifier: Apache-2.0
import test from 'ava';
import { randomRun, seededRandom } from '../../../../../support/token-sample.js';
import { rulesInText } from '../scan.js';

const random = seededRandom(5);
const HEX = randomRun('hex_lower', 32, random);
const SHA1 = randomRun('hex_lower', 40, random);
const SHA256 = randomRun('hex_lower', 64, random);
const TOKEN = randomRun('alnum', 32, random);
const BASE64 = `${randomRun('base64', 86, random)}==`;
const UUID = randomRun('uuid', 36, random);

const SECRETS: readonly string[] = [
  `zorbify_secret: "${HEX}"`,
  `zorbify token = '${TOKEN}'`,
  `{"apiKey": "${TOKEN}"}`,
  `export ZORBIFY_API_KEY=${TOKEN}`,
  `curl -H "Authorization: Bearer ${TOKEN}" https://api.zorbify.example`,
  `curl -H 'X-Api-Key: ${TOKEN}' https://api.zorbify.example`,
  `https://api.zorbify.example/v1?access_token=${TOKEN}`,
  `client.setApiKey("${TOKEN}")`,
  `client_secret:\n  - ${TOKEN}`,
  `<zorbifyToken>${TOKEN}</zorbifyToken>`,
  `<add key="ZorbifyApiKey" value="${TOKEN}" />`,
  `- name: API_TOKEN\n  value: ${TOKEN}`,
  `variable "zorbify_token" {\n  type = string\n  default = "${TOKEN}"\n}`,
  `vendor,api_key\nzorbify,${TOKEN}\n`,
  `mycli --api-key ${TOKEN} --region eu`,
  `the password is ${TOKEN}`,
  `[DEBUG] algolia request\n[DEBUG] Using Key=${TOKEN}`,
  `algolia: ${HEX}`,
  `amqp://worker:${TOKEN}@queue.internal:5672/jobs`,
  `Authorization: Basic ${Buffer.from(`worker:${TOKEN}`).toString('base64')}`,
];

/** Random values that lock files, programs and documents are full of. */
const HARMLESS: readonly string[] = [
  `"integrity": "sha512-${BASE64}"`,
  `checksum = "${SHA256}"`,
  `"resolved": "https://registry.example/pkg/-/pkg-1.0.0.tgz#${SHA1}"`,
  `revision: ${SHA1}`,
  `{file = "pkg-1.0-py3-none-any.whl", hash = "sha256:${SHA256}"}`,
  `uses: actions/checkout@${SHA1}`,
  `FROM node@sha256:${SHA256}`,
  `"narHash": "sha256-${BASE64.slice(0, 43)}="`,
  `etag: "${HEX}"`,
  `commit ${SHA1}`,
  `"requestId": "${UUID}"`,
  `<input type="hidden" name="csrf_token" value="${TOKEN}">`,
  `nextPageToken: "${TOKEN}"`,
  `publicKey: "${TOKEN}"`,
  `--client-request-token ${UUID}`,
  `background: url(data:image/png;base64,${BASE64})`,
  'api_key = "your-api-key-here"',
  'api_key: "xxxxxxxxxxxxxxxxxxxxxxxx"',
  'token = "1234567890abcdef1234567890abcdef"',
  'secret: ${SECRET_FROM_ENV}',
  'const token = parser.readNextTokenFromStream2();',
  'password: process.env.DATABASE_PASSWORD_2',
  'postgres://user:password@localhost:5432/app',
  'token: <paste-your-token-123-here>',
];

for (const text of SECRETS) test(`found: ${text.slice(0, 40)}`, (t) => t.true(rulesInText(text).length > 0, text));

for (const text of HARMLESS) test(`left alone: ${text.slice(0, 40)}`, (t) => t.deepEqual(rulesInText(text), [], text));

test('a credential in a header is where it belongs', (t) => {
  t.deepEqual(rulesInText(`authorization: Bearer ${TOKEN}`, 'header:authorization'), []);
  t.true(rulesInText(`authorization: Bearer ${TOKEN}`).includes('Authorization Credential'));
});
