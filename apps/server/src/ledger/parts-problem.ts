/**
 * Parts that do not fit into their whole: cache and audio tokens are part of the prompt, reasoning of the completion.
 * Units   whole tokens; a missing part counts nothing, a missing whole with parts is a mistake.
 * Errors  an answer: the field, and the sentence without a full stop.
 */
import { COUNT_FIELD, type CountField, INPUT_PARTS, OUTPUT_PARTS } from "@ratecard/pricing";

type Counts = Readonly<{ [Field in CountField]?: number | null | undefined }>;

const SIDES = [
  ["promptTokens", INPUT_PARTS.map((kind) => COUNT_FIELD[kind])],
  ["completionTokens", OUTPUT_PARTS.map((kind) => COUNT_FIELD[kind])],
] as const;

export function partsProblem(counts: Counts): readonly [field: string, sentence: string] | undefined {
  for (const [whole, parts] of SIDES) {
    const total = parts.reduce((sum, part) => sum + (counts[part] ?? 0), 0);
    const known = counts[whole];
    if (total <= (known ?? 0)) continue;
    const names = parts.filter((part) => (counts[part] ?? 0) > 0).join(" + ");
    return known === null || known === undefined
      ? [whole, `is missing, but its parts (${names}) are ${total}. Send the whole, its parts included`]
      : [whole, `is ${known}, less than its parts (${names}), which are ${total}. The whole includes its parts`];
  }
  return undefined;
}
