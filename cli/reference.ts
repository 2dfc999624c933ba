// SPDX-License-Identifier: Apache-2.0
import type { Command } from 'commander';
import { run as runVerifier } from '../verify/node/main.js';
import { buildCommand } from './command.js';
import { COMMANDS } from './commands.js';

const HEAD = `# Commands

Generated from the definitions of the commands; do not edit. After a change of one: \`pipelock help --all >
docs/reference/commands.md\`.

\`pipelock COMMAND --help\` shows the same. Paths default to PIPELOCK_HOME or \`~/.pipelock\`. Exit codes, unless a command
says otherwise: 0 ok, 1 failed, 2 wrong usage or configuration, 3 blocked. With \`--json\` there is one JSON document on
standard output, on errors too: \`{"error": {"code", "message"}}\`. Only \`scan\` prints a line for each item.`;

/** The page of all commands, in Markdown: what each does, its arguments and options, and what its help adds. */
export async function renderCommandReference(): Promise<string> {
  const sections: string[] = [HEAD, index()];
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    const { command } = buildCommand(name, summary, await load());
    sections.push(renderCommand(name, summary, command));
  }
  sections.push(`## pipelock-verify\n\n${block(await verifierHelp())}`);
  return `${sections.join('\n\n')}\n`;
}

function index(): string {
  const anchor = (name: string): string => `pipelock-${name.replaceAll(' ', '-')}`;
  return Object.entries(COMMANDS)
    .map(([name, { summary }]) => `- [${name}](#${anchor(name)}): ${escaped(summary)}`)
    .join('\n');
}

function renderCommand(name: string, summary: string, command: Command): string {
  const help = command.createHelp();
  const rows = [
    ...help.visibleArguments(command).map((one) => [help.argumentTerm(one), help.argumentDescription(one)]),
    ...command.options.map((option) => [help.optionTerm(option), help.optionDescription(option)]),
  ];
  const table = rows.map(([term = '', text = '']) => `| \`${term.replaceAll('|', '\\|')}\` | ${escaped(text)} |`);
  const more = addedHelp(command).trim();
  return [
    `## pipelock ${name}`,
    `${escaped(summary.charAt(0).toUpperCase() + summary.slice(1))}.`,
    block(help.commandUsage(command)),
    ...(rows.length === 0 ? [] : [['| Argument or option | Meaning |', '| --- | --- |', ...table].join('\n')]),
    ...(more === '' ? [] : [block(more)]),
  ].join('\n\n');
}

/** What stands behind the options in the help. */
function addedHelp(command: Command): string {
  let shown = '';
  command.configureOutput({ writeOut: (text) => (shown += text) });
  const listed = command.helpInformation();
  command.outputHelp();
  return shown.slice(listed.length);
}

async function verifierHelp(): Promise<string> {
  const parts: string[] = [];
  const output = { out: (text: string) => void parts.push(text), err: (text: string) => void parts.push(text) };
  await runVerifier(['--help'], output);
  await runVerifier(['aarp', '--help'], output);
  return parts.join('\n');
}

function block(text: string): string {
  return `\`\`\`text\n${text.trim()}\n\`\`\``;
}

function escaped(text: string): string {
  return text.replace(/[|<*]/g, '\\$&');
}
