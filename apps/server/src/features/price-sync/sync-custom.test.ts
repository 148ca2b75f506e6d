import { fieldProblem } from "@ratecard/contract";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openSyncTest, type SyncTest } from "./testing/open-sync-test";

let test: SyncTest;
beforeAll(async () => {
  test = await openSyncTest();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.empty();
  await test.catalogue({ "gpt-4o": [2.5e-6, 1e-5, "openai"], "azure/gpt-4o": [2.75e-6, 1.1e-5, "azure"] });
});

const CUSTOM = { kind: "custom-names" } as const;
const AZURE = { ...CUSTOM, choices: [{ model: "bot", base: { model: "gpt-4o", provider: "azure" } }] };

describe("sync of custom names", () => {
  it("gives names without a price that of their base model, and remembers the base", async () => {
    await test.map("bot>gpt-4o", "lost>nobody-knows");
    const { counts, rows } = await test.preview(CUSTOM);
    expect(counts).toMatchObject({ added: 1, refused: 1 });
    expect(rows[1]).toMatchObject({ model: "lost", refusal: { code: "base-unpriced" } });
    await test.sync(CUSTOM);
    expect(await test.entry("bot")).toEqual({
      provider: "openai",
      is_custom: true,
      notes: null,
      copied_from: "gpt-4o",
      copied_from_provider: null,
      version: 1,
      request: "0.0075",
      input: "0.0025",
    });
    expect(await test.entry("lost")).toBeUndefined();
    expect((await test.preview(CUSTOM)).counts).toMatchObject({ added: 0, same: 1, refused: 1 });
  });

  it("follows the base when it moves, and every version keeps whose price it was", async () => {
    await test.map("follower>gpt-4o");
    await test.sync(CUSTOM);
    await test.sql(`INSERT INTO model_pricing (model_name, provider, price_per_request, price_per_1k_input_tokens)
      VALUES ('gpt-4o', 'openai', 0.02, 0.004)`);
    const held = await test.row(CUSTOM, "follower");
    expect(held).toMatchObject({ outcome: "changed", base: { model: "gpt-4o" } });
    expect(held.held).toEqual([{ kind: "move", field: "output", move: "vanished" }]);
    expect(held.base).toMatchObject({ source: "local-exact", key: "gpt-4o" });
    await test.sql("UPDATE model_pricing SET price_per_1k_output_tokens = 0.01 WHERE model_name = 'gpt-4o'");
    await test.sync(CUSTOM);
    expect(await test.entry("follower")).toMatchObject({ input: "0.004", request: "0.02", copied_from: "gpt-4o" });
    const { rows } = await test.database.pool.query(
      "SELECT copied_from, superseded_at IS NULL AS holds FROM model_price_versions WHERE model_name = 'follower' ORDER BY id",
    );
    expect(rows).toEqual([
      { copied_from: "gpt-4o", holds: true },
      { copied_from: "gpt-4o", holds: true },
    ]);
  });

  it("leaves bases that cost differently to a person, takes the base they pick, and remembers it with its provider", async () => {
    await test.map("bot>gpt-4o@openai", "bot>gpt-4o@azure");
    const preview = await test.preview(CUSTOM);
    expect(preview).toMatchObject({ heldCount: 0, rows: [{ refusal: { code: "bases-differ" } }] });
    expect(preview.rows[0]?.bases).toMatchObject([
      { model: "gpt-4o", provider: "azure", key: "azure/gpt-4o" },
      { model: "gpt-4o", provider: "openai", key: "gpt-4o" },
    ]);
    await test.sync(AZURE);
    expect(await test.entry("bot")).toMatchObject({
      provider: "azure",
      input: "0.00275",
      copied_from_provider: "azure",
    });
    expect(await test.preview(CUSTOM)).toMatchObject({ heldCount: 0, counts: { same: 1, refused: 0 } });
  });

  it("refuses a base that is none, and names those there are", async () => {
    await test.map("bot>gpt-4o@openai", "bot>gpt-4o@azure");
    const choices = [
      { model: "bot", base: { model: "gpt-5" } },
      { model: "gpt-4o", base: { model: "gpt-4o" } },
    ];
    await expect(test.preview({ ...CUSTOM, choices })).rejects.toMatchObject({
      details: {
        issues: [
          fieldProblem("choices.bot", "no-such-base", { known: ["azure: gpt-4o", "openai: gpt-4o"] }),
          fieldProblem("choices.gpt-4o", "not-a-custom-name"),
        ],
      },
    });
  });

  it("refuses all of it when a base moved since it was shown", async () => {
    await test.map("bot>gpt-4o", "house>house-model");
    await test.sql(
      `INSERT INTO model_pricing (model_name, provider, price_per_request) VALUES ('house-model', 'x', 0.1)`,
    );
    const shown = await test.preview(CUSTOM);
    await test.sql("UPDATE model_pricing SET price_per_request = 0.2 WHERE model_name = 'house-model'");
    await expect(test.write(CUSTOM, shown)).rejects.toMatchObject({
      code: "VERSION_MOVED",
      details: { name: "house" },
    });
    expect(await test.entry("bot")).toBeUndefined();
  });

  it("shows a price somebody typed with its difference, and takes it only when it is named", async () => {
    await test.map("bot>gpt-4o");
    await test.sql(`INSERT INTO model_pricing (model_name, provider, price_per_request, price_per_1k_input_tokens,
      price_per_1k_output_tokens, is_custom, notes) VALUES ('bot', 'house', 0.01, 0.003, 0.01, true, 'ours')`);
    const held = [{ kind: "replaces-own", by: "entry" }];
    expect(await test.row(CUSTOM, "bot")).toMatchObject({ outcome: "changed", held });
    expect(await test.sync(CUSTOM)).toMatchObject({ batchId: null, heldCount: 1 });
    await test.sync(CUSTOM, { held: ["bot"] });
    expect(await test.entry("bot")).toMatchObject({ provider: "house", notes: "ours", copied_from: "gpt-4o" });
  });
});

describe("a copy", () => {
  beforeEach(async () => {
    await test.map("bot>gpt-4o");
    await test.sync(CUSTOM);
  });

  it("edited by plain SQL is one no more; its notes may change", async () => {
    await test.sql("UPDATE model_pricing SET notes = 'n', is_active = true WHERE model_name = 'bot'");
    expect(await test.entry("bot")).toMatchObject({ copied_from: "gpt-4o" });
    await test.sql("UPDATE model_pricing SET price_per_1k_input_tokens = 0.009 WHERE model_name = 'bot'");
    expect(await test.entry("bot")).toMatchObject({ copied_from: null });
    expect(await test.row(CUSTOM, "bot")).toMatchObject({
      held: expect.arrayContaining([{ kind: "replaces-own", by: "entry" }]),
    });
  });

  it("can be said to be one by plain SQL", async () => {
    await test.sql(
      "UPDATE model_pricing SET price_per_1k_input_tokens = 0.009, copied_from = 'gpt-4o-mini' WHERE model_name = 'bot'",
    );
    expect(await test.entry("bot")).toMatchObject({ copied_from: "gpt-4o-mini" });
  });
});

it("an alias of a server that is switched off is not priced", async () => {
  await test.map("bot>gpt-4o");
  await test.database.prisma.litellmServer.updateMany({ data: { isActive: false } });
  expect((await test.preview(CUSTOM)).rows).toEqual([]);
});
