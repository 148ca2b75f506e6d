/**
 * The file of PRICING_CONFIG: `{ "models": { "my-custom*": { "input": 1.00, "output": 3.00 } } }`.
 * Units   USD per 1,000,000 tokens by kind, `perRequest` in USD; numbers are read by their digits.
 * Errors  answers every problem with the model and the field; nothing of such a file is used.
 */
import { open } from "node:fs/promises";
import { describeProblem, type FieldProblem, fieldProblem, NamedPriceInput } from "@ratecard/contract";
import { DEFAULT_MODEL, normalisedKey, RATE_FIELD, TERM_FIELDS, TOKEN_KINDS, type TokenKind } from "@ratecard/pricing";
import { isLosslessNumber, parse as parseLossless } from "lossless-json";
import { describeFileError } from "#server/errors/describe-file-error";
import { invalidInput } from "#server/errors/invalid-input";
import { termsOfInput } from "#server/entries/draft-of-input";

export type PricingConfig =
  | Readonly<{ ok: true; prices: readonly NamedPriceInput[] }>
  | Readonly<{ ok: false; issues: readonly FieldProblem[] }>;

const KIND_OF: ReadonlyMap<string, TokenKind> = new Map(TOKEN_KINDS.map((kind) => [RATE_FIELD[kind], kind]));

/** A rate of the price itself goes by its kind alone. */
const FIELDS: readonly string[] = [
  ...TERM_FIELDS.map((field) => KIND_OF.get(field) ?? field),
  "provider",
  "isCustom",
  "isActive",
  "notes",
];

export function readPricingConfig(text: string): PricingConfig {
  const file = readJson(text);
  if (file instanceof RangeError) return refused(fieldProblem("", "pins-too-deep"));
  if (file instanceof Error) return refused(fieldProblem("", "pins-not-json", { words: file.message }));
  const models = isObject(file) ? file.models : undefined;
  if (!isObject(file) || !isObject(models)) return refused(fieldProblem("", "not-pins"));
  const stray = Object.keys(file).find((name) => name !== "models");
  if (stray !== undefined) return refused(fieldProblem(stray, "outside-models"));

  const read = Object.entries(models).map(([model, fields]) => readModel(model, fields));
  const prices = read.flatMap((entry) => (entry.ok ? entry.prices : []));
  const issues = [...read.flatMap((entry) => (entry.ok ? [] : entry.issues)), ...checkConfigNames(prices, placeOf)];
  return issues.length > 0 ? { ok: false, issues } : { ok: true, prices };
}

function readModel(model: string, fields: unknown): PricingConfig {
  const place = placeOf(model);
  if (!isObject(fields)) return refused(fieldProblem(place, "not-pinned-prices"));
  const stray = Object.keys(fields).find((name) => !FIELDS.includes(name));
  if (stray !== undefined) return refused(fieldProblem(`${place}.${stray}`, "pin-field-unknown", { known: FIELDS }));
  const named = Object.entries(fields).map(([name, value]) => [isKind(name) ? RATE_FIELD[name] : name, value]);
  const parsed = NamedPriceInput.safeParse({ model, ...Object.fromEntries(named) });
  if (!parsed.success) return { ok: false, issues: placed(place, invalidInput(parsed.error).details.issues) };
  const terms = termsOfInput(parsed.data);
  return terms.ok ? { ok: true, prices: [parsed.data] } : { ok: false, issues: placed(place, terms.issues) };
}

const placeOf = (model: string): string => `models[${JSON.stringify(model)}]`;

const placed = (place: string, issues: readonly FieldProblem[]): readonly FieldProblem[] =>
  issues.map((issue) => ({ ...issue, field: `${place}.${KIND_OF.get(issue.field) ?? issue.field}` }));

const refused = (issue: FieldProblem): PricingConfig => ({ ok: false, issues: [issue] });

const isKind = (name: string): name is TokenKind => TOKEN_KINDS.some((kind) => kind === name);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);

function readJson(text: string): unknown {
  try {
    return parseLossless(text);
  } catch (error) {
    return error instanceof Error ? error : new Error("unreadable");
  }
}

/**
 * What a file of pinned prices may not call its entries, beyond the rule of every name. `place`: how the file's reader calls an entry.
 * Errors  an answer with the place and the remedy.
 */
function checkConfigNames(
  prices: readonly NamedPriceInput[],
  place: (model: string) => string,
): readonly FieldProblem[] {
  const firstOfKey = new Map<string, string>();
  return prices.flatMap(({ model, isActive }): FieldProblem[] => {
    const field = place(model);
    const key = normalisedKey(model);
    const twin = firstOfKey.get(key);
    firstOfKey.set(key, twin ?? model);
    if (twin !== undefined) return [fieldProblem(field, "same-name", { twin: place(twin) })];
    if (model.slice(0, -1).includes("*")) return [fieldProblem(field, "star-inside")];
    if (model === DEFAULT_MODEL && isActive === false)
      return [fieldProblem(`${field}.isActive`, "default-switched-off")];
    return [];
  });
}

type ConfigText = Readonly<{ ok: true; text: string }> | Readonly<{ ok: false; problem: string }>;

const MOST_BYTES = 16 * 1024 * 1024;

/**
 * The text of the file of PRICING_CONFIG.
 * Units   at most 16 MB. Errors: an answer with a sentence; a character that cannot be read is never replaced by another one.
 */
export async function readConfigFile(path: string): Promise<ConfigText> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > MOST_BYTES) return unreadable(describeProblem("file-too-large", { bytes: size, most: MOST_BYTES }));
      // The decoder drops the byte order mark that some editors write.
      const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.readFile());
      if (text.trim() === "") return unreadable(describeProblem("file-empty"));
      return { ok: true, text };
    } finally {
      await file.close();
    }
  } catch (error) {
    return unreadable(describeFileError(error, "PRICING_CONFIG"));
  }
}

const unreadable = (problem: string): ConfigText => ({ ok: false, problem });
