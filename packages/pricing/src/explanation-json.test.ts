import { expect, it } from "vitest";
import { keptPrices } from "./explanation-json";
import type { PriceTerms } from "./price-terms";
import { rates } from "./testing/sample";

const termsWith = (fields: Readonly<Record<string, string>>): PriceTerms => ({
  rates: rates({ input: "1" }),
  unknownFields: new Map(Object.entries(fields)),
});

it.each([
  ["input_dbu_cost_per_token", "Databricks units (DBU)"],
  ["input_cost_per_video_per_second_above_15s_interval", "length of its interval"],
  ["input_cost_per_character_above_128k_tokens", "above a prompt's length"],
  ["cache_creation_input_audio_token_cost", "writing audio to a cache"],
  ["cache_read_input_image_token_cost", "reading images from a cache"],
  ["output_cost_per_image_1024", "size of an image"],
  ["cost_of_tomorrow", "no request is charged by yet"],
])("%s is said in words", (field, words) => {
  const [kept] = keptPrices(termsWith({ [field]: "0.002" }));
  expect(kept).toMatchObject({ field, value: "0.002" });
  expect(kept?.sentence).toContain(words);
  expect(kept?.sentence).toMatch(/^Kept, not charged: .+ = 0\.002, .+\.$/);
});

it("nothing is kept of a price that is charged whole", () => {
  expect(keptPrices({ rates: {} })).toEqual([]);
});
