import { describe, expect, it } from "vitest";
import { EMPTY_CATALOG } from "./catalog-view";
import { createPriceBook } from "./price-book";
import { detectProvider, knownProvider, providerFamily, providerId } from "./providers";
import { resolve } from "./resolve";
import { AT, catalogOf, DEFAULT_ENTRY, hit, version } from "./testing/sample";

it.each([
  ["gemini-2.5-pro", "gemini"],
  ["models/Gemini-Pro", "gemini"],
  ["gpt-4o", "openai"],
  ["chatgpt-4o-latest", "openai"],
  ["o1", "openai"],
  ["o3-mini", "openai"],
  ["openai/o4-mini", "openai"],
  ["foo3", undefined],
  ["turbo1", undefined],
  ["claude-sonnet-4.5", "anthropic"],
  ["mistral-large", "mistral"],
  ["codestral-latest", "mistral"],
  ["magistral-small", "mistral"],
  ["deepseek-r1-distill-llama-70b", "deepseek"],
  ["llama-3.1-8b", "groq"],
  ["groq-compound", "groq"],
  ["my-chatbot", undefined],
  ["constructor", undefined],
])("%s is detected as %s", (model, provider) => expect(detectProvider(model)).toBe(provider));

it.each([
  ["google", "gemini"],
  ["Google", "gemini"],
  ["gemini", "gemini"],
  ["vertex-ai", "vertex_ai"],
  ["vertex_ai", "vertex_ai"],
  ["Azure OpenAI", "azure"],
  ["x-ai", "xai"],
  ["mistralai", "mistral"],
  ["together", "together_ai"],
  ["amazon-bedrock", "bedrock"],
  ["azure.ai.openai", "azure"],
  ["azure.ai.inference", "azure_ai"],
  ["gcp.gemini", "gemini"],
  ["gcp.vertex_ai", "vertex_ai"],
  ["aws.bedrock", "bedrock"],
  ["ibm.watsonx.ai", "watsonx"],
  ["moonshot_ai", "moonshot"],
  [" OpenAI ", "openai"],
  ["vertex_ai-language-models", "vertex_ai-language-models"],
  ["text-completion-openai", "text-completion-openai"],
  ["my-own", "my-own"],
  ["__proto__", "__proto__"],
])("%s is provider %s", (name, id) => expect(providerId(name)).toBe(id));

it.each([
  ["vertex_ai-anthropic_models", "google"],
  ["gemini", "google"],
  ["bedrock_converse", "bedrock"],
  ["azure_ai", "azure"],
  ["openai", "openai"],
])("%s belongs to %s", (id, family) => expect(providerFamily(id)).toBe(family));

const ASKED = { provider: "Google", entry: "self-hosted", serverProvider: "AWS", model: "openai/llama" };

describe("who tells the provider", () => {
  it.each([
    [{}, "gemini", "event"],
    [{ provider: undefined }, "self-hosted", "entry"],
    [{ provider: " " }, "self-hosted", "entry"],
    [{ provider: undefined, entry: undefined }, "bedrock", "server"],
    [{ provider: undefined, entry: "", serverProvider: undefined }, "openai", "prefix"],
    [{ provider: undefined, entry: undefined, serverProvider: undefined, model: "my/llama" }, "groq", "detected"],
    [{ provider: undefined, entry: undefined, serverProvider: undefined, model: "my-bot" }, undefined, undefined],
  ])("without %j it is %s by %s", (change, provider, providerFrom) => {
    const { entry, ...request } = { ...ASKED, ...change };
    expect(knownProvider({ ...request, at: AT }, entry)).toEqual({ provider, providerFrom });
  });

  it.each([
    ["azure/gpt-35-turbo", "azure"],
    ["hosted_vllm/meta-llama/Llama-3.3-70B", "hosted_vllm"],
    ["text-completion-openai/gpt-3.5", "text-completion-openai"],
    ["vertex_ai/gemini-2.5-pro", "vertex_ai"],
  ])("%s: the id before the first slash, %s", (model, provider) =>
    expect(knownProvider({ model, at: AT })).toEqual({ provider, providerFrom: "prefix" }),
  );

  it.each([
    ["acme/gpt-4o", "openai"],
    ["Azure/gpt-4o", "openai"],
    ["google/gemini-2.5-pro", "gemini"],
    ["litellm_proxy/claude-3", "anthropic"],
    ["azure/", undefined],
    ["/azure/gpt-4o", "openai"],
    ["constructor/claude", "anthropic"],
  ])("%s: no known id, %s is guessed", (model, provider) =>
    expect(knownProvider({ model, at: AT }).provider).toBe(provider),
  );
});

describe("the provider of an answer", () => {
  const answer = (model: string, entries: readonly ReturnType<typeof version>[], view = EMPTY_CATALOG) => {
    const { source, provider, providerFrom, warnings } = resolve(createPriceBook(entries), view, { model, at: AT });
    return [source, provider, providerFrom, ...warnings].join(" ");
  };

  it("is the entry's, exact or wildcard, and then no guess", () => {
    expect(answer("my-llama", [version("my-llama", { provider: "self-hosted" })])).toBe(
      "local-exact self-hosted entry",
    );
    expect(answer("my-llama", [version("my-*", { provider: "Azure OpenAI" })])).toBe("local-wildcard azure entry");
    expect(answer("my-llama", [version("my-*", { provider: "" })])).toBe(
      "local-wildcard groq detected provider-guessed",
    );
  });

  it("is never the default entry's", () => {
    expect(answer("my-llama", [DEFAULT_ENTRY])).toBe("default groq detected provider-guessed");
    expect(answer("azure/my-model", [DEFAULT_ENTRY])).toBe("default azure prefix");
    expect(answer("my-model", [DEFAULT_ENTRY])).toBe("default  ");
  });

  it("is guessed and flagged for the catalogue, and where nothing has a price", () => {
    const view = catalogOf([
      hit("gpt-4o"),
      hit("openai/gpt-5"),
      hit("azure/gpt-35-turbo", { litellmProvider: "azure" }),
    ]);
    expect(answer("gpt-4o", [], view)).toBe("catalog-bare openai detected provider-guessed");
    expect(answer("gpt-5", [], view)).toBe("catalog-scoped openai detected provider-guessed");
    expect(answer("azure/gpt-35-turbo", [], view)).toBe("catalog-scoped azure prefix");
    expect(answer("gpt-6", [], view)).toBe("none openai detected provider-guessed");
  });

  it("that an event names stays, whatever prefix the name has", () => {
    const view = catalogOf([hit("azure/gpt-35-turbo", { litellmProvider: "azure" })]);
    const request = { model: "azure/gpt-35-turbo", provider: "openai", at: AT };
    expect(resolve(createPriceBook([]), view, request)).toMatchObject({
      source: "catalog-bare",
      provider: "openai",
      warnings: ["provider-mismatch"],
    });
  });
});
