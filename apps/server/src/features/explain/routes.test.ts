import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "#server/http/app";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";

let test: TestContext;
let app: FastifyInstance;
let key: string;

beforeAll(async () => {
  test = await createTestContext();
  app = await createApp(test.services);
  key = await test.keyFor("read");
  await test.database.pool.query(`
    INSERT INTO model_pricing (model_name, price_per_request, price_per_1k_input_tokens, price_per_1k_output_tokens, provider) VALUES
      ('claude-sonnet-4.5', 0.0105, 0.003, 0.015, 'anthropic'), ('my-custom*', 0.001, 0.001, 0.001, 'custom'),
      ('gpt-4o', 0.0125, 0.005, 0.015, 'openai'), ('gpt-4.1', 0.1, NULL, NULL, 'openai');
    INSERT INTO litellm_servers (name, base_url) VALUES ('Main gateway', 'http://gateway');
    INSERT INTO custom_models (custom_name, server_id, actual_model, provider)
      SELECT mapping.name, id, actual, 'anthropic' FROM litellm_servers,
        (VALUES ('my-chatbot', 'claude-sonnet-4.5'), ('other-bot', 'nobody-priced'),
          ('my-custom-bot', 'claude-sonnet-4.5')) AS mapping (name, actual);`);
  await test.services.prices.refresh();
});

afterAll(async () => {
  await app.close();
  await test.close();
});

async function explain(query: Record<string, string>) {
  const answer = await app.inject({ url: "/api/explain", query, headers: { authorization: `Bearer ${key}` } });
  return { status: answer.statusCode, json: answer.json() };
}

async function cost(body: string) {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const answer = await app.inject({ method: "POST", url: "/api/cost", payload: body, headers });
  return { status: answer.statusCode, json: answer.json() };
}

describe("GET /api/explain", () => {
  it("shows every rung, the arithmetic and the total", async () => {
    const { json } = await explain({ model: "claude-sonnet-4.5", promptTokens: "1000", completionTokens: "500" });
    expect(json.resolution).toMatchObject({ source: "local-exact", provider: "anthropic", providerFrom: "entry" });
    expect(json.rungs.map(({ rung, standing }: { rung: string; standing: string }) => `${rung} ${standing}`)).toEqual([
      "local-exact won",
      "local-wildcard missed",
      "catalog-scoped missed",
      "catalog-bare missed",
      "default would-apply",
    ]);
    expect(json.cost.totalUsd).toBe("0.0105");
    expect(json.cost.lines).toMatchObject([
      { kind: "input", quantity: 1000, ratePer1M: "3", amountUsd: "0.003" },
      { kind: "output", quantity: 500, ratePer1M: "15", amountUsd: "0.0075" },
    ]);
    expect(json.strictError).toBeNull();
  });

  it("prices a custom name as itself and says which base has a price", async () => {
    const { json } = await explain({ model: "my-chatbot" });
    expect(json.resolution.source).toBe("default");
    expect(json.mappings).toMatchObject([
      { server: "Main gateway", actualModel: "claude-sonnet-4.5", source: "local-exact" },
    ]);
    expect(json.mappings[0].sentence).toContain(
      'The base "claude-sonnet-4.5" has a price: a typical request costs $0.0105',
    );
    expect(json.strictError).toContain("No pricing found for model [my-chatbot]. Add it to the price book");
    const other = await explain({ model: "other-bot" });
    expect(other.json.mappings[0]).toMatchObject({ source: "default", terms: null });
    expect(other.json.mappings[0].sentence).toContain("has no price either");
  });

  it("does not ask for a price where a custom name has one", async () => {
    const { json } = await explain({ model: "my-custom-bot" });
    expect(json.resolution.source).toBe("local-wildcard");
    expect(json.mappings).toMatchObject([{ actualModel: "claude-sonnet-4.5" }]);
    expect(json.mappings[0].sentence).toBe(
      'On "Main gateway" the name "my-custom-bot" leads to "claude-sonnet-4.5". "my-custom-bot" is priced by itself; what "claude-sonnet-4.5" costs does not matter.',
    );
    expect(json.strictError).toBeNull();
  });

  it.each([
    ["gpt-4o-mini", "default"],
    ["my-custom-v2", "local-wildcard"],
    ["gpt-41", "local-exact"],
    ["GPT-4o", "default"],
    ["constructor", "default"],
    ["__proto__", "default"],
  ])("resolves %s by %s", async (model, source) => {
    expect((await explain({ model })).json.resolution.source).toBe(source);
  });

  it.each([
    [{}, "model"],
    [{ model: "" }, "model: must not be empty. Enter a name."],
    [{ model: "x", promptTokens: "-1" }, "promptTokens: must be a whole number"],
    [{ model: "x", promptTokens: "1e3" }, "promptTokens: must be a whole number"],
    [{ model: "x", promptTokens: "9007199254740993" }, "promptTokens: must be a whole number"],
    [{ model: "x", at: "2026-01-01" }, "at: must be ISO 8601"],
    [{ model: "x", tokens: "1" }, "tokens"],
  ])("answers %j with a sentence", async (query, sentence) => {
    const { status, json } = await explain(query);
    expect(status).toBe(400);
    expect(json.error.message).toContain(sentence);
  });
});

describe("POST /api/cost", () => {
  it("prices by the price book or by rates given", async () => {
    const byModel = await cost('{"model": "gpt-4o", "usage": {"promptTokens": 1000, "completionTokens": 500}}');
    expect(byModel.json).toMatchObject({ cost: { totalUsd: "0.0125" }, resolution: { source: "local-exact" } });
    const byRates = await cost('{"rates": {"inputPer1M": 0.1}, "usage": {"promptTokens": 3}}');
    expect(byRates.json).toMatchObject({ cost: { totalUsd: "0.0000003" }, resolution: null });
    const unknown = await cost('{"model": "nobody", "usage": {}}');
    expect(unknown.json).toMatchObject({ cost: { totalUsd: "0.005", flags: ["default"] } });
  });

  it.each([
    ['{"usage": {}}', "model: must be given"],
    ['{"model": "x", "rates": {}, "usage": {}}', "one of the two"],
    ['{"model": "x", "usage": {"promptTokens": 1.5}}', "usage.promptTokens: must be a whole number"],
    ['{"model": "x", "usage": {"promptTokens": "many"}}', "usage.promptTokens: must be a whole number"],
    ['{"rates": {"inputPer1M": -3}, "usage": {}}', "rates.inputPer1M: is negative"],
    ["{}", "usage"],
  ])("answers %s with a sentence", async (body, sentence) => {
    const { status, json } = await cost(body);
    expect(status).toBe(400);
    expect(json.error.message).toContain(sentence);
  });
});

it("a margin of all providers changes what a model costs, not what given rates come to", async () => {
  await test.database.pool.query(`INSERT INTO provider_adjustments (provider, margin, valid_from, actor)
    VALUES ('global', 0.1, '2020-01-01', 'test')`);
  await test.services.prices.refresh();
  const usage = { promptTokens: 1000, completionTokens: 500 };
  const ofModel = await cost(JSON.stringify({ model: "claude-sonnet-4.5", usage }));
  expect(ofModel.json.cost.totalUsd).toBe("0.01155");
  const ofRates = await cost(JSON.stringify({ rates: { inputPer1M: 3, outputPer1M: 15 }, usage }));
  expect(ofRates.json.cost.totalUsd).toBe("0.0105");
  await test.database.pool.query("DELETE FROM provider_adjustments");
  await test.services.prices.refresh();
});
