import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatUsd, ZERO } from "@ratecard/money";
import { price } from "@ratecard/pricing";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { findVersions } from "#server/entries/known-prices";
import { findPrice } from "#server/entries/rows";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { pricingDefaults } from "../pricing-defaults";
import { createPrice, editPrice } from "../save-price";
import { keepPricesPinned, pinPrices } from "./pin-prices";

let test: TestContext;
let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ratecard-pins-"));
  path = join(folder, "prices.json");
  test = await createTestContext({ PRICING_CONFIG: path });
});

afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

const pin = async (text: string) => {
  await writeFile(path, text);
  await pinPrices(test.services, path);
};
const view = async (model: string) => (await findPrice(test.database.pool, model))?.view;
const costOf = (model: string) => {
  const { book, catalog, settings } = test.services.prices.now();
  return formatUsd(
    price(book, catalog, { model, at: Date.now(), usage: { promptTokens: 1_000_000 } }, settings).costUsd ?? ZERO,
  );
};
const problem = async () => (await pricingDefaults(test.ctx)).pricingConfig?.problem;

describe("PRICING_CONFIG", () => {
  it("pins prices per 1M by their digits, wildcards too, and nobody edits them", async () => {
    await createPrice(test.ctx, { model: "standing", input: { provider: "x", perRequest: "9" } });
    await pin('{ "models": { "my-custom*": { "input": 1.10, "output": 3.00 }, "standing": { "perRequest": 0.1 } } }');
    expect(await view("my-custom*")).toMatchObject({
      inputPer1M: "1.1",
      outputPer1M: "3",
      provider: "custom",
      pinnedBy: path,
    });
    expect(await view("standing")).toMatchObject({
      perRequest: "0.1",
      provider: "x",
      pinnedBy: path,
      changedThrough: "config",
    });
    expect(costOf("my-custom-v2")).toBe("1.1");
    const edit = editPrice(test.ctx, { model: "my-custom*", version: 1, input: { inputPer1M: "2" }, mode: "edit" });
    await expect(edit).rejects.toMatchObject({ code: "ENTRY_PINNED" });
    expect(await problem()).toBeNull();
  });

  it("read again without a change writes nothing", async () => {
    const before = await findVersions(test.database.pool, "my-custom*");
    await pinPrices(test.services, path);
    expect(await findVersions(test.database.pool, "my-custom*")).toEqual(before);
  });

  it("releases what left the file: the price stays and can be edited", async () => {
    await pin('{ "models": { "standing": { "perRequest": 0.1 } } }');
    const released = await view("my-custom*");
    expect(released?.pinnedBy).toBeUndefined();
    expect(costOf("my-custom-v2")).toBe("1.1");
    expect(await findVersions(test.database.pool, "my-custom*")).toHaveLength(1);
  });

  it("is read again when it changes", async () => {
    const pinned = await keepPricesPinned(test.services);
    await writeFile(path, '{ "models": { "standing": { "perRequest": 0.25, "notes": "changed on disk" } } }');
    await vi.waitFor(async () => expect(await view("standing")).toMatchObject({ perRequest: "0.25" }), {
      timeout: 20_000,
      interval: 50,
    });
    await pinned.close();
  });
});
