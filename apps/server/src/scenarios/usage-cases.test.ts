/** Every collected case, through the doors a program uses, on LiteLLM's whole catalogue. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CATALOG_FILE, sharedText } from "@ratecard/catalog/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { refreshCatalog } from "#server/features/catalog/refresh-catalog";
import { reviewModels } from "#server/features/discovery/review-models";
import { openDiscoveryTest } from "#server/features/discovery/testing/open-discovery-test";
import { createTestApp, type TestApp } from "#server/testing/create-test-app";
import { bodiesOf, type Outcome, problemOf, type UsageCase, usageCases } from "#server/testing/usage-cases";

const catalogText = sharedText(CATALOG_FILE);
const cases = usageCases();
const byDoor = (...doors: readonly UsageCase["door"][]) => cases.filter(({ door }) => doors.includes(door));

const Answer = z.object({
  results: z
    .array(z.object({ requestId: z.string().nullable(), status: z.string(), costUsd: z.string().nullable() }))
    .optional(),
});
const Rows = z.object({ requests: z.array(z.looseObject({ flags: z.array(z.string()) })) });
const Explained = z.looseObject({
  cost: z.object({ totalUsd: z.string().nullable(), flags: z.array(z.string()) }).nullish(),
  hints: z.array(z.unknown()),
});
const Catalog = z.record(z.string(), z.record(z.string(), z.unknown()));

describe.runIf(catalogText !== undefined && cases.length > 0)("collected cases", () => {
  let test: TestApp;
  let folder: string;
  let headers: { authorization: string };

  const storeCatalog = async (rows: object) => {
    await writeFile(join(folder, "prices.json"), JSON.stringify({ ...JSON.parse(catalogText ?? "{}"), ...rows }));
    await refreshCatalog(test.ctx);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "ratecard-cases-"));
    test = await createTestApp({ LITELLM_CATALOG_URL: pathToFileURL(join(folder, "prices.json")).href });
    headers = await test.keyWith("ingest", "read", "admin");
    await storeCatalog({});
  });

  afterAll(async () => {
    await test.close();
    await rm(folder, { recursive: true });
  });

  const call = async (method: "GET" | "POST" | "PUT", url: string, payload?: string) => {
    const type = payload === undefined ? {} : { "content-type": "application/json" };
    const answer = await test.app.inject({
      method,
      url,
      headers: { ...headers, ...type },
      ...(payload && { payload }),
    });
    return { statusCode: answer.statusCode, json: answer.json<unknown>() };
  };

  const rowOf = async (requestId: string) => {
    const { json } = await call("GET", `/api/usage/logs?requestId=${encodeURIComponent(requestId)}`);
    return Rows.parse(json).requests[0];
  };

  async function report(url: string, bodies: readonly string[]) {
    let last: Awaited<ReturnType<typeof call>> | undefined;
    for (const body of bodies) last = await call("POST", url, body);
    const result = Answer.parse(last?.json ?? {}).results?.at(-1);
    const isRefused = result === undefined || result.status === "quarantined";
    const row = result?.requestId ? await rowOf(result.requestId) : undefined;
    const outcome: Outcome = {
      status: isRefused ? "refused" : result.status,
      costUsd: result?.costUsd ?? null,
      flags: row?.flags ?? [],
      hints: [],
    };
    return { outcome, row };
  }

  it.each(byDoor("litellm", "usage"))("$id: $title", async (one) => {
    for (const [model, price] of Object.entries(one.before?.prices ?? {})) {
      await call("PUT", `/api/prices/${model}`, JSON.stringify(price));
    }
    const path = one.door === "litellm" ? "/api/usage/litellm" : "/api/usage";
    const { outcome, row } = await report(`${path}?${one.query ?? ""}`, bodiesOf(one, Date.now()));
    expect(problemOf(one, outcome)).toBeUndefined();
    if (one.expect.row) expect(row).toMatchObject(one.expect.row);
    for (const flag of one.expect.notFlags ?? []) expect(row?.flags).not.toContain(flag);
    if (one.expect.stored === false) expect(row).toBeUndefined();
    if (one.expect.analytics) expect(await sumsOf(String(row?.model))).toMatchObject(one.expect.analytics);
  });

  async function sumsOf(model: string) {
    const day = new Date().toISOString().slice(0, 10);
    const { json } = await call("GET", `/api/admin/analytics?from=${day}&to=${day}&groupBy=model`);
    return z
      .object({ rows: z.array(z.looseObject({})) })
      .parse(json)
      .rows.find((row) => row.model === model);
  }

  it.each(byDoor("explain"))("$id: $title", async (one) => {
    const [body = "{}"] = bodiesOf(one, Date.now());
    const fields = z.record(z.string(), z.coerce.string()).parse(JSON.parse(body));
    const asked = new URLSearchParams(fields);
    const explained = Explained.parse((await call("GET", `/api/explain?${asked.toString()}`)).json);
    const { totalUsd = null, flags = [] } = explained.cost ?? {};
    const hints = explained.hints.map((hint) => JSON.stringify(hint));
    expect(problemOf(one, { status: "explained", costUsd: totalUsd, flags, hints })).toBeUndefined();
  });

  it.each(byDoor("catalog"))("$id: $title", async (one) => {
    const [body = "{}"] = bodiesOf(one, Date.now());
    const { rows, event } = z.object({ rows: Catalog, event: z.unknown() }).parse(JSON.parse(body));
    await storeCatalog(rows);
    const sent = JSON.stringify({ events: [{ ...Object(event), occurredAt: new Date().toISOString() }] });
    const { outcome } = await report("/api/usage", [sent]);
    expect(problemOf(one, outcome)).toBeUndefined();
  });

  it.each(byDoor("discovery"))("$id: $title", async (one) => {
    const discovery = await openDiscoveryTest({
      LITELLM_CATALOG_URL: pathToFileURL(join(folder, "prices.json")).href,
    });
    try {
      await refreshCatalog(discovery.ctx);
      const { modelInfo, name } = z.object({ modelInfo: z.looseObject({}), name: z.string() }).parse(one.body);
      const listing = await discovery.serve({ "/model/info": modelInfo, "/v1/models": { data: [] } });
      await discovery.discover(await discovery.connect("case", listing.url));
      const row = (await reviewModels(discovery.ctx, {})).rows.find((each) => each.name === name);
      const rates = Object.entries(one.expect.firstSuggestion ?? {}).map(([kind, rate]) => [`${kind}Per1M`, rate]);
      expect(row?.suggestions[0]?.terms).toMatchObject(Object.fromEntries(rates));
    } finally {
      await discovery.close();
    }
  });
});
