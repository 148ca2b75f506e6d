import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { countUnpriced } from "./count-unpriced";
import { reviewModels } from "./review-models";
import { importRow, rates } from "./testing/import-row";
import { type DiscoveryTest, openDiscoveryTest } from "./testing/open-discovery-test";
import { modelInfo, modelList } from "./testing/serve-listing";

let test: DiscoveryTest;
beforeAll(async () => {
  test = await openDiscoveryTest();
});
afterAll(() => test.close());
beforeEach(() => test.empty());

describe("review", () => {
  it("goes from what a gateway serves to prices in one step", async () => {
    const gateway = await test.serve({
      "/v1/models": modelList("gpt-9", "my-chatbot", "unknown-model"),
      "/model/info": modelInfo(
        { name: "gpt-9", model: "openai/gpt-9" },
        { name: "my-chatbot", model: "openai/gpt-9" },
        { name: "unknown-model", model: "openai/house" },
      ),
    });
    const id = await test.connect("gateway", gateway.url);
    await test.discover(id);
    await test.importRows([importRow("gpt-9", rates("3", "15"))]);

    expect(await countUnpriced(test.ctx)).toEqual({ names: 3, missing: 2, placeholder: 0 });
    const review = await reviewModels(test.ctx, {});
    expect(review).toMatchObject({ defaultPerRequestUsd: "0.005", servers: [{ id }] });
    expect(review.rows).toMatchObject([
      { name: "gpt-9", status: "priced", entry: { isActive: true, pinnedBy: null } },
      {
        name: "my-chatbot",
        status: "missing",
        isAlias: true,
        isSuggested: true,
        entry: null,
        suggestions: [{ evidence: "served-model", key: "gpt-9", rung: "local-exact", terms: rates("3", "15") }],
      },
      { name: "unknown-model", status: "missing", isSuggested: false, suggestions: [] },
    ]);
    const chosen = review.rows
      .filter(({ status }) => status === "missing")
      .map((one) => importRow(one.name, one.suggestions[0]?.terms ?? { perRequest: review.defaultPerRequestUsd }));
    await test.importRows(chosen);
    expect((await reviewModels(test.ctx, {})).rows.map(({ status }) => status)).toEqual(["priced", "priced", "priced"]);
    expect(test.costOf("my-chatbot")).toEqual(["local-exact", "0.0105"]);
  });

  it("puts what somebody set at a gateway before the list price of its base model, and says what is no whole price", async () => {
    const set = (model_name: string, prices: object) => ({
      model_name,
      litellm_params: { model: "openai/gpt-9", ...prices },
      model_info: {
        id: model_name,
        mode: "chat",
        input_cost_per_token: 3e-6,
        output_cost_per_token: 1.5e-5,
        ...prices,
      },
    });
    const gateway = await test.serve({
      "/v1/models": modelList("contract", "half", "negative", "two"),
      "/model/info": {
        data: [
          set("contract", { input_cost_per_token: 9.9e-6, output_cost_per_token: "1e-05" }),
          set("half", { input_cost_per_token: 9.9e-6 }),
          set("negative", { input_cost_per_token: -1, output_cost_per_token: 1e-5 }),
          set("two", { input_cost_per_token: 1e-6, output_cost_per_token: 1e-5 }),
          set("two", { input_cost_per_token: 2e-6, output_cost_per_token: 1e-5 }),
        ],
      },
    });
    await test.discover(await test.connect("gateway", gateway.url));
    await test.importRows([importRow("gpt-9", rates("3", "15"))]);
    const { rows } = await reviewModels(test.ctx, {});
    const [contract, half, negative, two] = rows;
    expect(contract).toMatchObject({ isSuggested: true, warnings: ["sources-differ"] });
    expect(contract?.suggestions).toMatchObject([
      { evidence: "server-set", key: "gateway", terms: rates("9.9", "10") },
      { evidence: "served-model", key: "gpt-9", terms: rates("3", "15") },
    ]);
    expect(half).toMatchObject({
      isSuggested: false,
      suggestions: [{ evidence: "server-set", terms: rates("9.9", "0") }, {}],
      priceNotes: [{ server: "gateway", note: { kind: "one-rate-set", side: "output", shown: "0.000015" } }],
    });
    expect(negative).toMatchObject({
      isSuggested: false,
      suggestions: [{ evidence: "served-model" }],
      priceNotes: [{ note: { kind: "not-a-price", field: "input_cost_per_token", given: "-1" } }],
    });
    expect(two).toMatchObject({
      isSuggested: false,
      suggestions: [{ terms: rates("1", "10") }, { terms: rates("2", "10") }, {}],
    });
    expect(two?.warnings).toContain("server-prices-differ");
  });

  it("lists names added by hand, and only of the chosen servers", async () => {
    const one = await test.connect("one", "http://localhost:5001");
    const two = await test.connect("two", "http://localhost:5002");
    await test.database.prisma.litellmServer.update({ where: { id: one }, data: { supportedModels: ["a"] } });
    await test.database.prisma.litellmServer.update({
      where: { id: two },
      data: { supportedModels: ["b"], isActive: false },
    });
    expect((await reviewModels(test.ctx, {})).rows.map(({ name }) => name)).toEqual(["a"]);
    expect((await reviewModels(test.ctx, { serverIds: [two] })).rows.map(({ name }) => name)).toEqual(["b"]);
  });
});
