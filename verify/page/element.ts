// SPDX-License-Identifier: Apache-2.0

type Content = Node | string;

function fill<E extends Element>(
  element: E,
  attributes: Readonly<Record<string, string>>,
  content: readonly Content[],
): E {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  // Strings become text nodes: evidence can never become markup.
  element.append(...content);
  return element;
}

/** A HTML element. Content is nodes or plain text. */
export function html(
  tag: string,
  attributes: Readonly<Record<string, string>> = {},
  ...content: Content[]
): HTMLElement {
  return fill(document.createElement(tag), attributes, content);
}

/** A SVG element. Content is nodes or plain text. */
export function svg(
  tag: string,
  attributes: Readonly<Record<string, string | number>> = {},
  ...content: Content[]
): Element {
  const named = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]));
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), named, content);
}

/** An element that the page's template has. */
export function need(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page lacks #${id}`);
  return element;
}
