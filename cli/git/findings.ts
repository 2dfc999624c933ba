// SPDX-License-Identifier: Apache-2.0
import type { ScanJudgement } from '../../enforce/mediate/scan.types.js';
import type { OfflineJudge } from '../../enforce/runtime/offline-judge.js';
import type { FileFinding } from '../../reports/file-findings.js';

export interface NumberedLine {
  readonly line: number;
  readonly text: string;
}

/** Of a long text, as many characters are judged at a time; consecutive pieces share some lines. */
const PIECE_CHARS = 128 << 10;
const SHARED_LINES = 40;

type Found = ScanJudgement['findings'][number];

/** Judges texts for credentials and for instructions to an agent. */
export interface TextSearch {
  /** What is found in consecutive lines, and in which line. Never what matched. */
  find(file: string, lines: readonly NumberedLine[], kinds?: readonly TextKind[]): Promise<FileFinding[]>;
}

/** Credentials, or instructions to an agent. */
export type TextKind = 'dlp' | 'prompt_injection';

const BOTH: readonly TextKind[] = ['dlp', 'prompt_injection'];

export function createTextSearch(judge: OfflineJudge): TextSearch {
  return {
    async find(file, lines, kinds = BOTH) {
      const judged: Judged = async (text) => {
        const judgements = [];
        for (const kind of kinds) judgements.push(await judge.judge({ kind, text }));
        return judgements.flatMap(({ findings }) => findings);
      };
      const findings = new Map<string, FileFinding>();
      const note = (found: Found, line: number): void => {
        findings.set(`${line} ${found.ruleId}`, toFinding(file, line, found));
      };
      for (const piece of pieces(lines)) {
        const together = await judged(join(piece));
        if (together.length === 0) continue;
        for (const one of piece) for (const found of await judged(one.text)) note(found, one.line);
        const seen = new Set([...findings.values()].map(({ rule }) => rule));
        for (const found of together)
          if (!seen.has(found.ruleId)) note(found, await locate(judged, piece, found.ruleId));
      }
      return [...findings.values()];
    },
  };
}

type Judged = (text: string) => Promise<readonly Found[]>;

/** Halves the lines until those are left that a finding needs; the number of the first of them. */
async function locate(judged: Judged, lines: readonly NumberedLine[], ruleId: string): Promise<number> {
  let rest = lines;
  while (rest.length > 1) {
    const middle = rest.length >> 1;
    const hit = await firstWith(judged, [rest.slice(0, middle), rest.slice(middle)], ruleId);
    // It stands across the middle, or is only there together.
    if (hit === undefined) break;
    rest = hit;
  }
  return rest[0]?.line ?? 0;
}

async function firstWith(
  judged: Judged,
  parts: readonly (readonly NumberedLine[])[],
  ruleId: string,
): Promise<readonly NumberedLine[] | undefined> {
  for (const part of parts) {
    if ((await judged(join(part))).some((found) => found.ruleId === ruleId)) return part;
  }
  return undefined;
}

function join(lines: readonly NumberedLine[]): string {
  return lines.map(({ text }) => text).join('\n');
}

function* pieces(lines: readonly NumberedLine[]): Generator<readonly NumberedLine[]> {
  let start = 0;
  while (start < lines.length) {
    let end = start;
    for (let size = 0; end < lines.length && (end === start || size < PIECE_CHARS); end++) {
      size += lines[end]?.text.length ?? 0;
    }
    yield lines.slice(start, end);
    if (end === lines.length) return;
    start = Math.max(end - SHARED_LINES, start + 1);
  }
}

function toFinding(file: string, line: number, { ruleId, severity, message, scanner }: Found): FileFinding {
  const category = scanner === 'prompt_injection' ? 'injection' : 'secret';
  return { severity, category, rule: ruleId, message, file, line };
}
