// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import {
  decimal,
  flag,
  form,
  hostPatterns,
  KEY_NOTES,
  lines,
  list,
  listenAddress,
  oneOf,
  record,
  requiredText,
  section,
  text,
  whole,
} from '../fields.js';
import { durationMs } from '../forms.js';

/** Rules for text from outside that nothing in a file can weaken, rename or silence. */
export const CORE_RESPONSE_RULES = [
  'Prompt Injection',
  'System Override',
  'External Data Transfer Directive',
  'Role Override',
  'Hidden Instruction',
  'Credential Solicitation',
  'Markdown Link Credential Exfiltration',
  'Markdown Link Credential Value Exfiltration',
  'Markdown Link Credential Follow Exfiltration',
  'System Prompt Disclosure',
  'Credential Path Directive',
  'Covert Action Directive',
  'Instruction Boundary',
] as const;

const responsePattern = record(
  {
    name: requiredText({ doc: 'Name of the rule.', max: 128 }),
    regex: requiredText({ doc: 'Pattern in RE2 syntax.', max: 4096 }),
  },
  'One rule.',
);

export const response_scanning = section(
  {
    enabled: flag(true, { doc: 'Scan answers for instructions to the agent.' }),
    action: oneOf(['block', 'strip', 'warn', 'ask'], 'warn', {
      doc: 'What a hit does: block refuses the answer, warn marks it. This build does not strip or ask.',
    }),
    include_defaults: flag(true, { doc: 'false: only the rules of this file and the core set.' }),
    exempt_domains: hostPatterns([], { doc: 'Hosts whose answers are not searched for instructions.' }),
    patterns: list(responsePattern, [], { doc: 'Rules of your own.' }),
  },
  'Scanning of what comes back for instructions to the agent.',
);

const wordCount = z.literal([12, 15, 18, 21, 24]).default(12);
KEY_NOTES.add(wordCount, {
  description: 'Shortest phrase that counts, in words.',
  reload: 'live',
  expected: 'one of: 12, 15, 18, 21, 24',
});

export const seed_phrase_detection = section(
  {
    enabled: flag(true, { doc: 'Look for BIP-39 seed phrases in all word lists.' }),
    min_words: wordCount,
    verify_checksum: flag(true, { doc: 'Count only phrases whose checksum is right.' }),
  },
  'Detection of wallet seed phrases.',
);

export const address_protection = section(
  {
    enabled: flag(false, { doc: 'Compare wallet addresses with the ones you know.' }),
    action: oneOf(['block', 'warn'], 'block', { doc: 'What an address that imitates a known one does.' }),
    unknown_action: oneOf(['allow', 'warn', 'block'], 'allow', {
      doc: 'What an address that is neither known nor an imitation does.',
    }),
    allowed_addresses: lines([], { doc: 'The addresses you know. Without any, nothing is compared.' }),
    chains: section(
      {
        eth: flag(true, { doc: 'Ethereum and chains with the same form.' }),
        btc: flag(true, { doc: 'Bitcoin.' }),
        sol: flag(false, { doc: 'Solana.' }),
        bnb: flag(true, { doc: 'BNB Beacon Chain.' }),
      },
      'Chains whose addresses are compared.',
    ),
    similarity: section(
      {
        prefix_length: whole(4, { min: 1, max: 16 }, { doc: 'Equal characters at the beginning.' }),
        suffix_length: whole(4, { min: 1, max: 16 }, { doc: 'Equal characters at the end.' }),
      },
      'When an address imitates another.',
    ),
  },
  'Protection against wallet addresses that imitate known ones.',
);

const canary = record(
  {
    name: requiredText({ doc: 'Name of the token; stands in findings.', max: 128 }),
    value: text('', { doc: 'Its value, 8 characters or more.', max: 4096 }),
    env_var: text('', { doc: 'Environment variable that holds the value instead.', max: 256 }),
  },
  'One canary token.',
);

export const canary_tokens = section(
  {
    enabled: flag(false, { doc: 'Look for the tokens below, in any encoding.' }),
    tokens: list(canary, [], { doc: 'Tokens planted where no honest agent would read them.' }),
  },
  'Planted values whose appearance proves a leak.',
);

export const cross_request_detection = section(
  {
    enabled: flag(false, { doc: 'Look at the requests of a session together.' }),
    action: oneOf(['block', 'warn'], 'block', { doc: 'What a credential sent in pieces does.' }),
    entropy_budget: section(
      {
        enabled: flag(true, { doc: 'Count the random data a session sends.' }),
        bits_per_window: decimal(4096, { above: 0, max: 1e9 }, { doc: 'Bits of entropy in one window.' }),
        window_minutes: whole(5, { min: 1, max: 1440 }, { doc: 'Length of the window.' }),
        action: oneOf(['block', 'warn'], 'warn', { doc: 'What an exceeded budget does.' }),
        exempt_domains: hostPatterns([], { doc: 'Hosts that are not counted.' }),
      },
      'A budget of random data for each session and destination.',
    ),
    fragment_reassembly: section(
      {
        enabled: flag(true, { doc: 'Join what a session sends and search the joints.' }),
        max_buffer_bytes: whole(65_536, { min: 1024, max: 16_777_216 }, { doc: 'Memory for each session.' }),
        max_sessions: whole(10_000, { min: 1, max: 1_000_000 }, { doc: 'Sessions remembered.' }),
        window_minutes: whole(5, { min: 1, max: 1440 }, { doc: 'Age after which a piece is forgotten.' }),
      },
      'Credentials sent in pieces.',
    ),
  },
  'Leaks spread over several requests.',
);

/** Tool rules of the product and what each does; `undefined`: the action of the section. */
export const TOOL_RULES: Readonly<Record<string, 'block' | undefined>> = {
  'Destructive File Delete': 'block',
  'Recursive Permission Change': undefined,
  'Credential File Access': 'block',
  'Network Exfiltration': undefined,
  'Reverse Shell': 'block',
  'Disk Wipe Command': 'block',
  'Package Install': undefined,
  'Destructive Git Operation': 'block',
  'Encoded Command Execution': 'block',
  'Cron Job Persistence': 'block',
  'Systemd Service Persistence': 'block',
  'Persistence Path Write': 'block',
  'Persistence Path Write via Command': 'block',
  'Shell Profile Modification': 'block',
  'Shell Profile Write via Command': 'block',
  'Detached Process Spawning': undefined,
  'Audit Log Tampering': undefined,
  'Unverifiable Command': undefined,
  'UNINSPECTABLE-json-depth': 'block',
};

const toolAction = oneOf(['', 'allow', 'warn', 'ask', 'block', 'redirect', 'defer'], '', {
  doc: 'What a hit does. Empty: the action of the section.',
});

const bound = (doc: string) => {
  const schema = z.number().optional();
  KEY_NOTES.add(schema, { description: doc, reload: 'live', expected: 'a number' });
  return schema;
};

const toolRule = record(
  {
    name: requiredText({ doc: 'Name of the rule.', max: 128 }),
    tool_pattern: requiredText({ doc: 'Pattern of tool names, RE2 syntax.', max: 1024 }),
    arg_pattern: text('', { doc: 'Pattern that an argument must match, RE2 syntax.', max: 1024 }),
    arg_key: text('', { doc: 'Key of the argument that must match. Empty: any.', max: 256 }),
    arg_type: oneOf(['', 'string', 'number', 'boolean', 'object', 'array', 'null'], '', {
      doc: 'Type of the argument under arg_key.',
    }),
    arg_number_gt: bound('The argument is a number above this.'),
    arg_number_lt: bound('The argument is a number below this.'),
    arg_len_gt: bound('The argument is longer than this.'),
    arg_len_lt: bound('The argument is shorter than this.'),
    arg_value_in: lines([], { doc: 'The argument is one of these.' }),
    action: toolAction,
    redirect_profile: text('', { doc: 'Profile of a redirect.', max: 128 }),
  },
  'One rule.',
);

export const mcp_tool_policy = section(
  {
    enabled: flag(true, { doc: 'Judge tool calls by the rules below and the built-in ones.' }),
    action: oneOf(['block', 'warn'], 'warn', { doc: 'What a rule without an action of its own does.' }),
    rules: list(toolRule, [], { doc: 'Rules of your own; a built-in name replaces that rule.' }),
  },
  'What tools may be asked to do.',
);

const token = z
  .string()
  .min(16)
  .max(512)
  .regex(/^[\x21-\x7e]+$/, 'holds a space or a control character');
KEY_NOTES.add(token, { description: 'One token.', reload: 'restart', expected: '16 to 512 printable characters' });

const MAX_TIMEOUT_MS = 600_000;

const isShort = (found: string): boolean => {
  const ms = durationMs(found);
  return ms !== undefined && ms >= 1 && ms <= MAX_TIMEOUT_MS;
};

const duration = (value: string, doc: string) =>
  form(value, isShort, 'a duration such as 500ms, 2s or 1m, from 1ms to 10m', { doc, reload: 'restart' });

const limit = (value: number, doc: string) => whole(value, { min: 1, max: 67_108_864 }, { doc, reload: 'restart' });

export const scan_api = section(
  {
    listen: listenAddress('', { doc: 'Address of the scan API. Empty: there is none.', reload: 'restart' }),
    auth: section(
      { bearer_tokens: list(token, [], { doc: 'Tokens of which a caller must show one.', reload: 'restart' }) },
      'Who may ask.',
    ),
    rate_limit: section(
      {
        requests_per_minute: whole(600, { min: 1, max: 10_000_000 }, { doc: 'For each token.', reload: 'restart' }),
        burst: whole(50, { min: 1, max: 1_000_000 }, { doc: 'Requests at once.', reload: 'restart' }),
      },
      'How often.',
    ),
    max_body_bytes: limit(1_048_576, 'Largest request.'),
    field_limits: section(
      {
        url: limit(8192, 'Longest url, in bytes.'),
        text: limit(524_288, 'Longest text, in bytes.'),
        content: limit(524_288, 'Longest content, in bytes.'),
        arguments: limit(524_288, 'Longest arguments, in bytes.'),
      },
      'How much.',
    ),
    timeouts: section(
      {
        read: duration('2s', 'To receive a request.'),
        write: duration('2s', 'To send an answer.'),
        scan: duration('5s', 'To judge.'),
      },
      'How long.',
    ),
    connection_limit: whole(100, { min: 1, max: 100_000 }, { doc: 'Connections at once.', reload: 'restart' }),
    kinds: section(
      {
        url: flag(true, { doc: 'Judge URLs.', reload: 'restart' }),
        dlp: flag(true, { doc: 'Search texts for credentials.', reload: 'restart' }),
        prompt_injection: flag(true, { doc: 'Search texts for instructions.', reload: 'restart' }),
        tool_call: flag(true, { doc: 'Judge tool calls.', reload: 'restart' }),
      },
      'What may be asked.',
    ),
  },
  'An HTTP endpoint that judges what it is given and does nothing else.',
);
