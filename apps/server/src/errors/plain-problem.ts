/**
 * zod's own words, where a schema has none of its own, in the words of this product.
 * Source  zod 4's English messages; what is not recognised is left as it is.
 */
const KINDS: Readonly<Record<string, string>> = {
  object: "an object",
  record: "an object",
  array: "a list",
  string: "text",
  number: "a number",
  boolean: "true or false",
  null: "null",
};

const wordFor = (kind: string): string => KINDS[kind] ?? kind;

type Rule = readonly [pattern: RegExp, sentence: (...parts: string[]) => string];

const RULES: readonly Rule[] = [
  [/^Invalid input: expected (\w+), received undefined$/, (kind) => `is missing. It must be ${wordFor(kind)}.`],
  [/^Invalid input: expected (\w+), received (\w+)$/, (kind, got) => `must be ${wordFor(kind)}, not ${wordFor(got)}`],
  [
    /^Invalid option: expected one of (.+)$/,
    (options) => `must be one of ${options.replaceAll('"', "").split("|").join(", ")}`,
  ],
  [/^Too small: expected string to have >=1 characters$/, () => "must not be empty"],
  [/^Too small: expected (\w+) to have >=(\d+) (\w+)$/, (_kind, least, what) => `must have at least ${least} ${what}`],
  [/^Too big: expected (\w+) to have <=(\d+) (\w+)$/, (_kind, most, what) => `must have at most ${most} ${what}`],
  [/^Too small: expected \w+ to be >=(-?[\d.]+)$/, (least) => `must be at least ${least}`],
  [/^Too small: expected \w+ to be >(-?[\d.]+)$/, (bound) => `must be more than ${bound}`],
  [/^Too big: expected \w+ to be <=(-?[\d.]+)$/, (most) => `must be at most ${most}`],
];

export function plainProblem(message: string): string {
  for (const [pattern, sentence] of RULES) {
    const found = pattern.exec(message);
    if (found) return sentence(...found.slice(1));
  }
  return message;
}
