// SPDX-License-Identifier: Apache-2.0

/** For one rule: texts it must find, and look-alikes it must leave alone. Tokens are put together so that no scanner finds them here. */
export interface RuleCase {
  readonly positives: readonly string[];
  readonly negatives: readonly string[];
}

const AN = 'abcDEF123ghiJKL456mnoPQR789stuVWX012yzaBCD345efgHIJ678klmNOP901qrsTUV234wxyZAB567cdeFGH890';
const HEX = '0123456789abcdef'.repeat(8);
const LOWER = 'abc123def456ghi789'.repeat(6);
const an = (length: number): string => AN.slice(0, length);
const hex = (length: number): string => HEX.slice(0, length);
const B58 = 'K2xbQzs9vPq7TkWmD4nYeHgRcJfLu8A5iVoE3tSyU6jX1wBZaMhNdFrGpC'.repeat(2).replace(/[0OIl]/g, '2');

/** A prefix with a body of sufficient length, and the same one character short. */
const sized = (prefix: string, length: number, body = an): RuleCase => ({
  positives: [prefix + body(length)],
  negatives: [prefix + body(length - 1), prefix.slice(0, -1) + ' ' + body(length)],
});

export const RULE_CASES: Readonly<Record<string, RuleCase>> = {
  'AWS Access ID': {
    positives: [
      'AKIA' + 'IOSFODNN7EXAMPLE',
      'asia' + 'iosf4dnn7example',
      'A3T' + 'ABCDEFGHIJKLMNOPQ',
      'AKIA-' + 'IOSF-ODNN-7EXA-MPLE',
    ],
    negatives: [
      'AKIA' + 'IOSFODNN7EXAMP',
      'asiapacificeconomicforum',
      'canvaseditorcomponents',
      'AKIA-' + 'IOSF-ODNN-7EXA-MPLES',
      'ASIA-EAST-WEST-SOUTH-NORTH',
      'AKIA' + 'X'.repeat(16),
    ],
  },
  'AWS Secret Key': {
    positives: ['aws_secret_access_key = ' + an(40), 'awsSecretAccessKey":"' + an(40), 'secret-access-key: ' + an(40)],
    negatives: ['aws_secret_access_key = ' + an(39), 'the secret access key is kept elsewhere'],
  },
  'GCP Service Account Key': {
    positives: ['{"type": "service_account", "project_id": "x"}', '"type":"service_account"'],
    negatives: ['type=service_account', '{"type": "user_account"}'],
  },
  'GitHub Token': {
    positives: ['ghp_' + an(36), 'ghs_' + an(20) + '.' + an(20)],
    negatives: ['ghp_' + an(35), 'ghx_' + an(36), 'ghp_' + 'x'.repeat(36), 'ghp_' + 'XXXX_'.repeat(9)],
  },
  'GitHub Fine-Grained PAT': sized('github_pat_', 36),
  'GitLab PAT': sized('glpat-', 20),
  'Slack Token': { positives: ['xoxb-' + an(15)], negatives: ['xoxb-' + an(14), 'xoxq-' + an(15)] },
  'Private Key Header': {
    positives: [
      '-----BEGIN RSA PRIVATE ' + 'KEY-----',
      '-----BEGIN PGP PRIVATE ' + 'KEY BLOCK-----',
      '-----BEGIN PRIVATE ' + 'KEY-----',
    ],
    negatives: ['-----BEGIN PUBLIC KEY-----', '-----BEGIN CERTIFICATE-----', 'begin private key'],
  },
  'Anthropic API Key': { positives: ['sk-ant-' + an(20)], negatives: ['sk-ant-' + an(19), 'task-ant-' + an(20)] },
  'OpenAI API Key': { positives: ['sk-proj-' + an(20)], negatives: ['sk-proj-' + an(19), 'disk-proj-' + an(20)] },
  'OpenAI Service Key': sized('sk-svcacct-', 20),
  'Fireworks API Key': { positives: ['fw_' + an(22)], negatives: ['fw_' + an(21), 'fw_' + an(23)] },
  'LLM Router API Key': sized('sk-or-v1-', 20, hex),
  'Answer Engine API Key': sized('pplx-', 20),
  'Web Research API Key': sized('tvly-', 20),
  'Google API Key': sized('AIza', 35),
  'Google OAuth Client Secret': sized('GOCSPX-', 28),
  'Google OAuth Client ID': {
    positives: ['123456789012-' + an(32) + '.apps.googleusercontent.com'],
    negatives: ['12345-' + an(32) + '.apps.googleusercontent.com', '123456789012-' + an(32) + '.apps.example.com'],
  },
  'Google OAuth Token': sized('ya29.', 20),
  'Stripe Key': {
    positives: ['sk_live_' + an(20), 'rk-test-' + an(20)],
    negatives: ['sk_live_' + an(19), 'pk_live_' + an(20)],
  },
  'Stripe Webhook Secret': sized('whsec_', 20),
  'GitLab Deploy Token': sized('gldt-', 20),
  'GitLab Runner Token': {
    positives: ['glrt-' + an(20), 'glrtr-' + an(20)],
    negatives: ['glrt-' + an(19), 'glrx-' + an(20)],
  },
  'GitLab CI Job Token': sized('glcbt-', 20),
  'GitLab Pipeline Trigger Token': sized('glptt-', 20),
  'GitLab OAuth Application Secret': sized('gloas-', 20),
  'GitLab SCIM Token': sized('glsoat-', 20),
  'GitLab Service Token': {
    positives: ['glft-' + an(20), 'glagent-' + an(20)],
    negatives: ['glft-' + an(19), 'glass-' + an(20)],
  },
  'PostgreSQL Connection String': {
    positives: [
      'postgres://app:' + 'hunter2@db.example/x',
      'postgresql://:' + 'pw@h',
      'postgres://admin:' + 'FAKE_password@db.example.com:5432/prod',
      'postgres://user:' + 'password123@main-db.acme.test/main',
    ],
    negatives: [
      'postgres://db.example/x',
      'postgres://app@db.example:5432/x',
      'postgres://user:' + 'password@db.example.com/x',
      'postgres://admin:' + 'password1@localhost:5432/x',
    ],
  },
  'MySQL Connection String': { positives: ['mysql://app:' + 'hunter2@db/x'], negatives: ['mysql://db/x'] },
  'MongoDB Connection String': {
    positives: ['mongodb+srv://app:' + 'hunter2@db/x', 'mongodb://app:' + 'pw@db'],
    negatives: ['mongodb://db/x'],
  },
  'Redis Connection String': { positives: ['rediss://:' + 'hunter2@cache:6379'], negatives: ['redis://cache:6379'] },
  'GCP Service Account Private Key ID': {
    positives: ['"private_key_id": "' + hex(40) + '"'],
    negatives: ['"private_key_id": "' + hex(39) + '"'],
  },
  'Azure Storage Account Key': {
    positives: ['AccountKey=' + an(86) + '=='],
    negatives: ['AccountKey=' + an(85) + '==', 'AccountName=' + an(86)],
  },
  'Azure SAS Token': {
    positives: ['?sv=1&sig=' + an(43) + '%3D', 'sig=' + an(43) + '='],
    negatives: ['sig=' + an(30) + '%3D', 'design=' + an(43) + '='],
  },
  'Slack App Token': {
    positives: ['xapp-1-A0123456789-1234567890123-' + hex(64)],
    negatives: ['xapp-1-A0123456789-1234567890123-xyz'],
  },
  'Discord Bot Token': {
    positives: ['M' + an(23) + '.Xyz_12.' + an(27), 'mfa.' + an(84)],
    negatives: ['M' + an(22) + '.Xyz_12.' + an(27), 'P' + 'a'.repeat(23) + '.Xyz_12.' + 'b'.repeat(27)],
  },
  'Twilio API Key': { positives: ['SK' + hex(32)], negatives: ['SK' + hex(31), 'RISK' + hex(32)] },
  'SendGrid API Key': {
    positives: ['SG.' + an(22) + '.' + an(43)],
    negatives: ['SG.' + an(21) + '.' + an(43), 'sg.' + an(22) + '.' + an(43)],
  },
  'Mailgun API Key': { positives: ['key-' + an(32)], negatives: ['key-' + an(31), 'monkey-' + an(32)] },
  'New Relic API Key': sized('NRAK-', 27),
  'Hugging Face Token': { positives: ['hf_' + an(34)], negatives: ['hf_' + an(33), 'hf_' + an(38)] },
  'Databricks Token': sized('dapi', 32, hex),
  'Replicate API Token': { positives: ['r8_' + hex(40)], negatives: ['r8_' + hex(39), 'r8_' + hex(41)] },
  'Together AI Key': { positives: ['tok_' + LOWER.slice(0, 40)], negatives: ['tok_' + LOWER.slice(0, 39)] },
  'Pinecone API Key': sized('pcsk_', 36),
  'Groq API Key': sized('gsk_', 48),
  'xAI API Key': sized('xai-', 80),
  'DigitalOcean Token': sized('dop_v1_', 64, hex),
  'HashiCorp Vault Token': sized('hvs.', 24),
  'Vercel Token': { positives: ['vercel_' + an(24), 'vck_' + an(24)], negatives: ['vck_' + an(23), 'vcx_' + an(24)] },
  'Supabase Service Key': {
    positives: ['sb_secret_' + an(22) + '_' + an(8)],
    negatives: ['sb_publishable_' + an(22) + '_' + an(8), 'sb_secret_' + an(22)],
  },
  'npm Token': sized('npm_', 36),
  'PyPI Token': sized('pypi-AgE', 90, (length) => (AN + AN).slice(0, length)),
  'Linear API Key': sized('lin_api_', 40),
  'Notion API Key': sized('ntn_', 40),
  'Sentry Auth Token': sized('sntrys_', 40),
  'JWT Token': {
    positives: ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.' + an(43), 'eyJhbGciOiJub25lIn0.e30.' + an(10)],
    negatives: ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.' + an(9), 'www.example.com.abcdefghijk'],
  },
  'Bitcoin WIF Private Key': {
    positives: [
      '5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ',
      'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn',
    ],
    negatives: [
      '5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTK',
      'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWm',
    ],
  },
  'Extended Private Key': {
    positives: ['xprv' + B58.slice(0, 107)],
    negatives: ['xprv' + B58.slice(0, 100), 'xpub' + B58.slice(0, 107)],
  },
  'Ethereum Private Key': {
    positives: ['0x' + hex(64), 'https://a.example/w?pk=' + hex(64), '?a=1&key=' + hex(64) + '&b'],
    negatives: [
      '0x' + hex(40),
      '0x' + hex(65),
      '?pk=' + hex(63),
      '?hash=' + hex(64),
      'pk=' + hex(64),
      '?pk=' + '0'.repeat(64),
      // The base point of P-256, as programs have it.
      'Gx: BigInt("0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296")',
    ],
  },
  'Social Security Number': { positives: ['078-05-1120'], negatives: ['078-051-120', '2024-01-15', '1078-05-1120'] },
  'Credit Card Number': {
    positives: ['4111111111111111', '4111 1111 1111 1111', '378282246310005', '12 34 4111-1111-1111-1111'],
    negatives: ['4111111111111112', '1234567890123456', '20240115123456789'],
  },
  IBAN: {
    positives: [
      'GB82WEST12345698765432',
      'de89370400440532013000',
      'DE89 3704 0044 0532 0130 00',
      'to GB82 WEST 1234 5698 7654 32.',
      'GB82-WEST-1234-5698-7654-32',
    ],
    negatives: [
      'GB82WEST12345698765433',
      'ZZ82WEST12345698765432',
      'DE89 3704 0044 0532 0130 01',
      'CODE89 3704 0044 0532 0130 00',
      'DE89 3704 0044 0532 0130 00A',
    ],
  },
  'Credential in URL': {
    positives: ['https://e.com/?password=hunter22', 'api_key=abcd1234', 'https://e.com/?token=deadbeefcafebabe'],
    negatives: [
      'https://e.com/?password=',
      'https://e.com/?q=password',
      'notoken=abcd',
      'https://e.com/?token=example_token_value',
      'https://e.com/?token=your-token',
    ],
  },
  'Environment Variable Secret': {
    positives: [
      'export DB_PASSWORD=hunter2hunter2',
      'MY_API_KEY=abcdefgh',
      'SECRET_KEY=FAKE_SECRET_0000000000',
      'APP_TOKEN=dummy-token-12345',
      'JWT_SECRET=mysupersecretjwtkey',
    ],
    negatives: [
      'secret_key=hunter2hunter2',
      'APP_TOKEN=dummy-token',
      'JWT_SECRET=jwt_secret_goes_here',
      'APP_TOKEN=your-fake-token-12',
      'DB_PASSWORD=short',
      'db_password=hunter2hunter2',
      'PASSWORD_HINT=somewhere else',
    ],
  },
};
