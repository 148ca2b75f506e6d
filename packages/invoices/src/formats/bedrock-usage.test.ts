/** Usage types of AWS' documents and price lists. Sources: see bedrock-usage.ts. */
import { formatDecimal } from "@ratecard/money";
import { expect, it } from "vitest";
import { partsOfUsage, tokensPerUnit } from "./bedrock-usage";

const OWN = { product: "Amazon Bedrock", resource: "" };

it.each([
  ["USW2-Claude4.5Sonnet-cache-write-input-token-count", "cacheWrite", "Claude4.5Sonnet"],
  ["USE1-Claude4.6Sonnet-output-tokens-cross-region-global", "output", "Claude4.6Sonnet"],
  ["USE1-openai.gpt-oss-120b-mantle-input-tokens-standard", "input", "openai.gpt-oss-120b"],
  ["UGW1-openai.gpt-5.6-terra-mantle-cache-write-tokens-30m-long-ctx-standard", "cacheWrite", "openai.gpt-5.6-terra"],
  ["USW2-anthropic.claude-opus-4-8-mantle-cache-read-tokens-standard", "cacheRead", "anthropic.claude-opus-4-8"],
  ["USE1-Nova2.0Lite-input-tokens-flex", "input", "Nova2.0Lite"],
  ["EU-NovaPro-output-tokens-batch", "output", "NovaPro"],
  ["USE1-NovaSonic-speech-input-tokens", "audioInput", "NovaSonic"],
  ["USE1-NovaSonic-text-output-tokens", "output", "NovaSonic"],
  ["USE1-Nova2.0Omni-input-image-token-count-batch", "imageInput", "Nova2.0Omni"],
])("of AWS' own listing, %s is %s of %s", (usageType, kind, model) => {
  expect(partsOfUsage({ ...OWN, usageType })).toEqual({ kind, model });
});

it.each([
  ["USE1-MP:USE1_InputTokenCount_Global-Units", "input"],
  ["USE1-MP:USE1_OutputTokenCount_Global_Batch-Units", "output"],
  ["USE1-MP:USE1_CacheReadInputTokenCount_LCtx-Units", "cacheRead"],
  ["USE1-MP:USE1_CacheWriteInputTokenCount-Units", "cacheWrite"],
  ["USE1-MP:USE1_CacheWrite1hInputTokenCount_Global-Units", "cacheWrite1h"],
  ["USE1-MP:USE1_cache_write_tokens_1h_global_standard-Units", "cacheWrite1h"],
  ["USE1-MP:USE1_cache_write_tokens_30m_standard-Units", "cacheWrite"],
  ["APN1-MP:APN1_MillionBatchInputTokens-Units", "input"],
  ["USW2-MP:USW2_ResponseTokenCount-Units", "output"],
])("of the marketplace, %s is %s", (usageType, kind) => {
  const product = "Claude Sonnet 4.6 (Amazon Bedrock Edition)";
  expect(partsOfUsage({ usageType, product, resource: "" })).toEqual({ kind, model: "Claude Sonnet 4.6" });
});

it("a model that neither usage type nor product names is the one of the resource", () => {
  const model = "anthropic.claude-3-5-sonnet-20240620-v1:0";
  const usage = { usageType: "USW2-MP:USW2_InputTokenCount-Units", product: "" };
  expect(partsOfUsage({ ...usage, resource: `arn:aws:bedrock:us-west-2::foundation-model/${model}` })?.model).toBe(
    model,
  );
  expect(
    partsOfUsage({ ...usage, resource: "arn:aws:bedrock:us-west-2:1:application-inference-profile/a1b2" }),
  ).toBeNull();
});

it.each([
  "USE1-MP:USE1_Reserved_1Month_InputTPM_Geo-Units",
  "USE1-MP:USE1_ProvisionedThroughput_1MonthCommit_ModelUnits_Usage-Units",
  "USE1-NovaLite-Customization-Training",
  "USE1-Guardrail-ContentPolicyUnitsConsumed",
])("%s is billed by the hour or by another unit; reserved input was millions of tokens", (usageType) => {
  expect(partsOfUsage({ usageType, product: "Claude Sonnet 4.6 (Amazon Bedrock Edition)", resource: "" })).toBeNull();
});

it.each([
  [
    "USE1-MP:USE1_InputTokenCount-Units",
    "Units",
    "AWS Marketplace software usage|us-east-1|Million Input Tokens",
    "1000000",
  ],
  ["USE1-MP:USE1_CacheReadInputTokenCount-Units", "Units", "...|thousand Cache Read Input Tokens Regional", "1000000"],
  ["USW2-Claude4.5Sonnet-input-tokens", "1K tokens", "", "1000"],
  ["USE1-xai.grok-4.3-mantle-input-tokens-standard", "1M tokens", "", "1000000"],
  ["USE1-NovaSonic2.5-text-input-tokens", "1k tokens", "", "1000"],
])("a unit of %s in %s is %3$s tokens", (usageType, unit, about, tokens) => {
  const per = tokensPerUnit({ usageType, unit, about });
  expect(per && formatDecimal(per)).toBe(tokens);
});

it("images are counted as images; they were millions of tokens each", () => {
  const usageType = "USE1-MP:USE1_InputImageCount-Units";
  expect(partsOfUsage({ usageType, product: "Nova (Amazon Bedrock Edition)", resource: "" })?.kind).toBe("imageInput");
  expect(tokensPerUnit({ usageType, unit: "Units", about: "" })).toBeNull();
});
