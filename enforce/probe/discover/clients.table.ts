// SPDX-License-Identifier: Apache-2.0

export type Client =
  | 'claude-code'
  | 'claude-desktop'
  | 'cursor'
  | 'vscode'
  | 'cline'
  | 'continue'
  | 'junie'
  | 'zed'
  | 'zed-preview'
  | 'zed-flatpak'
  | 'zed-preview-flatpak';

export interface ClientPlace {
  readonly client: Client;
  /** Path below the home folder. `APPDATA` at its beginning stands for the system's folder of application data. */
  readonly path: string;
  /** Name of the member that holds the servers. */
  readonly key: 'mcpServers' | 'servers' | 'context_servers';
  /** Whether servers of single projects stand in the same file. */
  readonly projects?: true;
}

const FLATPAK = '.var/app/dev.zed.Zed';

/** Where each client keeps the MCP servers it starts. */
export const CLIENT_PLACES: readonly ClientPlace[] = [
  { client: 'claude-code', path: '.claude.json', key: 'mcpServers', projects: true },
  { client: 'claude-desktop', path: 'APPDATA/Claude/claude_desktop_config.json', key: 'mcpServers' },
  { client: 'cursor', path: '.cursor/mcp.json', key: 'mcpServers' },
  { client: 'vscode', path: 'APPDATA/Code/User/mcp.json', key: 'servers' },
  {
    client: 'cline',
    path: 'APPDATA/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json',
    key: 'mcpServers',
  },
  { client: 'continue', path: '.continue/config.json', key: 'mcpServers' },
  { client: 'junie', path: '.junie/mcp/mcp.json', key: 'mcpServers' },
  { client: 'zed', path: '.config/zed/settings.json', key: 'context_servers' },
  { client: 'zed-preview', path: '.config/zed-preview/settings.json', key: 'context_servers' },
  { client: 'zed-flatpak', path: `${FLATPAK}/config/zed/settings.json`, key: 'context_servers' },
  {
    client: 'zed-preview-flatpak',
    path: `${FLATPAK}.Preview/config/zed-preview/settings.json`,
    key: 'context_servers',
  },
];

const APP_DATA: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Library/Application Support',
  win32: 'AppData/Roaming',
};

/** The path below the home folder, with `/`, on a platform. */
export function clientPath({ path }: ClientPlace, platform: NodeJS.Platform): string {
  return path.replace(/^APPDATA(?=\/)/, APP_DATA[platform] ?? '.config');
}
