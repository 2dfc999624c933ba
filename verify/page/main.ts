// SPDX-License-Identifier: Apache-2.0
import { portableSuite } from '../../evidence/crypto/portable.js';
import { messageOf } from '../../evidence/model/verification-errors.js';
import { memoryFile, memoryFolder, type MemoryFile } from '../core/input/memory.js';
import { renderJson } from '../core/results/render.js';
import { verifyEvidenceFile, verifyEvidenceFolder, type SubjectOptions, type Verification } from '../core/subject.js';
import { need } from './element.js';
import { whenEntered } from './entered.js';
import { parseTrust } from './trust-text.js';
import { readChosen, readDropped, withoutCommonFolder } from './pick.js';
import { viewFault, viewVerification } from './view.js';

function optionsOf(keyText: string, at = new Date().toISOString()): SubjectOptions {
  return { trust: parseTrust(keyText), suite: portableSuite, at };
}

async function verifyFiles(files: readonly MemoryFile[], keyText: string, at?: string): Promise<Verification> {
  const options = optionsOf(keyText, at);
  const [only] = files;
  if (files.length === 1 && only !== undefined) return verifyEvidenceFile(memoryFile(only), options);
  return verifyEvidenceFolder(memoryFolder(withoutCommonFolder(files)), options);
}

function nameOf(files: readonly MemoryFile[]): string {
  const [first] = files;
  if (first === undefined) return 'nothing';
  return first.path.includes('/')
    ? (first.path.split('/')[0] ?? '')
    : files.length === 1
      ? first.path
      : `${files.length} files`;
}

/** What was given last, to be judged again when the reader changes the keys. */
let last: readonly MemoryFile[] = [];

async function judge(pending: Promise<readonly MemoryFile[]> | readonly MemoryFile[]): Promise<void> {
  const results = need('results');
  const status = need('status');
  status.textContent = 'Verifying…';
  let name = 'the files';
  try {
    const files = await pending;
    last = files;
    name = nameOf(files);
    if (files.length === 0) throw new Error('no file was found in what was given');
    results.prepend(viewVerification(name, await verifyFiles(files, (need('keys') as HTMLTextAreaElement).value)));
  } catch (error) {
    results.prepend(viewFault(name, messageOf(error)));
  }
  status.textContent = '';
}

function listen(): void {
  const drop = need('drop');
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    drop.classList.add('over');
  });
  document.addEventListener('dragleave', () => drop.classList.remove('over'));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    drop.classList.remove('over');
    if (event.dataTransfer !== null) void judge(readDropped(event.dataTransfer.items));
  });
  for (const id of ['file', 'folder']) {
    const input = need(id) as HTMLInputElement;
    // Else the same file, chosen again, would be no change and nothing would happen.
    input.addEventListener('click', () => {
      input.value = '';
    });
    input.addEventListener('change', () => {
      if (input.files !== null && input.files.length > 0) void judge(readChosen(input.files));
    });
  }
}

/** Keys are often pasted after the evidence was dropped: the last result is replaced by that under the new keys. */
function listenForKeys(): void {
  whenEntered(need('keys') as HTMLTextAreaElement, () => {
    if (last.length === 0) return;
    need('results').firstElementChild?.remove();
    void judge(last);
  });
}

/** For whoever scripts the page: files in, the JSON that `pipelock-verify --json` prints out. */
async function verifyToJson(path: string, files: readonly MemoryFile[], keyText: string, at?: string): Promise<string> {
  return renderJson(path, await verifyFiles(files, keyText, at));
}

Object.assign(globalThis, { pipelockVerify: verifyToJson });
listen();
listenForKeys();
