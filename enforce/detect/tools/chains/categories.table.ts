// SPDX-License-Identifier: Apache-2.0
import type { Severity } from '../../../../evidence/model/finding.js';

export type ToolCategory = 'exec' | 'persist' | 'env' | 'network' | 'write' | 'read' | 'list';
export type SensitivityLabel = 'external_sink' | 'sensitive_source' | 'untrusted_source';

/** Words of a tool's name by category, in the order in which categories are tried. */
export const CATEGORY_WORDS: readonly (readonly [ToolCategory, string])[] = [
  [
    'exec',
    'bash exec execute run shell sh zsh terminal command cmd spawn subprocess powershell pwsh eval launch python script repl',
  ],
  ['persist', 'cron crontab launchd launchctl systemd systemctl schtasks autostart startup daemon scheduler'],
  [
    'env',
    'env environ environment secret secrets token tokens credential credentials password passwords vault keychain apikey dotenv',
  ],
  [
    'network',
    'curl wget fetch http https post send upload download request webhook email mail publish notify navigate socket dns transmit',
  ],
  ['write', 'create edit save update write append put modify insert patch set replace rename move copy delete remove'],
  ['read', 'cat get open read view show load head tail print display inspect'],
  ['list', 'find glob list search ls dir tree grep scan enumerate query'],
];

/** A name with one of these beside a scheduler's only looks at it. */
export const LOOKING_WORDS = 'check get list read show status view inspect describe';

/** Words and parts of names by what a tool touches, in the order in which labels are tried. */
export const LABEL_WORDS: readonly (readonly [SensitivityLabel, words: string, parts: string])[] = [
  [
    'external_sink',
    'notify publish send share upload webhook post tweet broadcast deploy transmit submit export invite reply',
    'create_issue pull_request share_link create_gist add_comment create_page public_link',
  ],
  [
    'sensitive_source',
    'credential credentials password passwords secret secrets ssh token tokens vault keychain env environ environment billing invoice payroll salary patient patients medical health pii ssn passport bank tax private customer customers contacts',
    'api_key chat_history private_repo ssh_key access_key credit_card user_data personal_data',
  ],
  [
    'untrusted_source',
    'comment comments issue issues review reviews ticket tickets email emails inbox mail message messages browse browser feed feeds rss scrape crawl webpage web page pages fetch search forum tweets posts slack',
    'issue_comment pr_comment web_search read_url get_url',
  ],
];

/** A sequence of calls that is more than its parts. */
export interface ChainPattern {
  readonly name: string;
  readonly sequence: readonly string[];
  readonly severity: Severity;
}

/** The built-in patterns. Steps are categories, for the last one labels. */
export const CHAIN_PATTERNS: readonly ChainPattern[] = [
  { name: 'read-then-exec', sequence: ['read', 'exec'], severity: 'high' },
  { name: 'read-write-send', sequence: ['read', 'write', 'network'], severity: 'critical' },
  { name: 'env-then-network', sequence: ['env', 'network'], severity: 'critical' },
  { name: 'directory-scan', sequence: ['list', 'list', 'read'], severity: 'medium' },
  { name: 'write-execute', sequence: ['write', 'exec'], severity: 'high' },
  { name: 'write-chmod-execute', sequence: ['write', 'exec', 'exec'], severity: 'critical' },
  { name: 'read-sensitive-write', sequence: ['read', 'write'], severity: 'medium' },
  { name: 'shell-burst', sequence: ['exec', 'exec', 'exec', 'exec'], severity: 'high' },
  { name: 'write-persist', sequence: ['write', 'persist'], severity: 'critical' },
  { name: 'persist-callback', sequence: ['persist', 'network'], severity: 'critical' },
  {
    name: 'lethal-trifecta',
    sequence: ['untrusted_source', 'sensitive_source', 'external_sink'],
    severity: 'critical',
  },
];
