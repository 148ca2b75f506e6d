import { describe, expect, it } from "vitest";
import { bareKeys, scopedKeys } from "./catalog-rungs";

const keysOf = (provider: string | undefined, model: string) => [
  ...scopedKeys(provider, model).map(({ key, matchedBy }) => `3 ${key} ${matchedBy}`),
  ...bareKeys(provider, model).map(({ key, matchedBy }) => `4 ${key} ${matchedBy}`),
];

describe("the keys of a name, in the order they are looked up", () => {
  it.each([
    ["openai", "gpt-4o", ["3 openai/gpt-4o catalog-key", "4 gpt-4o catalog-key"]],
    [undefined, "gpt-4o", ["4 gpt-4o catalog-key"]],
    ["openai", "openai/gpt-4o", ["3 openai/gpt-4o own-prefix", "4 gpt-4o without-prefix"]],
    [
      "bedrock",
      "bedrock/us.anthropic.claude-sonnet-4-6",
      ["3 bedrock/us.anthropic.claude-sonnet-4-6 own-prefix", "4 us.anthropic.claude-sonnet-4-6 without-prefix"],
    ],
    [
      "perplexity",
      "perplexity/perplexity/sonar",
      ["3 perplexity/perplexity/sonar own-prefix", "4 perplexity/sonar without-prefix"],
    ],
    ["cohere_chat", "cohere/command-r", ["3 cohere/command-r own-prefix", "4 command-r without-prefix"]],
    ["cohere_chat", "cohere_chat/command-r", ["3 cohere_chat/command-r own-prefix", "4 command-r without-prefix"]],
    [
      "vertex_ai-language-models",
      "vertex_ai/gemini-2.5-pro",
      ["3 vertex_ai/gemini-2.5-pro own-prefix", "4 gemini-2.5-pro without-prefix"],
    ],
  ])("%s, %s", (provider, model, keys) => expect(keysOf(provider, model)).toEqual(keys));

  it.each([
    ["openai", "azure/gpt-4o", "another provider's prefix"],
    ["azure", "azure_ai/gpt-4o", "another id of its family"],
    ["cohere", "cohere_chat/command-r", "the id of a part of it"],
    ["openai", "OpenAI/gpt-4o", "another letter case"],
    ["openai", "openai/", "a prefix without a name"],
    ["openai", "openaigpt-4o", "no slash"],
    ["openrouter", "deepseek/deepseek-r1:free", "a route"],
    ["azure", "gpt-4o-2024-08-06.ft-a1", "a fine-tune of Azure"],
    ["openai", "ft:gpt-4o", "a base by itself"],
    ["openai", "ft::acme", "a fine-tune of nothing"],
    ["openai", "sft:gpt-4o:acme", "another word"],
  ])("%s, %s: %s is not cut off", (provider, model) =>
    expect(keysOf(provider, model)).toEqual([`3 ${provider}/${model} catalog-key`, `4 ${model} catalog-key`]),
  );

  it("an OpenAI fine-tune is asked for as itself, then by its base; with a prefix too", () => {
    expect(keysOf("openai", "ft:gpt-4o:acme::a1")).toEqual([
      "3 openai/ft:gpt-4o:acme::a1 catalog-key",
      "3 openai/ft:gpt-4o fine-tune-base",
      "4 ft:gpt-4o:acme::a1 catalog-key",
      "4 ft:gpt-4o fine-tune-base",
    ]);
    expect(keysOf("openai", "openai/ft:gpt-4o:acme:b:a1")).toEqual([
      "3 openai/ft:gpt-4o:acme:b:a1 own-prefix",
      "3 openai/ft:gpt-4o fine-tune-base",
      "4 ft:gpt-4o:acme:b:a1 without-prefix",
      "4 ft:gpt-4o fine-tune-base",
    ]);
  });
});
