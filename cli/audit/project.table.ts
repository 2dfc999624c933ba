// SPDX-License-Identifier: Apache-2.0

/** Files and folders by which an agent is told. The first agent that is found names the project's. */
export const AGENTS: readonly { readonly agent: string; readonly paths: RegExp }[] = [
  { agent: 'claude-code', paths: /^(?:CLAUDE\.md|\.claude\/.*|\.mcp\.json)$/ },
  { agent: 'cursor', paths: /^(?:\.cursorrules|\.cursor\/.*)$/ },
  { agent: 'codex', paths: /^\.codex\/.*$/ },
  { agent: 'gemini', paths: /^(?:GEMINI\.md|\.gemini\/.*)$/ },
  { agent: 'copilot', paths: /^\.github\/copilot-instructions\.md$/ },
  { agent: 'windsurf', paths: /^\.windsurfrules$/ },
  { agent: 'cline', paths: /^\.clinerules(?:\/.*)?$/ },
  { agent: 'aider', paths: /^\.aider\.conf\.yml$/ },
  { agent: 'generic', paths: /^AGENTS\.md$/ },
];

/** Texts that an agent takes as instructions: whoever changes one commands the agent. */
export const INSTRUCTIONS =
  /(?:^|\/)(?:CLAUDE\.md|AGENTS\.md|GEMINI\.md|SKILL\.md|\.cursorrules|\.windsurfrules|\.clinerules|copilot-instructions\.md|[^/]+\.mdc)$|^\.(?:claude|cursor|codex|gemini)\/.*\.md$/;

export const LANGUAGES: Readonly<Record<string, string>> = {
  ts: 'TypeScript',
  tsx: 'TypeScript',
  js: 'JavaScript',
  mjs: 'JavaScript',
  cjs: 'JavaScript',
  jsx: 'JavaScript',
  py: 'Python',
  go: 'Go',
  rs: 'Rust',
  java: 'Java',
  kt: 'Kotlin',
  rb: 'Ruby',
  php: 'PHP',
  cs: 'C#',
  c: 'C',
  h: 'C',
  cpp: 'C++',
  cc: 'C++',
  swift: 'Swift',
  sh: 'Shell',
};

export interface Ecosystem {
  readonly name: string;
  readonly manifest: RegExp;
  /** Files that pin what the manifest asks for, beside it. None: nothing to pin. */
  readonly locks: readonly string[];
}

export const ECOSYSTEMS: readonly Ecosystem[] = [
  {
    name: 'npm',
    manifest: /^package\.json$/,
    locks: ['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lockb', 'bun.lock'],
  },
  {
    name: 'pypi',
    manifest: /^(?:pyproject\.toml|Pipfile)$/,
    locks: ['poetry.lock', 'Pipfile.lock', 'uv.lock', 'pdm.lock', 'requirements.txt'],
  },
  { name: 'pypi', manifest: /^requirements\.txt$/, locks: [] },
  { name: 'go', manifest: /^go\.mod$/, locks: ['go.sum'] },
  { name: 'cargo', manifest: /^Cargo\.toml$/, locks: ['Cargo.lock'] },
  { name: 'rubygems', manifest: /^Gemfile$/, locks: ['Gemfile.lock'] },
  { name: 'composer', manifest: /^composer\.json$/, locks: ['composer.lock'] },
  { name: 'maven', manifest: /^pom\.xml$/, locks: [] },
  { name: 'gradle', manifest: /^build\.gradle(?:\.kts)?$/, locks: [] },
  { name: 'nuget', manifest: /\.csproj$/, locks: [] },
  { name: 'docker', manifest: /^Dockerfile$/, locks: [] },
];

/** Files of a project in which clients keep the servers they start. */
export const SERVER_FILES: readonly { readonly path: string; readonly key: 'mcpServers' | 'servers' }[] = [
  { path: '.mcp.json', key: 'mcpServers' },
  { path: '.cursor/mcp.json', key: 'mcpServers' },
  { path: '.gemini/settings.json', key: 'mcpServers' },
  { path: '.vscode/mcp.json', key: 'servers' },
];

/** What is made from something else or belongs to somebody else. */
export const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([
  ...['.git', 'node_modules', 'vendor', 'dist', 'build', 'target', '.venv', 'venv', '__pycache__', 'coverage'],
]);
