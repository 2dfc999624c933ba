// SPDX-License-Identifier: Apache-2.0
import type { ShellCommand } from '../../shell/command.js';
import { literalOf } from '../../shell/marks.js';
import { writeTargets } from '../targets.js';
import { argumentsOf, hasLetter, hasLong, isHelp, isNamed, isNameless, namesIn, operands } from '../words.js';

const RM = namesIn('rm grm srm');
const REMOVE_ITEM = namesIn('remove-item ri del erase rd rmdir');
const DELETING_CODE =
  /rmtree|rm_rf|rm_r\b|removetree|remove_tree|rm(?:dir)?sync\s*\([^)]*recursive|\brm(?:dir)?\s*\([^)]*recursive\s*:\s*true|deleterecursively|rimraf/i;
/** Folders whose deletion file by file is as bad as at once. */
const BROAD = /^(?:\/|~|\/(?:home|users|etc|var|usr|opt|boot|srv|lib|bin|root|data)|\.\.)\/?$/i;

/** `rm` with `-r`, `-f` or their long forms, and what other systems and languages call the same. */
export function isFileDelete(command: ShellCommand): boolean {
  const args = argumentsOf(command);
  if (isHelp(args)) return false;
  if (isNamed(command, RM) && removesByForce(args)) return true;
  if (isNamed(command, REMOVE_ITEM)) return removesOnWindows(args);
  if (isNamed(command, namesIn('find')) && args.includes('-delete'))
    return operands(args)
      .slice(0, 1)
      .some((path) => BROAD.test(path));
  // A name nobody knows with exactly the options of a forced recursive removal.
  if (isNameless(command)) return args.some((arg) => /^-(?:rf|fr|Rf|fR|rvf|rfv|vrf)$/.test(arg)) && args.length > 1;
  return command.code !== undefined && DELETING_CODE.test(command.code);
}

function removesByForce(args: readonly string[]): boolean {
  return (
    hasLetter(args, /[rRf]/) ||
    hasLong(args, 'recursive', 1) ||
    hasLong(args, 'force', 1) ||
    args.some((arg) => /^-(?:recurse|recursive|force|rec|fo)/i.test(arg))
  );
}

function removesOnWindows(args: readonly string[]): boolean {
  return args.some(
    (arg) => /^-(?:r|re|rec.*|fo.*)$/i.test(arg) || /^\/[sfq]$/i.test(arg) || /^(?:\/[sfq]){2,}$/i.test(arg),
  );
}

const OPEN_MODE =
  /^(?:0?[0-7]?(?:777|666)|(?:[ugoa]*[+=-][rwxXst]*,)*(?:[ugo]*[oa][ugo]*)[+=][rxXst]*w[rwxXst]*(?:,.*)?)$/;

/** `chmod -R 777` and the like; any recursive `chown`. */
export function isPermissionChange(command: ShellCommand): boolean {
  const args = argumentsOf(command);
  if (isHelp(args) || !(hasLetter(args, /R/) || hasLong(args, 'recursive', 4))) {
    return (
      isNamed(command, namesIn('icacls')) &&
      args.some((arg) => /everyone:\(?.*f/i.test(arg)) &&
      args.some((arg) => /^\/t$/i.test(arg))
    );
  }
  if (isNamed(command, namesIn('chown'))) return true;
  return isNamed(command, namesIn('chmod')) && args.some((arg) => OPEN_MODE.test(arg));
}

const PARTITIONERS = namesIn('fdisk sfdisk gdisk cgdisk sgdisk cfdisk parted');
const WIPERS = namesIn('wipefs blkdiscard format-volume clear-disk initialize-disk diskpart');
/** Devices that are no disks. */
const HARMLESS_DEVICE =
  /^\/dev\/(?:null|zero|full|random|urandom|std(?:in|out|err)|tty[a-z0-9]*|pts\/.*|fd\/.*|shm\/.*|tcp\/.*|udp\/.*|ptmx|console|log|kmsg|dri\/.*|snd\/.*|video\d*|fuse|kvm|net\/.*)$/;

/** Making a file system, a partition table, or writing onto a device. */
export function isDiskWipe(command: ShellCommand): boolean {
  const args = argumentsOf(command);
  if (isHelp(args) || args.some((arg) => /^-(?:V|h)$/.test(arg))) return false;
  const base = command.base;
  if (/^(?:mkfs(?:\.[a-z0-9]+)?|mke2fs|mkswap)$/.test(base) || isNamed(command, namesIn('mkfs mkfs.ext4 mkfs.xfs')))
    return operands(args).length > 0;
  if (isNamed(command, PARTITIONERS))
    return !args.some((arg) => /^-(?:l|-list|x|s|p|v|-print)$|^print$/.test(arg)) && operands(args).length > 0;
  if (isNamed(command, WIPERS)) return base !== 'wipefs' || hasLetter(args, /[ao]/) || hasLong(args, 'all', 2);
  if (base === 'format' || base === 'format.com') return args.some((arg) => /^[a-z]:$/i.test(arg));
  if (base === 'diskutil') return /^(?:erase|zero|secureerase|partitiondisk)/i.test(args[0] ?? '');
  if (isNamed(command, namesIn('shred hdparm')) && args.some(isDisk))
    return base !== 'hdparm' || args.some((arg) => /security-erase/.test(arg));
  return writeTargets(command).some(({ path }) => isDisk(path));
}

function isDisk(path: string): boolean {
  return /^\/dev\/./.test(path) && !HARMLESS_DEVICE.test(literalOf(path));
}
