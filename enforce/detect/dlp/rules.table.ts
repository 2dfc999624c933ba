// SPDX-License-Identifier: Apache-2.0
import type { DlpRule } from './rule.js';

const AN = '[A-Za-z0-9]';
const TOKEN = '[A-Za-z0-9_-]';
const HEX = '[0-9A-Fa-f]';
const BASE64 = '[A-Za-z0-9+/]';
const BASE58 = '[1-9A-HJ-NP-Za-km-z]';

const crit = { severity: 'critical', origin: 'default' } as const;
const high = { severity: 'high', origin: 'default' } as const;
const medium = { severity: 'medium', origin: 'default' } as const;
const low = { severity: 'low', origin: 'default' } as const;
const core = { severity: 'critical', origin: 'core' } as const;

/** User information with a password ahead of a host, as database addresses carry it. */
const credentialsInAddress = (scheme: string): string => `${scheme}://[^\\s:/?#@]{0,128}:[^\\s/?#@]{1,256}@`;

/**
 * The built-in credential rules: shapes of tokens as their issuers publish them. To add a rule, add a row here and its
 * lines to the test table. Matching ignores case unless a row says otherwise.
 */
export const DLP_RULES: readonly DlpRule[] = [
  {
    ...core,
    name: 'AWS Access ID',
    anchors: ['AKIA', 'A3T', 'AGPA', 'AIDA', 'AROA', 'AIPA', 'ANPA', 'ANVA', 'ASIA'],
    source: `(?:AKIA|A3T|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ASIA)[A-Z0-9]{16,24}`,
    validator: 'aws_access_id',
  },
  {
    ...core,
    name: 'AWS Secret Key',
    anchors: ['awssecret', 'aws_secret', 'aws-secret', 'secretaccess', 'secret_access', 'secret-access'],
    source: `(?:aws[ ._-]?secret|secret[ ._-]?access)[ ._-]?(?:access)?[ ._-]?key[^A-Za-z0-9+/]{1,5}${BASE64}{40}`,
  },
  { ...core, name: 'GCP Service Account Key', anchors: ['"type"'], source: '"type"\\s{0,8}:\\s{0,8}"service_account"' },
  {
    ...core,
    name: 'GitHub Token',
    anchors: ['ghp_', 'gho_', 'ghu_', 'ghr_', 'ghs_'],
    source: 'gh[opur]_[A-Za-z0-9_]{36,}|ghs_[A-Za-z0-9_.-]{36,}',
  },
  { ...core, name: 'GitHub Fine-Grained PAT', anchors: ['github_pat_'], source: 'github_pat_[A-Za-z0-9_]{36,}' },
  { ...core, name: 'GitLab PAT', anchors: ['glpat-'], source: `glpat-${TOKEN}{20,}`, audience: ['gitlab.com'] },
  {
    ...core,
    name: 'Slack Token',
    anchors: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-'],
    source: 'xox[bpars]-[A-Za-z0-9-]{15,}',
  },
  {
    ...core,
    name: 'Private Key Header',
    anchors: ['-----BEGIN'],
    source: '-----BEGIN ?(?:(?:RSA|EC|DSA|OPENSSH|PGP|ENCRYPTED) ?)?PRIVATE ?KEY(?: ?BLOCK)?-----',
  },

  {
    ...crit,
    name: 'Anthropic API Key',
    anchors: ['sk-ant-'],
    leftBoundary: true,
    source: `sk-ant-${TOKEN}{20,}`,
    audience: ['*.anthropic.com'],
  },
  {
    ...crit,
    name: 'OpenAI API Key',
    anchors: ['sk-proj-'],
    leftBoundary: true,
    source: `sk-proj-${TOKEN}{20,}`,
    audience: ['*.openai.com'],
  },
  {
    ...crit,
    name: 'OpenAI Service Key',
    anchors: ['sk-svcacct-'],
    leftBoundary: true,
    source: `sk-svcacct-${TOKEN}{20,}`,
    audience: ['*.openai.com'],
  },
  { ...crit, name: 'Fireworks API Key', anchors: ['fw_'], source: `fw_${AN}{22}\\b`, audience: ['*.fireworks.ai'] },
  {
    ...crit,
    name: 'LLM Router API Key',
    anchors: ['sk-or-v1-'],
    source: `sk-or-v1-${HEX}{20,}\\b`,
    audience: ['*.openrouter.ai'],
  },
  {
    ...crit,
    name: 'Answer Engine API Key',
    anchors: ['pplx-'],
    source: `pplx-${AN}{20,}\\b`,
    audience: ['*.perplexity.ai'],
  },
  {
    ...crit,
    name: 'Web Research API Key',
    anchors: ['tvly-'],
    source: `tvly-${AN}{20,}\\b`,
    audience: ['*.tavily.com'],
  },
  { ...high, name: 'Google API Key', anchors: ['AIza'], source: `AIza${TOKEN}{35}\\b`, audience: ['*.googleapis.com'] },
  { ...crit, name: 'Google OAuth Client Secret', anchors: ['GOCSPX-'], source: `GOCSPX-${TOKEN}{28,}` },
  {
    ...medium,
    name: 'Google OAuth Client ID',
    finder: 'oauth_client_id',
    source: `\\b[0-9]{6,24}-${AN}{32}\\.apps\\.googleusercontent\\.com`,
  },
  {
    ...crit,
    name: 'Google OAuth Token',
    anchors: ['ya29.'],
    source: 'ya29\\.[A-Za-z0-9_.-]{20,}',
    audience: ['*.googleapis.com'],
  },
  {
    ...crit,
    name: 'Stripe Key',
    anchors: ['sk_live', 'sk-live', 'sk_test', 'sk-test', 'rk_live', 'rk-live', 'rk_test', 'rk-test'],
    source: `[sr]k[_-](?:live|test)[_-]${AN}{20,}`,
  },
  { ...crit, name: 'Stripe Webhook Secret', anchors: ['whsec_'], source: 'whsec_[A-Za-z0-9+/=_-]{20,}' },
  { ...crit, name: 'GitLab Deploy Token', anchors: ['gldt-'], source: `gldt-${TOKEN}{20,}`, audience: ['gitlab.com'] },
  {
    ...crit,
    name: 'GitLab Runner Token',
    anchors: ['glrt-', 'glrtr-'],
    source: `glrtr?-${TOKEN}{20,}`,
    audience: ['gitlab.com'],
  },
  {
    ...crit,
    name: 'GitLab CI Job Token',
    anchors: ['glcbt-'],
    source: `glcbt-${TOKEN}{20,}`,
    audience: ['gitlab.com'],
  },
  {
    ...crit,
    name: 'GitLab Pipeline Trigger Token',
    anchors: ['glptt-'],
    source: `glptt-${TOKEN}{20,}`,
    audience: ['gitlab.com'],
  },
  {
    ...crit,
    name: 'GitLab OAuth Application Secret',
    anchors: ['gloas-'],
    source: `gloas-${TOKEN}{20,}`,
    audience: ['gitlab.com'],
  },
  {
    ...crit,
    name: 'GitLab SCIM Token',
    anchors: ['glsoat-'],
    source: `glsoat-${TOKEN}{20,}`,
    audience: ['gitlab.com'],
  },
  {
    ...crit,
    name: 'GitLab Service Token',
    anchors: ['glft-', 'glimt-', 'glagent-', 'glwt-', 'glffct-'],
    source: `gl(?:ft|imt|agent|wt|ffct)-${TOKEN}{20,}`,
    audience: ['gitlab.com'],
  },
  {
    ...crit,
    name: 'PostgreSQL Connection String',
    asWrittenOnly: true,
    anchors: ['postgres'],
    source: credentialsInAddress('postgres(?:ql)?'),
  },
  {
    ...crit,
    name: 'MySQL Connection String',
    asWrittenOnly: true,
    anchors: ['mysql://'],
    source: credentialsInAddress('mysql'),
  },
  {
    ...crit,
    name: 'MongoDB Connection String',
    asWrittenOnly: true,
    anchors: ['mongodb'],
    source: credentialsInAddress('mongodb(?:\\+srv)?'),
  },
  {
    ...crit,
    name: 'Redis Connection String',
    asWrittenOnly: true,
    anchors: ['redis'],
    source: credentialsInAddress('rediss?'),
  },
  {
    ...high,
    name: 'GCP Service Account Private Key ID',
    anchors: ['"private_key_id"'],
    source: `"private_key_id"\\s{0,8}:\\s{0,8}"${HEX}{40}"`,
  },
  { ...crit, name: 'Azure Storage Account Key', anchors: ['AccountKey='], source: `AccountKey=${BASE64}{86}==` },
  { ...high, name: 'Azure SAS Token', anchors: ['sig='], source: `\\bsig=(?:[A-Za-z0-9%]{43,}%3d|${BASE64}{43}=)` },
  { ...crit, name: 'Slack App Token', anchors: ['xapp-'], source: `xapp-[0-9]{1,4}-${AN}{6,}-[0-9]{6,}-${HEX}{16,}` },
  {
    ...crit,
    name: 'Discord Bot Token',
    finder: 'discord_token',
    caseSensitive: true,
    asWrittenOnly: true,
    source: `[MN]${AN}{23,}\\.${TOKEN}{6}\\.${TOKEN}{27,}|mfa\\.${TOKEN}{84,}`,
    audience: ['discord.com'],
  },
  { ...high, name: 'Twilio API Key', anchors: ['SK'], source: `\\bSK${HEX}{32}\\b`, asWrittenOnly: true },
  {
    ...crit,
    name: 'SendGrid API Key',
    anchors: ['SG.'],
    caseSensitive: true,
    source: `SG\\.${TOKEN}{22}\\.${TOKEN}{43}`,
  },
  { ...high, name: 'Mailgun API Key', anchors: ['key-'], source: `\\bkey-${AN}{32}\\b`, asWrittenOnly: true },
  { ...crit, name: 'New Relic API Key', anchors: ['NRAK-'], source: `NRAK-${AN}{27,}` },
  {
    ...crit,
    name: 'Hugging Face Token',
    anchors: ['hf_'],
    source: `hf_${AN}{34,37}\\b`,
    audience: ['*.huggingface.co'],
  },
  {
    ...crit,
    name: 'Databricks Token',
    anchors: ['dapi'],
    source: `dapi${HEX}{32,}\\b`,
    audience: ['*.databricks.com'],
  },
  { ...crit, name: 'Replicate API Token', anchors: ['r8_'], source: `r8_${HEX}{40}\\b`, audience: ['*.replicate.com'] },
  { ...crit, name: 'Together AI Key', anchors: ['tok_'], source: 'tok_[a-z0-9]{40,}\\b', audience: ['*.together.ai'] },
  {
    ...crit,
    name: 'Pinecone API Key',
    anchors: ['pcsk_'],
    source: 'pcsk_[A-Za-z0-9_]{36,}\\b',
    audience: ['*.pinecone.io'],
  },
  { ...crit, name: 'Groq API Key', anchors: ['gsk_'], source: `gsk_${AN}{48,}\\b`, audience: ['*.groq.com'] },
  { ...crit, name: 'xAI API Key', anchors: ['xai-'], source: `xai-${TOKEN}{80,}\\b`, audience: ['*.x.ai'] },
  { ...crit, name: 'DigitalOcean Token', anchors: ['dop_v1_'], source: `dop_v1_${HEX}{64}` },
  { ...crit, name: 'HashiCorp Vault Token', anchors: ['hvs.'], source: `hvs\\.${TOKEN}{24,}\\b` },
  {
    ...crit,
    name: 'Vercel Token',
    anchors: ['vercel_', 'vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'],
    source: `(?:vercel|vc[piark])_${AN}{24,}\\b`,
  },
  { ...crit, name: 'Supabase Service Key', anchors: ['sb_secret_'], source: `sb_secret_${TOKEN}{22}_${TOKEN}{8}` },
  { ...crit, name: 'npm Token', anchors: ['npm_'], source: `npm_${AN}{36,}\\b` },
  { ...crit, name: 'PyPI Token', anchors: ['pypi-AgE'], source: `pypi-AgE${TOKEN}{90,}` },
  { ...high, name: 'Linear API Key', anchors: ['lin_api_'], source: `lin_api_${AN}{40,}\\b` },
  { ...high, name: 'Notion API Key', anchors: ['ntn_'], source: `ntn_${AN}{40,}\\b` },
  { ...high, name: 'Sentry Auth Token', anchors: ['sntrys_'], source: 'sntrys_[A-Za-z0-9+/=_]{40,}\\b' },
  {
    ...high,
    name: 'JWT Token',
    finder: 'jwt',
    anchors: ['eyJ', 'eyA', 'ewo', 'ewk', 'ew0'],
    caseSensitive: true,
    source: `(?:eyJ|eyA|ewo|ewk|ew0)${TOKEN}{7,}\\.(?:(?:eyJ|eyA|ewo|ewk|ew0)${TOKEN}*|e30)\\.${TOKEN}{10,}`,
  },
  {
    ...crit,
    name: 'Bitcoin WIF Private Key',
    finder: 'wallet_key',
    caseSensitive: true,
    validator: 'wif',
    source: `\\b(?:5${BASE58}{50}|[KL]${BASE58}{51})\\b`,
  },
  {
    ...crit,
    name: 'Extended Private Key',
    anchors: ['xprv', 'yprv', 'zprv', 'tprv'],
    caseSensitive: true,
    source: `[xytz]prv${BASE58}{107,108}`,
  },
  { ...crit, name: 'Ethereum Private Key', finder: 'ethereum_key', source: `0x${HEX}{64}\\b`, asWrittenOnly: true },
  {
    ...low,
    name: 'Social Security Number',
    finder: 'social_security_number',
    source: '\\b[0-9]{3}-[0-9]{2}-[0-9]{4}\\b',
    asWrittenOnly: true,
  },
  {
    ...medium,
    name: 'Credit Card Number',
    finder: 'card_number',
    validator: 'luhn',
    asWrittenOnly: true,
    source: '\\b[0-9](?:[ -]?[0-9]){14,18}\\b',
  },
  {
    ...medium,
    name: 'IBAN',
    finder: 'account_number',
    validator: 'mod97',
    asWrittenOnly: true,
    source: '\\b[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\\b',
  },
  {
    ...high,
    name: 'Credential in URL',
    finder: 'url_parameter',
    asWrittenOnly: true,
    source:
      '(?:^(?:password|passwd|secret|token|api[_-]?key)=|[?&](?:password|passwd|secret|token|api[_-]?key) ?= ?)[A-Za-z0-9+/_.~$!-][^\\s&#]{3,}',
  },
  {
    ...high,
    name: 'Environment Variable Secret',
    finder: 'environment_line',
    caseSensitive: true,
    asWrittenOnly: true,
    source: `\\b[A-Z][A-Z0-9_]{0,64}(?:_SECRET_KEY|_SECRET_ACCESS_KEY|_SECRET|_PASSWORD|_PASSWD|_TOKEN|_API_KEY)=[^\\s&"']{8,}`,
  },
];
