// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '../../../../../evidence/crypto/node/suite.js';
import { assembleRules } from '../../../../../enforce/detect/dlp/assemble.js';
import { compileScanner, detectDlp, type DlpScanner } from '../../../../../enforce/detect/dlp/detect.js';
import { compileSecrets } from '../../../../../enforce/detect/dlp/known/secrets.js';
import { bindValidators } from '../../../../../enforce/detect/dlp/checks/validators.js';
import type { PatternEngine } from '../../../../../enforce/text/pattern-engine.js';
import { ENGINE, OPTIONS } from '../detection.js';

function scannerWith(engine: PatternEngine, patterns = OPTIONS.dlp.patterns): DlpScanner {
  const rules = assembleRules({ ...OPTIONS.dlp, patterns }, engine);
  return compileScanner(rules, engine, bindValidators(nodeSuite), compileSecrets({ environment: [], file: [] }, 16));
}

export const SCANNER = scannerWith(ENGINE);

/** The rules found in a text as it is, without any decoding. */
export function rulesInText(text: string, surface = 'body', scanner = SCANNER): readonly string[] {
  return detectDlp(scanner, [{ name: 'raw', text, joined: false, exact: true }], surface).map(({ rule }) => rule);
}
