/** Files of other programs through the doors, on a real database: recognised, named, written; the keys of a config go nowhere. */
import { CATALOG_FILE, OPENROUTER_FILE, sharedText } from "@ratecard/catalog/testing";
import { createApp } from "#server/http/app";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { findPrice } from "#server/entries/rows";
import { previewChange } from "#server/testing/changes";
import { refusalOf } from "#server/testing/refusal-of";

let test: TestContext;
let app: Awaited<ReturnType<typeof createApp>>;
let authorization = "";

beforeAll(async () => {
  test = await createTestContext();
  app = await createApp(test.services);
  authorization = `Bearer ${await test.keyFor("admin")}`;
});
afterAll(async () => {
  await app.close();
  await test.close();
});
beforeEach(() => test.database.pool.query("DELETE FROM model_pricing WHERE model_name <> 'default'"));

async function send(payload: string, query = "", type = "application/json") {
  const headers = { authorization, "content-type": type };
  const { statusCode, body } = await app.inject({
    method: "POST",
    url: `/api/prices/import?${query}`,
    headers,
    payload,
  });
  return { status: statusCode, body, json: JSON.parse(body) as Record<string, never> };
}
const view = async (model: string) => (await findPrice(test.database.pool, model))?.view;
const preview = async (text: string, more: { providers?: string[]; unit?: "per-1k"; format?: "yaml" } = {}) => {
  const changes = await previewChange(test.ctx, { kind: "file", text, format: "json", unit: null, ...more });
  if (changes.file) return { ...changes, file: changes.file };
  throw new Error("no file");
};

const MAP = JSON.stringify({
  sample_spec: { litellm_provider: "openai" },
  "acme/one": {
    litellm_provider: "acme",
    input_cost_per_token: 3e-6,
    output_cost_per_token: 1.5e-5,
    input_cost_per_token_above_200k_tokens: 6e-6,
    input_cost_per_image: 0.01,
  },
  "acme/none": { litellm_provider: "acme" },
  "acme/bad": { litellm_provider: "acme", input_cost_per_token: -1 },
});

it("LiteLLM's price map is written with thresholds and units; a second time nothing changes", async () => {
  const answer = await send(MAP, "skipRefused=true");
  expect(answer.json).toMatchObject({
    counts: { added: 1, refused: 1 },
    file: {
      about: { title: "LiteLLM price map", models: 3, leftOut: [{ model: "acme/none", reason: "has no price" }] },
    },
  });
  expect(await view("acme/one")).toMatchObject({
    provider: "acme",
    inputPer1M: "3",
    outputPer1M: "15",
    thresholds: [{ aboveTokens: 200_000, inputPer1M: "6" }],
    perUnit: { inputImages: "0.01" },
  });
  expect((await send(MAP, "skipRefused=true")).json).toMatchObject({ counts: { added: 0, changed: 0, same: 1 } });
  const refused = await send(MAP);
  expect(refused.status).toBe(400);
  expect(refusalOf(JSON.parse(refused.body).error)).toBe("entry 3 (acme/bad), input_cost_per_token: no-amount");
});

const MODELS_DEV = JSON.stringify({
  openai: {
    models: { "gpt-4o": { cost: { input: 2.5, output: 10 } }, "gpt-5": { cost: { input: 1.25, output: 10 } } },
  },
  azure: { models: { "gpt-4o": { cost: { input: 2.75, output: 11 } } } },
});

it("of a file with many providers the chosen one's prices are taken, and a choice that fits nothing is named", async () => {
  const open = await preview(MODELS_DEV);
  expect(open.file.about.providers).toEqual([
    { name: "openai", models: 2 },
    { name: "azure", models: 1 },
  ]);
  expect(open.counts).toMatchObject({ added: 1, refused: 1 });
  expect((await preview(MODELS_DEV, { providers: ["azure"] })).counts).toMatchObject({ added: 1, refused: 0 });
  const wrong = await preview(MODELS_DEV, { providers: ["acme"], unit: "per-1k" });
  expect(wrong.file.problems.map(({ field, code }) => `${field}: ${code}`)).toEqual([
    "provider: no-such-seller",
    "unit: unit-known",
  ]);
  expect((await send(MODELS_DEV, "provider=azure")).json).toMatchObject({ counts: { added: 1 } });
  expect(await view("gpt-4o")).toMatchObject({ provider: "azure", inputPer1M: "2.75" });
  expect((await send("model,perRequest\ngpt-4o,1\n", "provider=azure", "text/csv")).body).toContain(
    "lists no providers",
  );
});

const SECRET = "sk-never-to-be-seen";
const config = (list: string) => `litellm_settings:\n  master_key: ${SECRET}\nmodel_list:\n${list}`;
const HOUSE = `  - model_name: house
    litellm_params: {model: azure/gpt-4o, api_key: ${SECRET}, input_cost_per_token: 0.0000025, output_cost_per_token: 1e-05}
  - model_name: plain
    litellm_params: {model: openai/gpt-4o, api_key: ${SECRET}}
`;

it.each(["application/yaml", "text/csv"])("a LiteLLM config sent as %s is known by its model_list", async (type) => {
  const { json } = await send(config(HOUSE), "name=config.yaml", type);
  expect(json).toMatchObject({
    counts: { added: 1 },
    file: { about: { title: "LiteLLM config", models: 2, leftOut: [{ model: "plain" }] } },
  });
  expect(await view("house")).toMatchObject({ provider: "azure", inputPer1M: "2.5", outputPer1M: "10" });
});

it("the keys of a config are neither answered nor stored, whatever is wrong with it", async () => {
  const files = [
    config(HOUSE),
    config(`${HOUSE}  - model_name: house\n    litellm_params: {input_cost_per_token: ${SECRET}}\n`),
    config(`  - model_name: a\n    api_key: "${SECRET}`),
    `model_list: *${SECRET}`,
    `api_key: ${SECRET}`,
    `model_list: [{litellm_params: {api_key: ${SECRET}}}]`,
  ];
  for (const file of files)
    for (const query of ["dryRun=true", "skipRefused=true"])
      expect((await send(file, query, "application/yaml")).body).not.toContain(SECRET);
  const shown = await preview(files[1] ?? "", { format: "yaml" });
  expect(shown.counts.refused).toBe(1);
  expect(JSON.stringify(shown)).not.toContain(SECRET);
  const { rows } = await test.database.pool.query<{ kept: string }>(
    `SELECT concat((SELECT json_agg(p) FROM model_pricing p), (SELECT json_agg(a) FROM audit_log a),
       (SELECT json_agg(b) FROM import_batches b), (SELECT json_agg(r) FROM import_batch_rows r)) AS kept`,
  );
  expect(rows[0]?.kept).toContain("house");
  expect(rows[0]?.kept).not.toContain(SECRET);
});

it.each([
  ["model: x\n", "body: yaml-without-models"],
  ["a: [", "body: not-yaml"],
  ["model_list: []", "body: no-price-in-foreign-file"],
  [config(HOUSE.slice(HOUSE.indexOf("  - model_name: plain"))), "body: no-price-in-foreign-file"],
])("YAML %j is refused: %s", async (text, refused) => {
  const answer = await send(text, "", "application/yaml");
  expect(answer.status).toBe(400);
  expect(refusalOf(JSON.parse(answer.body).error)).toBe(refused);
});

const [map, listing] = [sharedText(CATALOG_FILE), sharedText(OPENROUTER_FILE)];

it.skipIf(!map)("the real price map becomes 2,783 prices, of which none is bad", async () => {
  const { file, counts } = await preview(map ?? "");
  expect(file.problems).toEqual([]);
  expect(file.about).toMatchObject({ title: "LiteLLM price map", models: 2984 });
  expect([counts.added, counts.refused, file.about.leftOut.length]).toEqual([2783, 0, 201]);
});

it.skipIf(!listing)("the real list of OpenRouter becomes prices, of which none is bad", async () => {
  const { file, counts } = await preview(listing ?? "");
  expect(file.about).toMatchObject({ title: "OpenRouter model list", models: 336 });
  expect([counts.refused, counts.added + file.about.leftOut.length]).toEqual([0, 336]);
});
