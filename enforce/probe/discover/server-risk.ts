// SPDX-License-Identifier: Apache-2.0

export type Protection = 'protected_pipelock' | 'protected_other' | 'unprotected' | 'unknown';
export type Risk = 'high' | 'medium' | 'low';

/** How a client starts or reaches a server, as its file says. Untrusted. */
export interface ServerEntry {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly url: string;
}

/** Words that say what a server can reach, by the harm it could do. Compared whole, in lower case. */
const HIGH_WORDS = {
  execution:
    'bash exec execute shell sh zsh terminal command commands run runner ssh docker kubernetes kubectl python node eval',
  data: 'sql mysql postgres postgresql redis sqlite mongo mongodb database db supabase snowflake bigquery',
  files: 'file files filesystem fs git github gitlab write drive dropbox s3 bucket',
  messaging: 'discord email gmail mail slack telegram teams sms twilio whatsapp',
  network: 'browser fetch http https playwright puppeteer chrome selenium web scrape crawl curl',
  broad: 'everything aws gcp azure cloud',
} as const;

const HIGH: ReadonlySet<string> = new Set(Object.values(HIGH_WORDS).flatMap((words) => words.split(' ')));

/** The last part of a path of either kind, without a Windows extension, in lower case. */
export function programName(command: string): string {
  const base = command.trim().split(/[\\/]/).at(-1) ?? '';
  return base.toLowerCase().replace(/\.(?:exe|cmd|bat|com|ps1)$/, '');
}

export function protectionOf({ command, args, url }: ServerEntry): Protection {
  if (command === '' && url === '') return 'unknown';
  const wrapped = programName(command) === 'pipelock' && args.includes('mcp') && args.includes('proxy');
  return wrapped ? 'protected_pipelock' : 'unprotected';
}

/** What an agent could do through an unprotected server; anything not known to be harmless is at least medium. */
export function riskOf({ name, command, args }: ServerEntry, protection: Protection): Risk {
  if (protection !== 'unprotected') return 'low';
  const words =
    [name, command, ...args]
      .join(' ')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.some((word) => HIGH.has(word)) ? 'high' : 'medium';
}
