/**
 * Price fields that a price carries and nobody is charged by, in words.
 *
 * Units   as the source states them; the value is its JSON text.
 * Source  LiteLLM 1.106: its calculator reads none of these either; what it says beside them is in the sentence.
 */
import type { PriceTerms } from "./price-terms";

export type KeptPrice = Readonly<{ field: string; value: string; sentence: string }>;

const REASONS: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/_dbu_cost_per_token$/, "the price in Databricks units (DBU). The USD price beside it is what is charged"],
  [/_above_\d+s_interval$/, "a price of video by the length of its interval. The price per second is what is charged"],
  [/_above_\d+k?_tokens$/, "a price by another unit above a prompt's length. Its price below is what is charged"],
  [/audio_token_cost$/, "a price of writing audio to a cache. Cache writes are charged by their own rate"],
  [/image_token_cost$/, "a price of reading images from a cache. Cache reads are charged by their own rate"],
  [/^output_cost_per_image_/, "a price by the size of an image. The price of any image is what is charged"],
];
const UNKNOWN = "a price that no request is charged by yet";

export const keptPrices = ({ unknownFields }: PriceTerms): readonly KeptPrice[] =>
  [...(unknownFields ?? [])].map(([field, value]) => {
    const reason = REASONS.find(([pattern]) => pattern.test(field))?.[1] ?? UNKNOWN;
    return { field, value, sentence: `Kept, not charged: ${field} = ${value}, ${reason}.` };
  });
