// SPDX-License-Identifier: Apache-2.0
import { portableSuite } from '../../evidence/crypto/portable.js';
import { messageOf } from '../../evidence/model/verification-errors.js';
import { ASSESSMENT_FORM } from '../core/bundles/assessment.js';
import { memoryFolder, type MemoryFile } from '../core/input/memory.js';
import { html, need } from './element.js';
import { whenEntered } from './entered.js';
import { parseTrust } from './trust-text.js';
import { readChosen, withoutCommonFolder } from './pick.js';

// The box at the end of a report: it verifies the bundle that the report came with, in the reader's browser.

const MARKS = { pass: 'holds', fail: 'does not hold', not_checked: 'not checked' } as const;

async function judge(files: readonly MemoryFile[], keyText: string): Promise<HTMLElement> {
  const tree = memoryFolder(withoutCommonFolder(files));
  const trust = parseTrust(keyText);
  const { verdict, checks } = await ASSESSMENT_FORM.verify(tree, { trust, suite: portableSuite });
  const words = { valid: 'Verified', unpinned: 'Whole, signer unknown', invalid: 'Failed', discontinuous: 'Failed' };
  const items = checks.map(({ status, message }) => html('li', { class: status }, `${message}: ${MARKS[status]}`));
  return html('div', { class: `verdict-${verdict}` }, html('strong', {}, words[verdict]), html('ul', {}, ...items));
}

const keys = need('bundle-keys') as HTMLTextAreaElement;
/** The folder chosen last, to be judged again under keys that are pasted later. */
let chosen: Promise<readonly MemoryFile[]> | undefined;
let asked = 0;

function show(): void {
  if (chosen === undefined) return;
  const result = need('bundle-result');
  result.textContent = 'Verifying…';
  // An answer under the keys of before must not replace a later one.
  const mine = ++asked;
  chosen
    .then((files) => judge(files, keys.value))
    .then((view) => {
      if (mine === asked) result.replaceChildren(view);
    })
    .catch((error: unknown) => {
      if (mine === asked) result.textContent = `Could not be judged: ${messageOf(error)}`;
    });
}

const input = need('bundle') as HTMLInputElement;
input.addEventListener('change', () => {
  if (input.files !== null) chosen = readChosen(input.files);
  show();
});
whenEntered(keys, show);
