import { termsToJson } from "@ratecard/pricing";
import { describe, expect, it } from "vitest";
import type { Listing } from "./listed-model";
import type { ServerKind } from "./server-address";
import { readPage } from "./testing/read-listing";

const listed = (listing: Listing) => {
  if (listing.outcome !== "listed") throw new Error(listing.reason);
  return listing;
};
const named = (listing: Listing) => listed(listing).models.map(({ name }) => name);

type PagedKind = Exclude<ServerKind, "litellm">;

/** A page of each kind that lists "m" and nothing else. */
const ONE_MODEL: Readonly<Record<PagedKind, string>> = {
  "openai-compatible": '{"data":[{"id":"m"}]}',
  openrouter: '{"data":[{"id":"m"}]}',
  anthropic: '{"data":[{"id":"m"}]}',
  gemini: '{"models":[{"name":"models/m"}]}',
  ollama: '{"models":[{"name":"m"}]}',
};
const PAGED_KINDS = Object.keys(ONE_MODEL) as PagedKind[];

describe("listings of other servers", () => {
  it.each(PAGED_KINDS)("%s lists its models", (kind) => {
    expect(named(readPage(kind, ONE_MODEL[kind]))).toEqual(["m"]);
  });

  it("OpenAI and vLLM: ids, the base model of an alias, and the bare array some answer", () => {
    const [plain, alias] = listed(
      readPage("openai-compatible", '{"data":[{"id":"gpt-4o"},{"id":"house","root":"meta/Llama-3"}]}'),
    ).models;
    expect(plain).toMatchObject({ name: "gpt-4o" });
    expect(plain).not.toHaveProperty("provider");
    expect(alias).toMatchObject({ name: "house", servedModel: "meta/Llama-3" });
    expect(named(readPage("openai-compatible", '[{"id":"a"},{"id":"a"}]'))).toEqual(["a"]);
  });

  it("wildcard routes are no models, wherever they are listed", () => {
    const listing = readPage("openai-compatible", '{"data":[{"id":"openai/*"},{"id":"openai/gpt-4o"}]}');
    expect(named(listing)).toEqual(["openai/gpt-4o"]);
    expect(listing).toMatchObject({ wildcardRoutes: [{ route: "openai/*", listedCount: 1 }] });
    expect(named(readPage("openai-compatible", '{"data":[{"id":"*"}]}'))).toEqual([]);
  });

  it("Anthropic: pages", () => {
    expect(
      readPage("anthropic", '{"data":[{"id":"claude-opus-5"}],"has_more":true,"last_id":"claude-opus-5"}'),
    ).toMatchObject({
      models: [{ name: "claude-opus-5", provider: "anthropic" }],
      next: "claude-opus-5",
    });
    expect(readPage("anthropic", '{"data":[],"has_more":false,"last_id":null}')).not.toHaveProperty("next");
  });

  it("Gemini: strips models/, names the mode, pages", () => {
    const text =
      '{"models":[{"name":"models/gemini-1.5-pro","supportedGenerationMethods":["generateContent"]},' +
      '{"name":"models/embedding-001","supportedGenerationMethods":["embedContent"]}],"nextPageToken":"x y"}';
    expect(readPage("gemini", text)).toMatchObject({
      models: [
        { name: "gemini-1.5-pro", provider: "gemini", mode: "chat" },
        { name: "embedding-001", mode: "embedding" },
      ],
      next: "x y",
    });
  });

  it("Ollama: tags without prices", () => {
    const [model] = listed(readPage("ollama", '{"models":[{"name":"llama3:latest","size":4661224676}]}')).models;
    expect(model).toMatchObject({ name: "llama3:latest", provider: "ollama" });
    expect(model).not.toHaveProperty("suggestedTerms");
  });

  it.each(PAGED_KINDS)("%s answers nonsense with a reason", (kind) => {
    expect(readPage(kind, "<!doctype html>")).toMatchObject({ outcome: "refused", problem: "not-json" });
    expect(readPage(kind, "{}")).toMatchObject({ outcome: "refused", problem: "wrong-shape" });
    expect(readPage(kind, '"text"')).toMatchObject({ outcome: "refused", problem: "not-json" });
    expect(readPage(kind, "")).toMatchObject({
      outcome: "refused",
      reason: expect.stringContaining("answered nothing"),
    });
  });

  it("leaves out names nobody could store, and says how many", () => {
    const bad = ["", " padded ", "a\u0000b", "x".repeat(256), "\ud800"].map((id) => ({ id }));
    const listing = listed(
      readPage("openai-compatible", JSON.stringify({ data: [{ id: "__proto__" }, { id: "é".repeat(255) }, ...bad] })),
    );
    expect(listing.models).toHaveLength(2);
    expect(listing.leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(5);
  });

  it("takes nothing from a prototype: an entry whose id hides in __proto__ has none", () => {
    expect(readPage("openai-compatible", '{"data":[{"__proto__":{"id":"x"}}]}')).toMatchObject({ outcome: "refused" });
  });

  it("refuses more entries than any gateway serves", () => {
    const data = Array.from({ length: 20_001 }, (_, index) => ({ id: `m${index}` }));
    expect(readPage("openai-compatible", JSON.stringify({ data }))).toMatchObject({
      outcome: "refused",
      problem: "wrong-shape",
    });
  });
});

describe("prices of OpenRouter", () => {
  const termsOf = (pricing: object) => {
    const [model] = listed(readPage("openrouter", JSON.stringify({ data: [{ id: "v/m", pricing }] }))).models;
    return model?.suggestedTerms && termsToJson(model.suggestedTerms);
  };

  it("reads decimal strings per token by their digits, double noise removed", () => {
    expect(
      termsOf({ prompt: "0.00000014", completion: "0.00000090000000000000005", input_cache_read: "0.0000000028" }),
    ).toEqual({ inputPer1M: "0.14", outputPer1M: "0.9", cacheReadPer1M: "0.0028" });
  });

  it.each([
    { prompt: "-1", completion: "-1" },
    { prompt: "0.1", completion: "-1" },
    { prompt: "0.1", completion: "0.2", request: "-1" },
    { prompt: "NaN" },
    { prompt: "1e400" },
    {},
  ])("%o is no price", (pricing) => {
    expect(termsOf(pricing)).toBeUndefined();
  });

  it("takes 0 for free: it says so itself", () => {
    expect(termsOf({ prompt: "0", completion: "0" })).toEqual({ inputPer1M: "0", outputPer1M: "0" });
  });

  it("takes a charge per request as a fee on top of tokens, as the price where there are none", () => {
    const tokens = { prompt: "0.000001", completion: "0.000006" };
    const rates = { inputPer1M: "1", outputPer1M: "6" };
    expect(termsOf({ ...tokens, request: "0.005" })).toEqual({ ...rates, requestFee: "0.005" });
    expect(termsOf({ ...tokens, request: "0" })).toEqual(rates);
    expect(termsOf({ request: "0.005" })).toEqual({ perRequest: "0.005" });
  });

  describe("overrides", () => {
    const read = (...overrides: object[]) => termsOf({ prompt: "0.000001", completion: "0.000006", overrides });
    const base = { inputPer1M: "1", outputPer1M: "6" };
    const night = { utc_start: 1630, utc_end: 30, prompt: "0.0000005" };

    it("above a count are thresholds; what cannot be priced is kept", () => {
      const overrides = [{ min_prompt_tokens: 272000, prompt: "0.000002", completion: "0.000009" }];
      const others = { web_search: "0.01", image: "0.001", discount: 0 };
      expect(termsOf({ prompt: "0.000001", completion: "0.000006", overrides, ...others })).toEqual({
        ...base,
        thresholds: [{ aboveTokens: 272000, inputPer1M: "2", outputPer1M: "9" }],
        unknownFields: { web_search: "0.01", image: "0.001" },
      });
    });

    it("at times of day are off-peak rates, on some days or on whole ones", () => {
      expect(read(night)).toEqual({
        ...base,
        offPeak: { windows: [{ startMinute: 990, endMinute: 30 }], inputPer1M: "0.5" },
      });
      expect(
        read({ ...night, utc_days: ["monday", "friday"] }, { prompt: "0.0000005", utc_days: ["sunday"] }),
      ).toMatchObject({
        offPeak: {
          windows: [
            { startMinute: 990, endMinute: 30, weekdays: [1, 5] },
            { startMinute: 0, endMinute: 0, weekdays: [7] },
          ],
        },
      });
    });

    it.each<[what: string, override: object]>([
      ["under two conditions at once", { ...night, min_prompt_tokens: 1000 }],
      ["under a condition that is not known", { min_prompt_tokens: 1000, region: "eu", prompt: "0.000002" }],
      ["without a condition", { prompt: "0.000002" }],
      ["at no time of day", { ...night, utc_start: 2460 }],
      ["on no day", { ...night, utc_days: ["someday"] }],
      ["that begin and never end", { utc_start: 100, prompt: "0.000002" }],
    ])("%s are kept and never applied", (_, override) => {
      expect(read(override)).toEqual({
        ...base,
        unknownFields: { "overrides[0]": expect.stringContaining(Object.keys(override)[0] ?? "") },
      });
    });

    it("with other rates at another time are kept: there is one set of off-peak rates", () => {
      const terms = read(night, { utc_start: 100, utc_end: 400, prompt: "0.0000007" });
      expect(terms).toMatchObject({
        offPeak: { windows: [{ startMinute: 990, endMinute: 30 }] },
        unknownFields: { "overrides[1]": expect.stringContaining("0.0000007") },
      });
    });
  });
});
