import { describe, expect, test } from "vitest";
import { EMPTY_CATALOG } from "./catalog-view";
import { DEFAULT_COST_SETTINGS } from "./cost-result";
import { explain } from "./explain";
import { explanationToJson } from "./explanation-json";
import { createPriceBook } from "./price-book";
import { strictError } from "./strict-error";
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
      "Nearest known names: my-chatbot-2.",
      "Provider not detected: send the provider with the request.",
    ]);
    expect(hintsOf("Old-Model")[0]).toBe("Nearest known names: old-model.");
    expect(hintsOf("x/free")[0]).toBe("Nearest known names: free.");
    expect(hintsOf("gpt-x", AT + DAY + 1)).toContain("The catalogue (test) is 24 hours old.");
    expect(hintsOf("gpt-x", AT + DAY)).not.toContain("The catalogue (test) is 24 hours old.");
    expect(hintsOf("gpt-x", AT, EMPTY_CATALOG)).toContain("No catalogue is loaded.");
  });

  test("a priced model gets no name hints", () => expect(hintsOf("gpt-4o")).toEqual([]));
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
      isProviderDetected: true,
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
