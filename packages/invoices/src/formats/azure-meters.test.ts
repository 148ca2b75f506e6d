/** Meters of Azure's retail prices. Source: see azure-meters.ts. */
import { expect, it } from "vitest";
import { partsOfMeter } from "./azure-meters";

const of = (name: string, subcategory: string, unit = "1K") =>
  partsOfMeter({ name, category: "Foundry Models", subcategory, unit });

it.each([
  ["gpt 4o 1120 cached Inp glbl Tokens", "Azure OpenAI", "cacheRead", "gpt 4o 1120"],
  ["5.2 chat 0210 cd inp Gl 1M Tokens", "Azure OpenAI GPT5", "cacheRead", "gpt 5.2 chat 0210"],
  ["5 mini pp cd Inp Dz", "Azure OpenAI GPT5", "cacheRead", "gpt 5 mini"],
  ["5.5 ShortCo inp Gl 1M Tokens", "Azure OpenAI GPT5", "input", "gpt 5.5"],
  ["gpt 4o 0513 Input Data Zone Tokens", "Azure OpenAI", "input", "gpt 4o 0513"],
  ["gpt-5-codex-ccchd-inp-glbl Tokens", "Azure OpenAI GPT5", "cacheRead", "gpt-5-codex"],
  ["gpt-4o-0806-cached-FT-inp-glbl Tokens", "Azure OpenAI", "cacheRead", "gpt-4o-0806-FT"],
  ["o3-deep research 0626-out-glbl 1M Tokens", "Azure OpenAI Reasoning", "output", "o3-deep research 0626"],
  ["V4 Flash cached glbl Tokens", "Azure Deepseek Models", "cacheRead", "deepseek V4 Flash"],
  ["R1 Outp glbl Tokens", "Azure Deepseek Models", "output", "deepseek R1"],
  ["Grok 4 Fast Reasoning Inp DZone Tokens", "Azure Grok Models", "input", "Grok 4 Fast Reasoning"],
])("%s of %s is %s of %s", (name, subcategory, kind, model) => {
  expect(of(name, subcategory)).toEqual({ kind, model });
});

it.each([
  ["gpt-4o-rt-aud-1217 Inp glbl Tokens", "audioInput", "gpt-4o-rt-aud-1217"],
  ["gpt-4o-rt-txt-1217 Outp glbl Tokens", "output", "gpt-4o-rt-1217"],
  ["gpt-4o-aud-0603-txt Inp glbl Tokens", "input", "gpt-4o-aud-0603"],
  ["gpt4omini-rt-aud1217 Outp glbl Tokens", "audioOutput", "gpt4omini-rt-aud1217"],
  ["gpt4o realtimePrvw audio inp glbl Tokens", "audioInput", "gpt4o realtimePrvw"],
  ["gpt-image-1-inp-img-glbl Tokens", "imageInput", "gpt-image-1"],
  ["gpt-image-1-inp-txt-glbl Tokens", "input", "gpt-image-1"],
  ["gpt-image-1-output-img-glbl Tokens", "imageOutput", "gpt-image-1"],
])("media in short words were text: %s is %s of %s", (name, kind, model) => {
  expect(of(name, "Azure OpenAI")).toEqual({ kind, model });
});

it("images of a model that is called so", () => {
  expect(of("Image 2.6 Flash Image Input Glbl 1M Tokens", "MAI Models")).toEqual({
    kind: "imageInput",
    model: "MAI Image 2.6 Flash",
  });
  expect(of("Image 2.5 Flash Text Input glbl Tokens", "MAI Models")).toEqual({
    kind: "input",
    model: "MAI Image 2.5 Flash",
  });
});

it.each([
  ["GPT 5.6 Sol short context input Global", "input"],
  ["GPT 5.6 Sol short context cache writes input Global", "cacheWrite"],
  ["GPT 5.6 Sol short context priority output Global", "output"],
])("%s was no usage, for it does not say Tokens, and is %s", (name, kind) => {
  expect(of(name, "Azure OpenAI GPT5", "1M")).toEqual({ kind, model: "GPT 5.6 Sol" });
});

it("tokens of embeddings have no direction, and were no usage", () => {
  expect(of("Embedding-Ada-glbl Tokens", "Azure OpenAI")).toEqual({ kind: "all", model: "Embedding-Ada" });
});

it.each([
  "gpt-4o-0806-FT-Trng-glbl tkn Tokens",
  "gpt 4.1 dev ft training glbl Tokens",
  "gpt-4-8K-FT-Hstng-glbl Unit",
  "Image-DALL-E-2-glbl Images",
  "file-search-tool-calls-glbl Calls",
])("%s is no call of a model", (name) => {
  expect(of(name, "Azure OpenAI")).toBeNull();
});

it.each([
  ["gpt-35-turbo4K-Inp-glbl Tokens", "gpt-35-turbo"],
  ["gpt-35-turbo16K-0125 Inp-glbl Tokens", "gpt-35-turbo-0125"],
  ["gpt-35-turbo16K-Inp-glbl Tokens", "gpt-35-turbo16K"],
  ["gpt-4-8K-Inp-glbl Tokens", "gpt-4"],
  ["gpt-4-turbo128K Inp-glbl Tokens", "gpt-4-turbo"],
  ["gpt-4-32K-Inp-glbl Tokens", "gpt-4-32K"],
])("how much it reads at once was of the name: %s is of %s", (name, model) => {
  expect(of(name, "Azure OpenAI")).toEqual({ kind: "input", model });
});

it.each([
  ["gpt-35-turbo-16k-Prompt Tokens", "input", "gpt-35-turbo-16k"],
  ["GPT4-8K-Completion Tokens", "output", "GPT4"],
  ["GPT4-32K-Prompt", "input", "GPT4-32K"],
])("prompts and completions were of all kinds: %s is %s of %s", (name, kind, model) => {
  expect(of(name, "Azure OpenAI")).toEqual({ kind, model });
});

it("a meter of another service is none, whatever it says", () => {
  expect(partsOfMeter({ name: "Standard Data Input", category: "Event Hubs", subcategory: "", unit: "1M" })).toBeNull();
});
