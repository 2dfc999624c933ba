// SPDX-License-Identifier: Apache-2.0

/** Calls back when a text was pasted into the box, or its reader left it with another text than before. */
export function whenEntered(box: HTMLTextAreaElement, act: () => void): void {
  let known = box.value;
  const tell = (): void => {
    if (box.value === known) return;
    known = box.value;
    act();
  };
  box.addEventListener('change', tell);
  // At the event itself the text is not there yet.
  box.addEventListener('paste', () => setTimeout(tell));
}
