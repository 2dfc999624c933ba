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
    source: `(?:AKIA|A3T|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ASIA)[A-Z0-9]{16,}`,
    validator: 'aws_access_id',
  },
  {
    ...core,
    name: 'AWS Secret Key',
    source: `(?:aws[ ._-]?secret|secret[ ._-]?access)[ ._-]?(?:access)?[ ._-]?key[^A-Za-z0-9+/]{1,5}${BASE64}{40}`,
  },
  { ...core, name: 'GCP Service Account Key', source: '"type"\\s{0,8}:\\s{0,8}"service_account"' },
  { ...core, name: 'GitHub Token', source: 'gh[opur]_[A-Za-z0-9_]{36,}|ghs_[A-Za-z0-9_.-]{36,}' },
  { ...core, name: 'GitHub Fine-Grained PAT', source: 'github_pat_[A-Za-z0-9_]{36,}' },
  { ...core, name: 'GitLab PAT', source: `glpat-${TOKEN}{20,}`, audience: ['gitlab.com'] },
  { ...core, name: 'Slack Token', source: 'xox[bpars]-[A-Za-z0-9-]{15,}' },
  {
    ...core,
    name: 'Private Key Header',
    source: '-----BEGIN ?(?:(?:RSA|EC|DSA|OPENSSH|PGP|ENCRYPTED) ?)?PRIVATE ?KEY(?: ?BLOCK)?-----',
  },

  {
    ...crit,
    name: 'Anthropic API Key',
    leftBoundary: true,
    source: `sk-ant-${TOKEN}{20,}`,
    audience: ['*.anthropic.com'],
  },
  { ...crit, name: 'OpenAI API Key', leftBoundary: true, source: `sk-proj-${TOKEN}{20,}`, audience: ['*.openai.com'] },
  {
    ...crit,
    name: 'OpenAI Service Key',
    leftBoundary: true,
    source: `sk-svcacct-${TOKEN}{20,}`,
    audience: ['*.openai.com'],
  },
  { ...crit, name: 'Fireworks API Key', source: `fw_${AN}{22}\\b`, audience: ['*.fireworks.ai'] },
  { ...crit, name: 'LLM Router API Key', source: `sk-or-v1-${HEX}{20,}\\b`, audience: ['*.openrouter.ai'] },
  { ...crit, name: 'Answer Engine API Key', source: `pplx-${AN}{20,}\\b`, audience: ['*.perplexity.ai'] },
  { ...crit, name: 'Web Research API Key', source: `tvly-${AN}{20,}\\b`, audience: ['*.tavily.com'] },
  { ...high, name: 'Google API Key', source: `AIza${TOKEN}{35}\\b`, audience: ['*.googleapis.com'] },
  { ...crit, name: 'Google OAuth Client Secret', source: `GOCSPX-${TOKEN}{28,}` },
  { ...medium, name: 'Google OAuth Client ID', source: `\\b[0-9]{6,24}-${AN}{32}\\.apps\\.googleusercontent\\.com` },
  { ...crit, name: 'Google OAuth Token', source: 'ya29\\.[A-Za-z0-9_.-]{20,}', audience: ['*.googleapis.com'] },
  { ...crit, name: 'Stripe Key', source: `[sr]k[_-](?:live|test)[_-]${AN}{20,}` },
  { ...crit, name: 'Stripe Webhook Secret', source: 'whsec_[A-Za-z0-9+/=_-]{20,}' },
  { ...crit, name: 'GitLab Deploy Token', source: `gldt-${TOKEN}{20,}`, audience: ['gitlab.com'] },
  { ...crit, name: 'GitLab Runner Token', source: `glrtr?-${TOKEN}{20,}`, audience: ['gitlab.com'] },
  { ...crit, name: 'GitLab CI Job Token', source: `glcbt-${TOKEN}{20,}`, audience: ['gitlab.com'] },
  { ...crit, name: 'GitLab Pipeline Trigger Token', source: `glptt-${TOKEN}{20,}`, audience: ['gitlab.com'] },
  { ...crit, name: 'GitLab OAuth Application Secret', source: `gloas-${TOKEN}{20,}`, audience: ['gitlab.com'] },
  { ...crit, name: 'GitLab SCIM Token', source: `glsoat-${TOKEN}{20,}`, audience: ['gitlab.com'] },
  {
    ...crit,
    name: 'GitLab Service Token',
    source: `gl(?:ft|imt|agent|wt|ffct)-${TOKEN}{20,}`,
    audience: ['gitlab.com'],
  },
  { ...crit, name: 'PostgreSQL Connection String', source: credentialsInAddress('postgres(?:ql)?') },
  { ...crit, name: 'MySQL Connection String', source: credentialsInAddress('mysql') },
  { ...crit, name: 'MongoDB Connection String', source: credentialsInAddress('mongodb(?:\\+srv)?') },
  { ...crit, name: 'Redis Connection String', source: credentialsInAddress('rediss?') },
  {
    ...high,
    name: 'GCP Service Account Private Key ID',
    source: `"private_key_id"\\s{0,8}:\\s{0,8}"${HEX}{40}"`,
  },
  { ...crit, name: 'Azure Storage Account Key', source: `AccountKey=${BASE64}{86}==` },
  { ...high, name: 'Azure SAS Token', source: `\\bsig=(?:[A-Za-z0-9%]{43,}%3d|${BASE64}{43}=)` },
  { ...crit, name: 'Slack App Token', source: `xapp-[0-9]{1,4}-${AN}{6,}-[0-9]{6,}-${HEX}{16,}` },
  {
    ...crit,
    name: 'Discord Bot Token',
    caseSensitive: true,
    asWrittenOnly: true,
    source: `[MN]${AN}{23,}\\.${TOKEN}{6}\\.${TOKEN}{27,}|mfa\\.${TOKEN}{84,}`,
    audience: ['discord.com'],
  },
  { ...high, name: 'Twilio API Key', source: `\\bSK${HEX}{32}\\b`, asWrittenOnly: true },
  { ...crit, name: 'SendGrid API Key', caseSensitive: true, source: `SG\\.${TOKEN}{22}\\.${TOKEN}{43}` },
  { ...high, name: 'Mailgun API Key', source: `\\bkey-${AN}{32}\\b`, asWrittenOnly: true },
  { ...crit, name: 'New Relic API Key', source: `NRAK-${AN}{27,}` },
  { ...crit, name: 'Hugging Face Token', source: `hf_${AN}{34,37}\\b`, audience: ['*.huggingface.co'] },
  { ...crit, name: 'Databricks Token', source: `dapi${HEX}{32,}\\b`, audience: ['*.databricks.com'] },
  { ...crit, name: 'Replicate API Token', source: `r8_${HEX}{40}\\b`, audience: ['*.replicate.com'] },
  { ...crit, name: 'Together AI Key', source: 'tok_[a-z0-9]{40,}\\b', audience: ['*.together.ai'] },
  { ...crit, name: 'Pinecone API Key', source: 'pcsk_[A-Za-z0-9_]{36,}\\b', audience: ['*.pinecone.io'] },
  { ...crit, name: 'Groq API Key', source: `gsk_${AN}{48,}\\b`, audience: ['*.groq.com'] },
  { ...crit, name: 'xAI API Key', source: `xai-${TOKEN}{80,}\\b`, audience: ['*.x.ai'] },
  { ...crit, name: 'DigitalOcean Token', source: `dop_v1_${HEX}{64}` },
  { ...crit, name: 'HashiCorp Vault Token', source: `hvs\\.${TOKEN}{24,}\\b` },
  { ...crit, name: 'Vercel Token', source: `(?:vercel|vc[piark])_${AN}{24,}\\b` },
  { ...crit, name: 'Supabase Service Key', source: `sb_secret_${TOKEN}{22}_${TOKEN}{8}` },
  { ...crit, name: 'npm Token', source: `npm_${AN}{36,}\\b` },
  { ...crit, name: 'PyPI Token', source: `pypi-AgE${TOKEN}{90,}` },
  { ...high, name: 'Linear API Key', source: `lin_api_${AN}{40,}\\b` },
  { ...high, name: 'Notion API Key', source: `ntn_${AN}{40,}\\b` },
  { ...high, name: 'Sentry Auth Token', source: 'sntrys_[A-Za-z0-9+/=_]{40,}\\b' },
  {
    ...high,
    name: 'JWT Token',
    caseSensitive: true,
    source: `(?:eyJ|eyA|ewo|ewk|ew0)${TOKEN}{7,}\\.(?:(?:eyJ|eyA|ewo|ewk|ew0)${TOKEN}*|e30)\\.${TOKEN}{10,}`,
  },
  {
    ...crit,
    name: 'Bitcoin WIF Private Key',
    caseSensitive: true,
    validator: 'wif',
    source: `\\b(?:5${BASE58}{50}|[KL]${BASE58}{51})\\b`,
  },
  { ...crit, name: 'Extended Private Key', caseSensitive: true, source: `[xytz]prv${BASE58}{107,108}` },
  { ...crit, name: 'Ethereum Private Key', source: `0x${HEX}{64}\\b`, asWrittenOnly: true },
  { ...low, name: 'Social Security Number', source: '\\b[0-9]{3}-[0-9]{2}-[0-9]{4}\\b', asWrittenOnly: true },
  {
    ...medium,
    name: 'Credit Card Number',
    validator: 'luhn',
    asWrittenOnly: true,
    source: '\\b[0-9](?:[ -]?[0-9]){14,18}\\b',
  },
  {
    ...medium,
    name: 'IBAN',
    validator: 'mod97',
    asWrittenOnly: true,
    source: '\\b[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\\b',
  },
  {
    ...high,
    name: 'Credential in URL',
    asWrittenOnly: true,
    source:
      '(?:^(?:password|passwd|secret|token|api[_-]?key)=|[?&](?:password|passwd|secret|token|api[_-]?key) ?= ?)[A-Za-z0-9+/_.~$!-][^\\s&#]{3,}',
  },
  {
    ...high,
    name: 'Environment Variable Secret',
    caseSensitive: true,
    asWrittenOnly: true,
    source: `\\b[A-Z][A-Z0-9_]{0,64}(?:_SECRET_KEY|_SECRET_ACCESS_KEY|_SECRET|_PASSWORD|_PASSWD|_TOKEN|_API_KEY)=[^\\s&"']{8,}`,
  },
];
