import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "#server/http/app";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { refusalOf } from "#server/testing/refusal-of";

let test: TestContext;
let app: FastifyInstance;
let key: string;
let reader: string;

beforeAll(async () => {
  test = await createTestContext();
  app = await createApp(test.services);
  [key, reader] = [await test.keyFor("admin"), await test.keyFor("read")];
});

afterAll(async () => {
  await app.close();
  await test.close();
});

type Call = Readonly<{ body?: string; headers?: Record<string, string>; as?: string; type?: string }>;

async function call(
  method: "GET" | "PUT" | "POST" | "DELETE",
  url: string,
  { body, headers, as = key, type = "application/json" }: Call = {},
) {
  const answer = await app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${as}`, ...(body === undefined ? {} : { "content-type": type }), ...headers },
    ...(body === undefined ? {} : { payload: body }),
  });
  const isJson = String(answer.headers["content-type"]).includes("json");
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: answer.body,
    json: isJson ? answer.json() : undefined,
  };
}

const put = (model: string, body: string, version?: number) =>
  call("PUT", `/api/prices/${encodeURIComponent(model)}`, {
    body,
    ...(version && { headers: { "if-match": `"${version}"` } }),
  });

describe("PUT /api/prices/{model}", () => {
  it.each(["findings", "import", "bulk", "sync", "history", "preview"])("takes a model called %s", async (model) => {
    expect(await put(model, '{"provider": "x", "perRequest": "0.01"}')).toMatchObject({ status: 201 });
    expect((await call("GET", `/api/prices/${model}`, { as: reader })).json).toMatchObject({ model, version: 1 });
    const headers = { "if-match": '"1"' };
    expect(await call("DELETE", `/api/prices/${model}`, { headers })).toMatchObject({ status: 200 });
  });

  it("creates without If-Match, needs it to change, and refuses an old one with the current entry", async () => {
    const created = await put("gpt-rest", '{"inputPer1M": 2.50, "outputPer1M": "10"}');
    expect(created).toMatchObject({
      status: 201,
      json: { outcome: "added", price: { inputPer1M: "2.5", perRequest: "0.0075" } },
    });
    expect(created.json.notices[0]).toContain("perRequest was missing");
    expect(created.headers.etag).toBe('"1"');

    expect(await put("gpt-rest", '{"perRequest": 1}')).toMatchObject({
      status: 428,
      json: { error: { code: "VERSION_REQUIRED" } },
    });
    expect(await put("gpt-rest", '{"perRequest": 1}', 1)).toMatchObject({
      status: 200,
      json: { price: { version: 2, perRequest: "1" } },
    });
    const moved = await put("gpt-rest", '{"perRequest": 2}', 1);
    expect(moved).toMatchObject({
      status: 412,
      json: { error: { code: "VERSION_MOVED", details: { current: { version: 2 } } } },
    });
  });

  it("reads a JSON number by its digits, not as a double", async () => {
    const saved = await put(
      "digits",
      '{"provider": "x", "inputPer1M": 0.100000, "outputPer1M": 123456789.123456, "perRequest": 0.1}',
    );
    expect(saved.json.price).toMatchObject({ inputPer1M: "0.1", outputPer1M: "123456789.123456", perRequest: "0.1" });
  });

  it("replaces: what is left out is absent, null too, and an explicit 0 is free", async () => {
    await put("replaced", '{"provider": "x", "inputPer1M": 1, "outputPer1M": 2, "cacheReadPer1M": 0.5}');
    const saved = await put("replaced", '{"inputPer1M": 0, "outputPer1M": null, "perRequest": 0}', 1);
    expect(saved.json.price).toMatchObject({ inputPer1M: "0", perRequest: "0", provider: "x" });
    expect(saved.json.price).not.toHaveProperty("outputPer1M");
    expect(saved.json.price).not.toHaveProperty("cacheReadPer1M");
  });

  it.each(["a/b/c", "naïve 模型 🚀", "__proto__", "%2e%2e", "🚀".repeat(255)])(
    "takes the name %s in the path",
    async (model) => {
      expect((await put(model, '{"provider": "x", "perRequest": 1}')).json.price.model).toBe(model);
      expect((await call("GET", `/api/prices/${encodeURIComponent(model)}`)).json.model).toBe(model);
      const history = await call("GET", `/api/prices/${encodeURIComponent(model)}/history`);
      expect(history.json.versions).toMatchObject([
        { source: "api", validFrom: null, validUntil: null, perRequest: "1" },
      ]);
    },
  );

  it.each([
    ['{"inputPer1M": -1, "provider": "x"}', "inputPer1M: negative"],
    ['{"inputPer1M": "NaN", "provider": "x"}', "inputPer1M: not-a-number"],
    ['{"inputPer1M": 1e400, "provider": "x"}', "inputPer1M: too-large"],
    ['{"inputPer1M": "0x10", "provider": "x"}', "inputPer1M: not-a-decimal-literal"],
    ['{"inputPer1M": "1_000", "provider": "x"}', "inputPer1M: not-a-decimal-literal"],
    ['{"inputPer1M": "", "provider": "x"}', "inputPer1M: not-a-decimal-literal"],
    ['{"inputPer1M": true, "provider": "x"}', "inputPer1M: not-text"],
    ['{"inputPer1M": {"isLosslessNumber": 1, "toString": 2}}', "inputPer1M: not-text"],
    ['{"inputPerM": 1}', "inputPerM: unknown-field"],
    ['{"perRequest": 1, "provider": "a\\u0000b"}', "provider: unprintable"],
    ['{"perRequest": 1, "provider": "x", "effectiveFrom": "yesterday"}', "effectiveFrom: not-an-instant"],
    [
      '{"perRequest": 1, "provider": "x", "thresholds": [{"aboveTokens": -5}]}',
      "thresholds[0].aboveTokens: not-a-whole-number",
    ],
    ['{"perRequest": 1, "provider": "x", "offPeak": {"inputPer1m": 1}}', "offPeak.inputPer1m: unknown-field"],
    ['{"perRequest": 1', "body: not-json"],
    ["[]", "body: not-a-price"],
    ["null", "body: not-a-price"],
  ])("refuses %s: %s", async (body, refused) => {
    const answer = await put("bad-input", body);
    expect(answer.status).toBe(400);
    expect(refusalOf(answer.json.error)).toBe(refused);
    expect((await call("GET", "/api/prices/bad-input")).status).toBe(404);
  });

  it("needs the right to", async () => {
    expect(await call("PUT", "/api/prices/x", { body: "{}", as: reader })).toMatchObject({
      status: 403,
      json: { error: { code: "FORBIDDEN" } },
    });
    expect(await call("GET", "/api/prices", { as: "nobody" })).toMatchObject({ status: 401 });
    expect(await call("GET", "/api/prices", { as: reader })).toMatchObject({ status: 200 });
  });
});

describe("DELETE /api/prices/{model}", () => {
  it("needs If-Match, keeps the history and the default entry", async () => {
    await put("deleted", '{"provider": "x", "perRequest": 1}');
    expect((await call("DELETE", "/api/prices/deleted")).status).toBe(428);
    expect((await call("DELETE", "/api/prices/deleted", { headers: { "if-match": "x" } })).status).toBe(400);
    expect((await call("DELETE", "/api/prices/deleted", { headers: { "if-match": '"1"' } })).status).toBe(200);
    expect((await call("GET", "/api/prices/deleted/history")).json).toMatchObject({
      current: null,
      versions: [{ perRequest: "1" }],
    });
    expect(await call("DELETE", "/api/prices/default", { headers: { "if-match": "1" } })).toMatchObject({
      status: 409,
      json: { error: { code: "DEFAULT_ENTRY_KEPT" } },
    });
  });
});

describe("export and import", () => {
  const importing = (body: string, query = "", type = "application/json") =>
    call("POST", `/api/prices/import${query}`, { body, type });

  it.each([
    ["/api/prices.json", "application/json"],
    ["/api/prices.csv", "text/csv"],
  ])("%s goes round without loss", async (path, type) => {
    await put(
      `round-trip ${type}`,
      JSON.stringify({
        provider: "x",
        inputPer1M: "0.000001",
        outputPer1M: "999999999.999999",
        reasoningPer1M: "0",
        notes: '=HYPERLINK("x")\n"quoted", and more',
        isCustom: true,
        isActive: false,
        thresholds: [{ aboveTokens: 200_000, inputPer1M: "0.25" }],
        serviceTiers: { batch: { inputPer1M: "0.1" } },
        perUnit: { queries: "0.01" },
        effectiveFrom: "2026-01-31T09:30:00.123Z",
      }),
    );
    await put(`'=a formula ${type}`, '{"provider": "+x", "perRequest": 0.000000000001}');
    await put(`still to come ${type}`, '{"provider": "x", "perRequest": 1, "effectiveFrom": "2999-01-01T00:00:00Z"}');
    const exported = await call("GET", path);
    expect(exported.text).toContain("2999-01-01T00:00:00.000000Z");
    expect(exported.headers["content-disposition"]).toContain("attachment");
    expect(await importing(exported.text, "", type)).toMatchObject({
      status: 200,
      json: { counts: { added: 0, changed: 0, refused: 0 } },
    });

    const before = await state();
    await test.database.pool.query("DELETE FROM model_pricing WHERE model_name <> 'default'");
    await test.database.pool.query("DELETE FROM model_price_versions WHERE model_name <> 'default'");
    // A rate beyond the ceiling of rates wants a word of its own.
    const again = await importing(exported.text, "?acceptHeld=all", type);
    expect(again.json).toMatchObject({ counts: { changed: 0, same: 1, refused: 0 } });
    expect(await state()).toEqual(before);
    expect((await call("GET", path)).text).toBe(exported.text);
  });

  const state = async () => {
    const { rows } = await test.database.pool.query(
      "SELECT to_jsonb(model_pricing) - 'id' - 'version' - 'created_at' - 'updated_at' AS entry FROM model_pricing ORDER BY model_name",
    );
    return rows;
  };

  it("takes tabs as text/tab-separated-values, and says which batch it was", async () => {
    const tabs = await importing("model\tprovider\tperRequest\ntabbed\tx\t1\n", "", "text/tab-separated-values");
    expect(tabs).toMatchObject({
      status: 200,
      json: { counts: { added: 1 }, batchId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
  });

  it("names every bad row with its line and reason, and writes nothing unless told to skip them", async () => {
    const csv =
      "model,provider,perRequest,inputPer1M\ngood-row,x,1,\nbad-row,x,,-1\n,x,1,\ngood-row-2,x,0.5,\nbad-row-2,x,,\nbad-row-3,x,1,,\n";
    expect((await importing(csv, "", "text/csv")).status).toBe(400);
    const trimmed = csv.replace("bad-row-3,x,1,,\n", "");
    const refused = await importing(trimmed, "", "text/csv");
    expect(refused.status).toBe(400);
    expect(refused.json.error.details.issues.map(({ field }: { field: string }) => field)).toEqual([
      "line 3, inputPer1M",
      "line 4, model",
      "line 6, perRequest",
    ]);
    expect((await call("GET", "/api/prices/good-row")).status).toBe(404);

    const dry = await importing(trimmed, "?dryRun=true&skipRefused=true", "text/csv");
    const impact = { days: 30, requests: 0, beforeUsd: "0", afterUsd: "0", shadowed: [], isPartial: false };
    expect(dry.json).toMatchObject({ batchId: null, counts: { added: 2, refused: 3 }, impact });
    expect((await call("GET", "/api/prices/good-row")).status).toBe(404);

    expect((await importing(trimmed, "?skipRefused=true", "text/csv")).json).toMatchObject({
      counts: { added: 2, refused: 3 },
    });
    expect((await call("GET", "/api/prices/good-row-2")).json).toMatchObject({
      perRequest: "0.5",
      changedThrough: "import",
    });
    expect((await importing(trimmed, "?skipRefused=true", "text/csv")).json).toMatchObject({
      batchId: null,
      counts: { added: 0, changed: 0, same: 2 },
    });
  });

  it.each([
    ["", "application/json", "body: empty-file"],
    ["{}", "application/json", "body: unknown-object"],
    ["[{]", "application/json", "body: not-json"],
    ["name,price\nx,1\n", "text/csv", "body: no-model-column; body: unknown-column"],
    ["model,prise\nx,1\n", "text/csv", "body: unknown-column"],
    ["model,model\nx,1\n", "text/csv", "body: column-twice"],
    ['model,notes\nx,"open\n', "text/csv", "body: not-csv"],
    [
      '[{"model": "a", "provider": "x", "perRequest": 1}, {"model": "a", "provider": "x", "perRequest": 2}]',
      "application/json",
      "item 1, model: model-twice; item 2, model: model-twice",
    ],
    [
      '[{"model": "default", "perRequest": 1, "isActive": false}]',
      "application/json",
      "item 1, default: default-entry",
    ],
    ["[1]", "application/json", "item 1: not-a-file-item"],
  ])("refuses %j as %s: %s", async (body, type, refused) => {
    const answer = await importing(body, "", type);
    expect(answer.status).toBe(400);
    expect(refusalOf(answer.json.error)).toBe(refused);
  });

  it("takes ten thousand prices in one go, versioned under one actor", async () => {
    const list = Array.from({ length: 10_000 }, (_, n) => ({
      model: `bulk-${n}`,
      provider: "x",
      inputPer1M: `0.${n + 1}`,
    }));
    expect((await importing(JSON.stringify(list))).json).toMatchObject({ counts: { added: 10_000 } });
    const { rows } = await test.database.pool.query(
      "SELECT actor, source, count(*)::int FROM model_price_versions WHERE model_name LIKE 'bulk-%' GROUP BY 1, 2",
    );
    expect(rows).toEqual([{ actor: "key test admin", source: "import", count: 10_000 }]);
  });
});
