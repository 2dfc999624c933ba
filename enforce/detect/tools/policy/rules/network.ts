// SPDX-License-Identifier: Apache-2.0
import { textsInCode } from '../../shell/code.js';
import type { ShellCommand, ShellReading } from '../../shell/command.js';
import { literalOf } from '../../shell/marks.js';
import { SHELLS } from '../../shell/wrappers.table.js';
import { argumentsOf, hasLetter, hostOf, isHelp, isLoopback, isNamed, isNameless, namesIn } from '../words.js';

/** Options of curl that take a value. */
const CURL_VALUED = 'AbcCDeEHhKmoPQrtuUwxyYz';
const SENDING_METHOD = /^(?:post|put|patch)$/i;
const CURL_DATA = /^--(?:data(?:-(?:raw|binary|urlencode|ascii))?|form(?:-string)?|upload-file|json|url-query)(?:=|$)/;
const WGET_DATA = /^--(?:post|body)-(?:data|file)(?:=|$)/;
const READERS = namesIn(
  'cat tac head tail base64 base32 xxd od hexdump env printenv set export declare gzip tar openssl whoami id find ls grep get-content gc type history ps netstat',
);

function curlSends(args: readonly string[]): boolean {
  return args.some((arg, i) => {
    if (arg.startsWith('--'))
      return (
        CURL_DATA.test(arg) ||
        (/^--request(?:=|$)/.test(arg) && SENDING_METHOD.test(arg.split('=')[1] ?? args[i + 1] ?? ''))
      );
    if (!arg.startsWith('-')) return false;
    for (let at = 1; at < arg.length; at++) {
      const letter = arg.charAt(at);
      if ('dFT'.includes(letter)) return true;
      if (letter === 'X') return SENDING_METHOD.test(arg.slice(at + 1) || (args[i + 1] ?? ''));
      if (CURL_VALUED.includes(letter)) return false;
    }
    return false;
  });
}

function wgetSends(args: readonly string[]): boolean {
  return args.some(
    (arg, i) =>
      WGET_DATA.test(arg) ||
      (/^--method(?:=|$)/.test(arg) && SENDING_METHOD.test(arg.split('=')[1] ?? args[i + 1] ?? '')),
  );
}

/** `http POST host field=value`. */
function httpieSends(args: readonly string[]): boolean {
  return (
    args.some((arg) => SENDING_METHOD.test(arg)) ||
    args.slice(1).some((arg) => /^[A-Za-z_][\w-]*(?::?=|@|:=@)/.test(arg))
  );
}

function powershellSends(args: readonly string[]): boolean {
  return args.some(
    (arg, i) =>
      (/^-m(?:e(?:t.*)?)?$/i.test(arg) && SENDING_METHOD.test(args[i + 1] ?? '')) ||
      /^-(?:b(?:o(?:d.*)?)?|inf.*|form)$/i.test(arg),
  );
}

const SENDERS: readonly {
  readonly names: ReadonlySet<string>;
  readonly sends: (args: readonly string[]) => boolean;
}[] = [
  { names: namesIn('curl'), sends: curlSends },
  { names: namesIn('wget'), sends: wgetSends },
  { names: namesIn('http https xh xhs'), sends: httpieSends },
  { names: namesIn('invoke-webrequest invoke-restmethod iwr irm curl wget'), sends: powershellSends },
];

const FETCHERS = namesIn('curl wget http https xh iwr irm invoke-webrequest invoke-restmethod');
const HOST_LIKE =
  /^(?:[a-z][a-z0-9+.-]*:\/\/\S+|(?:localhost|\[::1\]|(?:\d{1,3}\.){3}\d{1,3}|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})(?:[:/?]\S*)?)$/i;

/** Where a command sends to; options' values that look like hosts count too, since one foreign host is enough. */
function isLocalOnly(args: readonly string[]): boolean {
  const urls = args.filter((arg) => /:\/\//.test(arg) && !arg.startsWith('-')).map((arg) => arg.slice(0, 512));
  const hosts = (urls.length > 0 ? urls : args.filter((arg) => HOST_LIKE.test(arg.slice(0, 512)))).map(hostOf);
  return hosts.length > 0 && hosts.every((host) => host !== undefined && isLoopback(host));
}

/** What other commands print stands in the address: the question itself carries it away. */
function asksWithContent(command: ShellCommand): boolean {
  return command.args.some(
    ({ text, sources }) => sources.some((source) => READERS.has(source)) && /:\/\/|\w\.\w/.test(literalOf(text)),
  );
}

const RAW = namesIn('nc ncat netcat socat telnet');
const ASKING = namesIn('dig nslookup host ping resolve-dnsname drill');
const POSTING_CODE =
  /requests\.(?:post|put|patch)|urlopen\([^)]*data\s*=|\.post\s*\(|method['"]?\s*[:=]\s*['"](?:post|put|patch)|net::http\.post|upload(?:string|file|data|values)|http\.request\([^)]*post/i;

function feedsNet(command: ShellCommand, reading: ShellReading): boolean {
  if (command.redirections.some(({ operator, target }) => operator === '<' && literalOf(target) !== '')) return true;
  const before = command.pipedFrom === undefined ? undefined : reading.commands[command.pipedFrom];
  return before !== undefined && READERS.has(before.base);
}

/** Sending data to another machine: uploads, forms, posts, or content inside an address. This machine does not count. */
export function isNetworkExfiltration(command: ShellCommand, reading: ShellReading): boolean {
  const args = argumentsOf(command);
  if (command.code !== undefined && POSTING_CODE.test(command.code)) return !isLocalOnly(textsInCode(command.code));
  if (isHelp(args) || isLocalOnly(args)) return false;
  if (SENDERS.some(({ names, sends }) => isNamed(command, names) && sends(args))) return true;
  if (isNamed(command, FETCHERS) || isNamed(command, ASKING)) return asksWithContent(command);
  if (isNamed(command, RAW)) return feedsNet(command, reading) && !args.some(isLoopback);
  if (isNameless(command))
    return args.some((arg) => /^@/.test(arg)) && args.some((arg) => /^https?:/i.test(arg)) && curlSends(args);
  return /\.upload(?:string|file|data|values)$/i.test(command.name);
}

const NET_FILE = /^\/dev\/(?:tcp|udp)\/([^/]+)/;
const SHELL_PROGRAM = /(?:^|[/\s:"'])(?:ba|da|z|k|a|c|tc)?sh\b|cmd(?:\.exe)?\b|powershell/i;
const CONNECTING_CODE = /connect|fsockopen|tcpsocket|tcpclient|inet\/tcp|net\.socket|socket\s*\(/i;
const SOCKET_CODE = /socket|net\.connect|fsockopen|tcpclient|inet\/tcp|net::/i;
const SHELL_CODE =
  /\/bin\/(?:ba|da|z|k|a)?sh|dup2|pty\.spawn|cmd\.exe|powershell|exec\s*\(|spawn|subprocess|getline|iex\b/i;

function touchesNetFile(command: ShellCommand): boolean {
  const texts = [...command.redirections.map(({ target }) => target), ...command.args.map(({ text }) => text)];
  return texts.some((text) => {
    const host = NET_FILE.exec(literalOf(text))?.[1];
    return host !== undefined && !isLoopback(host);
  });
}

/** One end of the pipe is a shell, the other one the net. */
function joinsShellAndNet(command: ShellCommand, reading: ShellReading): boolean {
  const before = command.pipedFrom === undefined ? undefined : reading.commands[command.pipedFrom];
  if (before === undefined) return false;
  const isNet = (one: ShellCommand): boolean =>
    isNamed(one, RAW) || (one.base === 'openssl' && argumentsOf(one).includes('s_client'));
  const isShell = (one: ShellCommand): boolean => isNamed(one, SHELLS);
  return (isNet(command) && isShell(before)) || (isShell(command) && isNet(before));
}

/** A shell for somebody on another machine. */
export function isReverseShell(command: ShellCommand, reading: ShellReading): boolean {
  const args = argumentsOf(command);
  const base = command.base;
  if (touchesNetFile(command) || joinsShellAndNet(command, reading)) return true;
  if (base === 'mkfifo') return !isHelp(args);
  if (base === 'mknod') return args.includes('p');
  if (base === 'ztcp' || /net\.sockets\.tcpclient/i.test([command.name, ...args].join(' '))) return true;
  if (isNamed(command, namesIn('nc ncat netcat')))
    return (
      hasLetter(args, /e/) ||
      args.some((arg, i) => /^--(?:sh-)?exec/.test(arg) || (arg === '-c' && SHELL_PROGRAM.test(args[i + 1] ?? '')))
    );
  if (base === 'socat') return args.some((arg) => /^(?:exec|system):/i.test(arg) && SHELL_PROGRAM.test(arg.slice(4)));
  const { code } = command;
  return code !== undefined && SOCKET_CODE.test(code) && CONNECTING_CODE.test(code) && SHELL_CODE.test(code);
}
