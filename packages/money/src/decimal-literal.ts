/**
 * Reads a decimal literal from text, digit by digit; a double is never made.
 *
 * Errors  answers a closed problem code; never throws.
 * Source  JSON's number grammar, plus `.5`, leading zeros and outer blanks.
 */
export const MONEY_PROBLEMS = [
  "not-a-decimal-literal",
  "not-a-number",
  "infinite",
  "negative",
  "too-large",
  "too-fine",
] as const;
/** Why a text is no price. `too-fine`: more decimals than its unit can hold. */
export type MoneyProblem = (typeof MONEY_PROBLEMS)[number];

export type Refused = Readonly<{ ok: false; problem: MoneyProblem }>;

export type Literal = Readonly<{ ok: true; negative: boolean; digits: string; exponent: number }>;

const GRAMMAR = /^(-?)(\d+(?:\.(\d+))?|\.(\d+))(?:[eE]([+-]?\d{1,9}))?$/;
const LONGEST = 400;

export const refuse = (problem: MoneyProblem): Refused => ({ ok: false, problem });

/** value = digits x 10^exponent, digits without leading or trailing zeros ("" is zero). */
export function readLiteral(text: string): Literal | Refused {
  const trimmed = text.trim();
  if (/^[+-]?nan$/i.test(trimmed)) return refuse("not-a-number");
  if (/^[+-]?inf(inity)?$/i.test(trimmed)) return refuse("infinite");
  const match = trimmed.length > LONGEST ? null : GRAMMAR.exec(trimmed);
  if (!match) return refuse("not-a-decimal-literal");
  const [, sign, body = "", afterUnits, afterDot, power = "0"] = match;
  const fraction = afterUnits ?? afterDot ?? "";
  const significant = body.replace(".", "").replace(/^0+/, "");
  const digits = significant.replace(/0+$/, "");
  if (digits === "") return { ok: true, negative: false, digits, exponent: 0 };
  const exponent = Number.parseInt(power, 10) - fraction.length + significant.length - digits.length;
  return { ok: true, negative: sign === "-", digits, exponent };
}
