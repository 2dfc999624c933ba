// SPDX-License-Identifier: Apache-2.0

const TOKEN =
  /\s*(?:(\d+#[0-9A-Za-z@_]+|0[xX][0-9a-fA-F]+|\d+)|([A-Za-z_][A-Za-z0-9_]*)|(<<|>>|<=|>=|==|!=|&&|\|\||\*\*|[-+*/%&|^~!()<>]))/y;
const MAX_LENGTH = 256;
const MAX_NESTING = 32;

interface Expression {
  readonly tokens: readonly string[];
  at: number;
  nesting: number;
  readonly valueOf: (name: string) => string | undefined;
}

/** Operators by how loosely they bind. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

function apply(operator: string, a: number, b: number): number {
  switch (operator) {
    case '||':
      return Number(a !== 0 || b !== 0);
    case '&&':
      return Number(a !== 0 && b !== 0);
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '&':
      return a & b;
    case '==':
      return Number(a === b);
    case '!=':
      return Number(a !== b);
    case '<':
      return Number(a < b);
    case '>':
      return Number(a > b);
    case '<=':
      return Number(a <= b);
    case '>=':
      return Number(a >= b);
    case '<<':
      return a * 2 ** (b & 63);
    case '>>':
      return Math.floor(a / 2 ** (b & 63));
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '**':
      return a ** b;
    default:
      return b === 0 ? Number.NaN : operator === '/' ? Math.trunc(a / b) : a % b;
  }
}

function numberOf(literal: string): number {
  const [base, digits] = literal.split('#');
  if (digits !== undefined) return Number.parseInt(digits, Number(base));
  if (/^0[xX]/.test(literal)) return Number.parseInt(literal, 16);
  return Number.parseInt(literal, literal.startsWith('0') && literal.length > 1 ? 8 : 10);
}

function primary(expression: Expression): number {
  const token = expression.tokens[expression.at++];
  if (token === undefined || ++expression.nesting > MAX_NESTING) return Number.NaN;
  const value = primaryOf(expression, token);
  expression.nesting--;
  if (expression.tokens[expression.at] !== '**') return value;
  expression.at++;
  return apply('**', value, primary(expression));
}

function primaryOf(expression: Expression, token: string): number {
  if (/^\d/.test(token)) return numberOf(token);
  if (token === '-') return -primary(expression);
  if (token === '+') return primary(expression);
  if (token === '!') return Number(primary(expression) === 0);
  if (token === '~') return ~primary(expression);
  if (token === '(') {
    const value = binary(expression, 0);
    return expression.tokens[expression.at++] === ')' ? value : Number.NaN;
  }
  if (!/^[A-Za-z_]/.test(token)) return Number.NaN;
  const text = expression.valueOf(token);
  if (text === undefined) return Number.NaN;
  return text.trim() === '' ? 0 : /^-?\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
}

function binary(expression: Expression, level: number): number {
  const operators = LEVELS[level];
  if (operators === undefined) return primary(expression);
  let value = binary(expression, level + 1);
  for (;;) {
    const operator = expression.tokens[expression.at];
    if (operator === undefined || !operators.includes(operator)) return value;
    expression.at++;
    value = apply(operator, value, binary(expression, level + 1));
  }
}

/**
 * The value of a shell arithmetic expression as text, or undefined when it is not known: an unknown variable, an
 * assignment, a fault. `valueOf` gives the text of a variable, undefined when it is not known.
 */
export function evaluateArithmetic(text: string, valueOf: (name: string) => string | undefined): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const tokens: string[] = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.trimEnd().length;) {
    const match = TOKEN.exec(text);
    if (match === null) return undefined;
    tokens.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  const expression: Expression = { tokens, at: 0, nesting: 0, valueOf };
  const value = binary(expression, 0);
  return Number.isFinite(value) && expression.at === tokens.length ? String(value) : undefined;
}
