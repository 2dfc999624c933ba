// SPDX-License-Identifier: Apache-2.0

/** A program that starts another one named by its arguments. */
export interface Wrapper {
  /** Short options that take a value. */
  readonly valued?: string;
  /** Long options that take a value as the next word. */
  readonly longValued?: readonly string[];
  /** Words that must come first: `exec` of `docker exec`. */
  readonly lead?: readonly string[];
  /** Arguments before the command: a host, a time, a folder. */
  readonly positional?: number;
  /** The command is a text for a shell rather than a list of words. */
  readonly joined?: true;
  /** An option whose value is a text for a shell. */
  readonly textOption?: readonly string[];
  /** Without a command it starts a shell that reads its input. */
  readonly shell?: true;
}

export const WRAPPERS: ReadonlyMap<string, readonly Wrapper[]> = new Map<string, readonly Wrapper[]>([
  [
    'sudo',
    [
      {
        valued: 'ugpChDRTrtUa',
        longValued: ['--user', '--group', '--prompt', '--host', '--chdir', '--chroot', '--role', '--type'],
        shell: true,
      },
    ],
  ],
  ['doas', [{ valued: 'uC', shell: true }]],
  ['pkexec', [{ longValued: ['--user'] }]],
  ['env', [{ valued: 'uC', longValued: ['--unset', '--chdir'], textOption: ['-S', '--split-string'] }]],
  ['nohup', [{}]],
  ['setsid', [{}]],
  ['nice', [{ valued: 'n', longValued: ['--adjustment'] }]],
  ['ionice', [{ valued: 'cnpPu' }]],
  ['timeout', [{ valued: 'ks', positional: 1 }]],
  ['gtimeout', [{ valued: 'ks', positional: 1 }]],
  ['stdbuf', [{ valued: 'ioe' }]],
  ['command', [{}]],
  ['builtin', [{}]],
  ['exec', [{ valued: 'a' }]],
  ['time', [{ valued: 'fo' }]],
  ['chroot', [{ positional: 1 }]],
  ['unshare', [{ valued: 'SG' }]],
  ['nsenter', [{ valued: 'tSG' }]],
  ['taskset', [{ valued: 'c' }]],
  ['chrt', [{ valued: 'TPD', positional: 1 }]],
  ['strace', [{ valued: 'aebIoOpPsSuEX' }]],
  ['ltrace', [{ valued: 'aeloFsuxn' }]],
  ['watch', [{ valued: 'n', longValued: ['--interval'], joined: true }]],
  ['flock', [{ valued: 'wE', positional: 1, textOption: ['-c', '--command'] }]],
  ['busybox', [{}]],
  ['toybox', [{}]],
  ['caffeinate', [{ valued: 'tw' }]],
  ['proxychains', [{ valued: 'f' }]],
  ['proxychains4', [{ valued: 'f' }]],
  ['torsocks', [{}]],
  ['fakeroot', [{}]],
  ['firejail', [{}]],
  ['xvfb-run', [{ valued: 'nspefw' }]],
  ['systemd-run', [{ valued: 'pEuHM' }]],
  ['systemd-inhibit', [{}]],
  ['runuser', [{ valued: 'ug', textOption: ['-c', '--command'] }]],
  ['su', [{ valued: 'sgG', positional: 9, textOption: ['-c', '--command'] }]],
  ['script', [{ positional: 9, textOption: ['-c', '--command'] }]],
  ['gosu', [{ positional: 1 }]],
  ['su-exec', [{ positional: 1 }]],
  ['setpriv', [{}]],
  ['unbuffer', [{}]],
  ['rlwrap', [{}]],
  ['chronic', [{}]],
  ['eatmydata', [{}]],
  ['dbus-run-session', [{}]],
  ['entr', [{}]],
  ['wsl', [{ valued: 'du' }]],
  ['ssh', [{ valued: 'BbcDEeFIiJLlmOopQRSWw', positional: 1, joined: true }]],
  ['screen', [{ valued: 'cehpsStT' }]],
  [
    'tmux',
    [
      { lead: ['new'], valued: 'cefFnstxy', joined: true },
      { lead: ['new-session'], valued: 'cefFnstxy', joined: true },
      { lead: ['new-window'], valued: 'ceFnt', joined: true },
    ],
  ],
  [
    'docker',
    [{ lead: ['exec'], valued: 'ewu', longValued: ['--env', '--workdir', '--user', '--env-file'], positional: 1 }],
  ],
  ['podman', [{ lead: ['exec'], valued: 'ewu', longValued: ['--env', '--workdir', '--user'], positional: 1 }]],
  ['docker-compose', [{ lead: ['exec'], valued: 'ewu', positional: 1 }]],
  ['kubectl', [{ lead: ['exec'], valued: 'cn', longValued: ['--namespace', '--container'], positional: 1 }]],
  ['poetry', [{ lead: ['run'] }]],
  ['pipenv', [{ lead: ['run'] }]],
  ['uv', [{ lead: ['run'] }]],
  ['rye', [{ lead: ['run'] }]],
  ['bundle', [{ lead: ['exec'] }]],
  ['conda', [{ lead: ['run'], valued: 'np' }]],
  ['direnv', [{ lead: ['exec'], positional: 1 }]],
  ['nix-shell', [{ textOption: ['--run', '--command'] }]],
  ['npx', [{ valued: 'p', textOption: ['-c', '--call'] }]],
]);

/** Programs that read commands of a Unix shell. */
export const SHELLS = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'mksh', 'ash', 'rbash', 'fish', 'csh', 'tcsh']);

/** Programs that fetch from other machines: a text of theirs is somebody else's. */
export const FETCHERS = new Set([
  'curl',
  'wget',
  'nc',
  'ncat',
  'netcat',
  'socat',
  'fetch',
  'lynx',
  'aria2c',
  'http',
  'https',
  'ftp',
  'tftp',
  'scp',
  'dig',
  'nslookup',
  'host',
  'telnet',
  'iwr',
  'irm',
  'invoke-webrequest',
  'invoke-restmethod',
]);

/** Interpreters of other languages, and the options that hold program text. */
export const INTERPRETERS: readonly { readonly name: RegExp; readonly options: readonly string[] }[] = [
  { name: /^(?:python|pypy|ipython)[0-9.]*$/, options: ['-c'] },
  { name: /^(?:node|nodejs|bun)$/, options: ['-e', '-p', '--eval', '--print', '-pe'] },
  { name: /^deno$/, options: ['eval'] },
  { name: /^perl[0-9.]*$/, options: ['-e', '-E', '-ne', '-pe', '-nle', '-lne', '-i -pe'] },
  { name: /^(?:ruby|jruby)[0-9.]*$/, options: ['-e'] },
  { name: /^php[0-9.]*$/, options: ['-r'] },
  { name: /^lua(?:jit)?[0-9.]*$/, options: ['-e'] },
  { name: /^(?:osascript|Rscript|rscript|julia|elixir|groovy|scala)$/, options: ['-e'] },
  { name: /^(?:tclsh|expect)$/, options: ['-c'] },
];

/** The program text is the first argument. */
export const SCRIPT_FIRST = new Set(['awk', 'gawk', 'mawk', 'nawk']);
