/** What the readers of all formats make lines of. Errors: a problem with its field. */
import { type BilledKind, type FieldProblem, fieldProblem } from "@ratecard/contract";
import type { Amount, BilledDays, BilledLine } from "../billed-line";
import { amountIn, daysIn, textIn } from "../cell-values";

export type LineBase = BilledDays & Readonly<{ cost: Amount }>;

/** null: the row bills nothing. */
export function baseOf(day: unknown, cost: unknown): LineBase | FieldProblem | null {
  const amount = amountIn(cost);
  if (amount === null)
    return textIn(cost) === "" ? null : fieldProblem("cost", "not-an-invoice-amount", { given: textIn(cost) });
  const days = daysIn(day);
  return days === null ? fieldProblem("day", "not-an-invoice-day", { given: textIn(day) }) : { ...days, cost: amount };
}

type Made = Partial<Pick<BilledLine, "quantity">> &
  Readonly<{ provider: string; model: string; kind: BilledKind; currency: string }>;

export const lineOf = ({ day, lastDay, cost }: LineBase, made: Made): BilledLine => ({
  day,
  lastDay,
  cost,
  quantity: null,
  ...made,
});

/** Readers answer lists: `with` is not called for rows without a cost. */
export function fromBase(
  base: LineBase | FieldProblem | null,
  make: (base: LineBase) => readonly BilledLine[],
): readonly BilledLine[] | FieldProblem {
  if (base === null) return [];
  return "code" in base ? base : make(base);
}

export const currencyIn = (value: unknown): string => textIn(value).toUpperCase() || "USD";

/** The kind by words that stand in a name, the narrowest first. null: none of them does. */
export function kindInWords(words: string): BilledKind | null {
  const found = KIND_WORDS.find(([pattern]) => pattern.test(words));
  return found?.[1] ?? null;
}

const KIND_WORDS: readonly (readonly [RegExp, BilledKind])[] = [
  [/cach\w*[ _-]*writ\w*.*1 ?h|1 ?h.*cach\w*[ _-]*writ|ephemeral_1h/i, "cacheWrite1h"],
  [/cach\w*[ _-]*(input)?[ _-]*(writ|creat)|ephemeral_5m|writ\w*[ _-]*cach/i, "cacheWrite"],
  [/cach|\bcchd\b|\bcd\b/i, "cacheRead"],
  [/audio.*(in|inp|input)\b|(in|inp|input)\b.*audio/i, "audioInput"],
  [/audio.*(outp?|output)\b|(outp?|output)\b.*audio/i, "audioOutput"],
  [/image.*(in|inp|input)\b|(in|inp|input)\b.*image/i, "imageInput"],
  [/image.*(outp?|output)\b|(outp?|output)\b.*image/i, "imageOutput"],
  [/video.*(in|inp|input)\b|(in|inp|input)\b.*video/i, "videoInput"],
  [/reasoning/i, "reasoning"],
  [/\b(inp|inpt|input)|\bin\b|input_?token/i, "input"],
  [/\b(outp|outpt|opt|output)|\bout\b|output_?token/i, "output"],
];
