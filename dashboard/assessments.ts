// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { isFileFault, readBundleFile, sha256Hex } from '../assess/bundle-files.js';
import { verifyBundle, type BundleVerification } from '../assess/verify.js';
import { parseStrictJson, toPlain } from '../evidence/canonical/json-reader.js';
import { decodeUtf8Strict } from '../evidence/canonical/text.js';
import { messageOf } from '../evidence/model/errors.js';
import type { EvidencePointer } from '../evidence/model/evidence-index.js';
import { LOG_PROOF_FILE } from '../verify/core/bundles/assessment-log.js';
import type { LogTrust } from '../verify/core/log/log-trust.js';
import { openEvidenceTree } from '../verify/node/tree.js';
import { fileFacts } from './evidence/lines.js';
import { listOf, recordOf, textOf } from './untyped.js';

const MAX_LISTED = 200;
export const REPORT_FILE = 'assessment.html';
const ASSESSMENT_FILE = 'assessment.json';

/** Where assessments are looked for: folders that hold them, by the beginning of their names. */
export interface AssessmentPlace {
  readonly folder: string;
  readonly prefix: string;
}

export interface ListedAssessment {
  /** Made from the path: stable, and nothing that could be a path itself. */
  readonly id: string;
  readonly dir: string;
  readonly name: string;
}

export interface ShownControl {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly answers: readonly { readonly state: string; readonly reason: string }[];
  readonly pointers: readonly EvidencePointer[];
  readonly shownBy: string;
  readonly cannotShow: string;
}

export interface ShownFramework {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly controls: readonly ShownControl[];
}

/** What `assessment.json` says. Its signer's word, and only as good as the verification beside it. */
export interface ShownAssessment {
  readonly grade: string;
  readonly score: string;
  readonly cap: string;
  readonly reasons: readonly { readonly cap: string; readonly reason: string }[];
  readonly frameworks: readonly ShownFramework[];
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function holdsManifest(dir: string): boolean {
  return isFolder(dir) && fileFacts(join(dir, 'manifest.json')) !== undefined;
}

function foldersOf({ folder, prefix }: AssessmentPlace): string[] {
  if (prefix === '' && holdsManifest(folder)) return [folder];
  try {
    const names = readdirSync(folder).filter((name) => name.startsWith(prefix));
    return names.map((name) => join(folder, name)).filter(holdsManifest);
  } catch {
    // A place that is not there holds none.
    return [];
  }
}

/** The folders that look like assessments, newest name last. Nothing in them has been read. */
function listAssessments(places: readonly AssessmentPlace[]): readonly ListedAssessment[] {
  const dirs = new Set(places.flatMap(foldersOf).map((dir) => resolve(dir)));
  return [...dirs].slice(0, MAX_LISTED).map((dir) => ({
    id: createHash('sha256').update(dir).digest('hex').slice(0, 16),
    dir,
    name: basename(dir),
  }));
}

function pointerOf(value: unknown): EvidencePointer {
  const { kind, file, ref, hash } = recordOf(value);
  const text = { kind: textOf(kind) as EvidencePointer['kind'], file: textOf(file), ref: textOf(ref) };
  return typeof hash === 'string' && hash !== '' ? { ...text, hash } : text;
}

function controlOf(value: unknown): ShownControl {
  const control = recordOf(value);
  return {
    id: textOf(control['id']),
    name: textOf(control['name']),
    status: textOf(control['status']),
    shownBy: textOf(control['shown_by']),
    cannotShow: textOf(control['cannot_show']),
    answers: listOf(control['answers']).map((answer) => {
      const { state, reason } = recordOf(answer);
      return { state: textOf(state), reason: textOf(reason) };
    }),
    pointers: listOf(control['pointers']).map(pointerOf),
  };
}

function frameworkOf(value: unknown): ShownFramework {
  const framework = recordOf(value);
  return {
    id: textOf(framework['id']),
    name: textOf(framework['name']),
    version: textOf(framework['version']),
    controls: listOf(framework['controls']).map(controlOf),
  };
}

function shownAssessment(text: string): ShownAssessment {
  const value = recordOf(toPlain(parseStrictJson(text)));
  return {
    grade: textOf(value['overall_grade']),
    score: textOf(value['overall_score']),
    cap: textOf(value['grade_cap']),
    reasons: listOf(value['cap_reasons']).map((one) => {
      const { cap, reason } = recordOf(one);
      return { cap: textOf(cap), reason: textOf(reason) };
    }),
    frameworks: listOf(value['compliance']).map(frameworkOf),
  };
}

export interface JudgedAssessment extends ListedAssessment {
  readonly verification: BundleVerification;
  /** Undefined where it is not finalized, or a file is not as the manifest says. */
  readonly shown: ShownAssessment | undefined;
}

function pictureOf(dir: string): string {
  const tree = openEvidenceTree(dir);
  const lines = tree.paths.map((path) => {
    const stat = lstatSync(join(dir, path), { throwIfNoEntry: false });
    return JSON.stringify([path, stat?.size, stat?.mtimeMs, stat?.ino]);
  });
  return [...lines, ...tree.refused.map(({ path, reason }) => `${path} ${reason}`)].join('\n');
}

interface Kept {
  readonly picture: string;
  readonly judged: JudgedAssessment;
}

/** Assessments, verified when they are looked at and again when a file of them changed. */
export class AssessmentSource {
  private readonly kept = new Map<string, Kept>();
  private readonly places: readonly AssessmentPlace[];
  private readonly keys: readonly string[];
  private readonly log: LogTrust | undefined;

  constructor(places: readonly AssessmentPlace[], keys: readonly string[], log?: LogTrust) {
    this.places = places;
    this.keys = keys;
    this.log = log;
  }

  async all(): Promise<readonly JudgedAssessment[]> {
    const all: JudgedAssessment[] = [];
    for (const listed of listAssessments(this.places)) all.push(await this.judge(listed));
    return all;
  }

  async find(id: string): Promise<JudgedAssessment | undefined> {
    const listed = listAssessments(this.places).find((one) => one.id === id);
    return listed === undefined ? undefined : this.judge(listed);
  }

  private async judge(listed: ListedAssessment): Promise<JudgedAssessment> {
    try {
      const picture = pictureOf(listed.dir);
      const kept = this.kept.get(listed.id);
      if (kept?.picture === picture) return kept.judged;
      const judged = await this.read(listed);
      this.kept.set(listed.id, { picture, judged });
      return judged;
    } catch (error) {
      const broken = { exitCode: 1, integrity: false, signed: false, log: 'absent' } as const;
      return { ...listed, verification: { ...broken, faults: [messageOf(error)] }, shown: undefined };
    }
  }

  private async read(listed: ListedAssessment): Promise<JudgedAssessment> {
    // The log key is for evidence in the first place: an assessment that is in no log is none the worse here.
    const isLogged = fileFacts(join(listed.dir, LOG_PROOF_FILE)) !== undefined;
    const verification = await verifyBundle(listed.dir, this.keys, isLogged ? this.log : undefined);
    const { manifest } = verification;
    const bytes = readBundleFile(listed.dir, ASSESSMENT_FILE);
    if (isFileFault(bytes) || !verification.integrity || manifest?.status !== 'finalized') {
      return { ...listed, verification, shown: undefined };
    }
    // Only the bytes that the manifest names: others were not judged.
    const named = manifest.artifacts?.[ASSESSMENT_FILE] === sha256Hex(bytes);
    return { ...listed, verification, shown: named ? shownAssessment(decodeUtf8Strict(bytes)) : undefined };
  }
}
