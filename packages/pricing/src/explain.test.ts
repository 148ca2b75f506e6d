import { describe, expect, test } from "vitest";
import { EMPTY_CATALOG } from "./catalog-view";
import { DEFAULT_COST_SETTINGS } from "./cost-result";
import { explain } from "./explain";
import { explanationToJson } from "./explanation-json";
import { strictError } from "./hints";
import { createPriceBook } from "./price-book";
import { AT, catalogOf, DAY, DEFAULT_ENTRY, hit, version } from "./testing/sample";

const usage = { promptTokens: 1000, completionTokens: 500 };
const options = { settings: DEFAULT_COST_SETTINGS, now: AT };

const book = createPriceBook([
  version("gpt-4o", { isActive: false }),
  version("gpt-4*"),
  version("my-chatbot-2", { validFrom: AT + DAY }),
  version("old-model", { validUntil: AT }),
  DEFAULT_ENTRY,
]);
const catalog = catalogOf([hit("openai/gpt-4o"), hit("gpt-4o"), hit("free", { unpriced: true })]);

const traceOf = (model: string, view = catalog, provider?: string) =>
  explain(book, view, { model, provider, at: AT, usage }, options).rungs.map(({ rung, standing, lookups }) =>
    [rung, standing, ...lookups.map(({ outcome, reason }) => `${outcome}: ${reason}`)].join(" | "),
  );

describe("every rung is shown, those below the winner too", () => {
  test("an inactive entry is skipped, a wildcard wins, the catalogue would have applied", () => {
    expect(traceOf("gpt-4o")).toEqual([
      "local-exact | missed | skipped: inactive | miss: no-entry",
      "local-wildcard | won | hit: in-force",
      "catalog-scoped | would-apply | hit: in-force",
      "catalog-bare | would-apply | hit: in-force",
      "default | would-apply | hit: in-force",
    ]);
  });

  test("a miss says why, rung by rung", () => {
    expect(traceOf("my-chatbot-2")).toEqual([
      "local-exact | missed | skipped: not-yet-in-force | miss: no-entry",
      "local-wildcard | missed | miss: no-prefix",
      "catalog-scoped | missed | skipped: provider-unknown",
      "catalog-bare | missed | miss: no-entry",
      "default | won | hit: in-force",
    ]);
    expect(traceOf("old-model")[0]).toBe("local-exact | missed | skipped: no-longer-in-force | miss: no-entry");
    expect(traceOf("free")[3]).toBe("catalog-bare | missed | skipped: unpriced-entry");
    expect(traceOf("x", EMPTY_CATALOG)[3]).toBe("catalog-bare | missed | miss: no-catalog");
    expect(traceOf("default")[0]).toBe("local-exact | missed | skipped: reserved-name | miss: no-entry");
  });

  test("which rule made a key is told", () => {
    const sentences = (model: string) =>
      explanationToJson(explain(book, catalog, { model, at: AT, usage }, options))
        .rungs.slice(2, 4)
        .flatMap(({ lookups }) => lookups.map(({ sentence }) => sentence));
    expect(sentences("openai/gpt-4o")).toEqual([
      'The catalogue has a price for "openai/gpt-4o" (the name begins with its provider already).',
      'The catalogue has a price for "gpt-4o" (the name without its provider).',
    ]);
    expect(sentences("openai/ft:gpt-4o:acme::a1").slice(1)).toEqual([
      'The catalogue has no entry "openai/ft:gpt-4o" (the base of the fine-tune).',
      'The catalogue has no entry "ft:gpt-4o:acme::a1" (the name without its provider).',
      'The catalogue has no entry "ft:gpt-4o" (the base of the fine-tune).',
    ]);
  });

  test("strict mode skips the default entry", () => {
    const strict = explain(book, catalog, { model: "x", at: AT, usage }, { ...options, onUnpriced: "error" });
    expect(strict.resolution.source).toBe("none");
    expect(strict.cost).toBeUndefined();
    expect(strict.rungs.at(-1)?.lookups).toMatchObject([{ outcome: "skipped", reason: "strict" }]);
  });
});

describe("hints", () => {
  const hintsOf = (model: string, now = AT, view = catalog) =>
    explanationToJson(explain(book, view, { model, at: AT, usage }, { ...options, now })).hints.map(
      ({ sentence }) => sentence,
    );

  test("a typo, letter case, a provider prefix, no provider, an old catalogue", () => {
    expect(hintsOf("my-chatbto-2")).toEqual([
      "Nearest known names: my-chatbot-2 (has no price either).",
      "Provider not detected: send the provider with the request.",
    ]);
    expect(hintsOf("Old-Model")[0]).toBe(
      "Nearest known names: old-model (only letter case or dots differ; has no price either).",
    );
    expect(hintsOf("x/free")[0]).toBe(
      "Nearest known names: free (the same model under another prefix; has no price either).",
    );
    expect(hintsOf("gpt-x", AT + DAY + 1)).toContain("The catalogue (test) is 24 hours old.");
    expect(hintsOf("gpt-x", AT + DAY)).not.toContain("The catalogue (test) is 24 hours old.");
    expect(hintsOf("gpt-x", AT, EMPTY_CATALOG)).toContain("No catalogue is loaded.");
  });

  test("a priced model gets no name hints", () => expect(hintsOf("gpt-4o")).toEqual([]));

  test("a guessed provider is told, priced or not", () => {
    const guess = "The provider is guessed from the name (openai). Send it with the request.";
    expect(hintsOf("gpt-3")).toContain(guess);
    expect(hintsOf("gpt-5", AT, catalogOf([hit("gpt-5")]))).toEqual([guess]);
    expect(hintsOf("openai/gpt-3")).not.toContain(guess);
  });

  test("routes of OpenRouter, fine-tunes and dates come with their evidence", () => {
    const view = catalogOf([hit("openrouter/qwen/qwen3"), hit("azure/gpt-4o-2024-08-06"), hit("claude-4-20250514")]);
    const first = (model: string) => hintsOf(model, AT, view)[0];
    expect(first("qwen/qwen3:nitro")).toBe(
      "Nearest known names: openrouter/qwen/qwen3 (the model without the route after the colon).",
    );
    expect(hintsOf("acme/model:free", AT, view)).toContain(
      'OpenRouter serves names that end in ":free" for nothing. If it serves this one, price "acme/model:free" at 0.',
    );
    expect(first("azure/gpt-4o-2024-08-06.ft-a1")).toBe(
      "Nearest known names: azure/gpt-4o-2024-08-06 (the model it is tuned from), gpt-4o (the model it is tuned from).",
    );
    expect(first("claude-4")).toBe("Nearest known names: claude-4-20250514 (another date or version).");
  });

  test("a price of another provider comes with names of the request's own", () => {
    const view = catalogOf([
      hit("claude-4", { litellmProvider: "anthropic" }),
      hit("us.anthropic.claude-4-v1:0", { litellmProvider: "bedrock_converse" }),
      hit("vertex_ai/claude-4", { litellmProvider: "vertex_ai-anthropic_models" }),
    ]);
    const request = { model: "claude-4", provider: "bedrock", at: AT, usage };
    const { resolution, hints } = explanationToJson(explain(book, view, request, options));
    expect(resolution).toMatchObject({ source: "catalog-bare", warnings: ["provider-mismatch"] });
    expect(hints.map(({ sentence }) => sentence)).toEqual([
      "Names of bedrock in the catalogue: us.anthropic.claude-4-v1:0 (another date or version).",
    ]);
  });
});

test("the strict error, verbatim", () => {
  expect(strictError("my-model")).toBe(
    "No pricing found for model [my-model]. Add it to the price book or contribute the model at https://github.com/BerriAI/litellm",
  );
  expect(strictError("m", [{ kind: "provider-not-detected" }]).split("\n")[1]).toBe(
    "Provider not detected: send the provider with the request.",
  );
});

test("the wire form is plain JSON with decimal strings", () => {
  const json = explanationToJson(explain(book, catalog, { model: "gpt-4o", at: AT, usage }, options));
  expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  expect(json).toMatchObject({
    model: "gpt-4o",
    at: "2026-01-15T12:00:00.000Z",
    normalisedKey: "gpt-4o",
    resolution: {
      source: "local-wildcard",
      provider: "openai",
      providerFrom: "entry",
      version: { model: "gpt-4*" },
    },
    cost: {
      totalUsd: "0.002",
      lines: [
        { unit: "token", kind: "input", quantity: 1000, ratePer1M: "1", amountUsd: "0.001" },
        { unit: "token", kind: "output", quantity: 500, ratePer1M: "2", amountUsd: "0.001" },
      ],
      flags: [],
    },
    catalog: { snapshotId: "snapshot-1", source: "test" },
  });
});
