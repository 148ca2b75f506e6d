import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatUsd, ZERO } from "@ratecard/money";
import { price } from "@ratecard/pricing";
import { DomainError } from "#server/errors/domain-error";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { deletePrice } from "./delete-price";
import { priceHistory } from "./history/price-history";
import { createPrice, editPrice } from "./save-price";

let test: TestContext;

beforeAll(async () => {
  test = await createTestContext();
});

afterAll(async () => {
  await test.close();
});

const create = (model: string, input: Parameters<typeof createPrice>[1]["input"]) =>
  createPrice(test.ctx, { model, input });

const edit = (model: string, version: number, input: Parameters<typeof editPrice>[1]["input"]) =>
  editPrice(test.ctx, { model, version, input, mode: "edit" });

const costOf = (model: string, promptTokens?: number, completionTokens?: number, at = Date.now()) => {
  const { book, catalog, settings } = test.services.prices.now();
  return formatUsd(
    price(book, catalog, { model, at, usage: { promptTokens, completionTokens } }, settings).costUsd ?? ZERO,
  );
};

const refusal = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw new Error("expected a domain error", { cause: error });
  return error;
};

describe("a new price", () => {
  it("prices the next request exactly, and those of before too", async () => {
    const yesterday = Date.now() - 86_400_000;
    expect(costOf("brand-new-gpt", 1000, 500)).toBe("0.005");
    const saved = await create("brand-new-gpt", { inputPer1M: "3.00", outputPer1M: "15" });
    expect(costOf("brand-new-gpt", 1000, 500)).toBe("0.0105");
    expect(costOf("brand-new-gpt", 1000, 500, yesterday)).toBe("0.0105");
    expect(saved).toMatchObject({
      outcome: "added",
      price: {
        provider: "openai",
        perRequest: "0.0105",
        inputPer1M: "3",
        outputPer1M: "15",
        version: 1,
        changedThrough: "ui",
      },
    });
    expect(saved.notices[0]).toContain("typical formula");
  });

  it("is refused when the name has one", async () => {
    await create("twice", { provider: "x", perRequest: "1" });
    expect((await refusal(create("twice", { provider: "x", perRequest: "2" }))).code).toBe("ALREADY_EXISTS");
    expect(costOf("twice")).toBe("1");
  });

  it("is made once when two create it at the same moment", async () => {
    const both = await Promise.allSettled([
      create("race", { provider: "x", perRequest: "1" }),
      create("race", { provider: "x", perRequest: "2" }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it.each(["constructor", "__proto__", "模型/🚀", "a".repeat(255), "weird name; DROP TABLE x", "trailing*"])(
    "takes the name %s",
    async (model) => {
      await create(model, { provider: "x", perRequest: "0.125" });
      expect(costOf(model === "trailing*" ? "trailing-v2" : model)).toBe("0.125");
    },
  );

  it.each([
    ["inputPer1M", "-1", "negative"],
    ["inputPer1M", "NaN", "not a number"],
    ["outputPer1M", "1e400", "larger"],
    ["perRequest", "0x10", "not a decimal"],
    ["perRequest", "1_000", "not a decimal"],
    ["cacheReadPer1M", "", "not a decimal"],
    ["perRequest", "Infinity", "infinite"],
    ["inputPer1M", "0.0000001", "decimals"],
    ["perRequest", "1000001", "1,000,000"],
  ])("names %s and the remedy for %j, and writes nothing", async (field, text, sentence) => {
    const error = await refusal(create("never-written", { provider: "x", perRequest: "1", [field]: text }));
    expect(error.code).toBe("INVALID_INPUT");
    expect(error.message).toContain(`${field}: `);
    expect(error.message).toContain(sentence);
    expect((await refusal(priceHistory(test.ctx, "never-written"))).code).toBe("NOT_FOUND");
  });

  it("needs a price, and a provider when the name does not tell it", async () => {
    expect((await refusal(create("empty-gpt", {}))).message).toContain("perRequest: is missing");
    expect((await refusal(create("whoknows", { perRequest: "1" }))).message).toContain("provider: is missing");
  });

  it("keeps thresholds and every other term exactly", async () => {
    const input = {
      provider: "gemini",
      inputPer1M: "1.25",
      outputPer1M: "10",
      thresholds: [{ aboveTokens: 200_000, inputPer1M: "2.5", outputPer1M: "15" }],
      videoInputPer1M: "0.7",
      serviceTiers: { flex: { inputPer1M: "0.6" } },
    };
    const { price: saved } = await create("gemini-with-thresholds", input);
    expect(saved).toMatchObject(input);
    expect(costOf("gemini-with-thresholds", 200_001, 0)).toBe("0.5000025");
  });
});

describe("an edit", () => {
  it("changes what it names and keeps the rest; the past keeps its price", async () => {
    await create("edited", { provider: "x", inputPer1M: "1", outputPer1M: "2", cacheReadPer1M: "0", notes: "first" });
    const before = Date.now() - 60_000;
    const saved = await edit("edited", 1, { inputPer1M: "4", notes: null });
    expect(saved.price).toMatchObject({ inputPer1M: "4", outputPer1M: "2", cacheReadPer1M: "0", version: 2 });
    expect(saved.price.notes).toBeUndefined();
    expect(costOf("edited", 1_000_000, 0)).toBe("4");
    expect(costOf("edited", 1_000_000, 0, before)).toBe("1");
  });

  it("on an old version is refused with the entry as it is now; of many at once one wins", async () => {
    await create("contested", { provider: "x", perRequest: "1" });
    const edits = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => edit("contested", 1, { perRequest: `2.${index}` })),
    );
    expect(edits.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const error = await refusal(edit("contested", 1, { perRequest: "9" }));
    expect(error.code).toBe("VERSION_MOVED");
    expect(error.details).toMatchObject({ current: { model: "contested", version: 2 } });
    const { versions } = await priceHistory(test.ctx, "contested");
    expect(versions.filter(({ supersededAt }) => supersededAt === null)).toHaveLength(2);
  });

  it("that changes nothing writes nothing", async () => {
    await create("same", { provider: "x", inputPer1M: "1.50", perRequest: "0.1" });
    const saved = await edit("same", 1, { inputPer1M: "1.5" });
    expect(saved.outcome).toBe("unchanged");
    expect((await priceHistory(test.ctx, "same")).versions).toHaveLength(1);
  });

  it("switched off answers no request; the default entry cannot be", async () => {
    await create("switched", { provider: "x", perRequest: "1" });
    await edit("switched", 1, { isActive: false });
    expect(costOf("switched")).toBe("0.005");
    expect((await refusal(edit("default", 1, { isActive: false }))).code).toBe("DEFAULT_ENTRY_KEPT");
  });

  it("of a pinned entry is refused", async () => {
    await test.database.pool.query(
      "INSERT INTO model_pricing (model_name, price_per_request, provider, pinned_by) VALUES ('pinned', 1, 'x', 'prices.json')",
    );
    const error = await refusal(edit("pinned", 1, { perRequest: "2" }));
    expect(error).toMatchObject({ code: "ENTRY_PINNED", details: { pinnedBy: "prices.json" } });
  });
});

describe("a date", () => {
  const day = 86_400_000;
  const instant = (fromNow: number) => new Date(Date.now() + fromNow).toISOString();

  it("in the past corrects backwards without erasing what was believed", async () => {
    await create("corrected", { provider: "x", perRequest: "1" });
    await edit("corrected", 1, { perRequest: "2" });
    const saved = await edit("corrected", 2, { perRequest: "3", effectiveFrom: instant(-2 * day) });
    expect(saved.price.perRequest).toBe("3");
    expect(costOf("corrected")).toBe("3");
    expect(costOf("corrected", undefined, undefined, Date.now() - day)).toBe("3");
    expect(costOf("corrected", undefined, undefined, Date.now() - 3 * day)).toBe("1");
    const { versions } = await priceHistory(test.ctx, "corrected");
    expect(versions.filter(({ supersededAt }) => supersededAt !== null).map(({ perRequest }) => perRequest)).toEqual([
      "2",
    ]);
  });

  it("that is now is kept for a first price too: what is older has no price", async () => {
    await create("begun", { provider: "x", perRequest: "1", effectiveFrom: instant(0) });
    expect(costOf("begun")).toBe("1");
    expect(costOf("begun", undefined, undefined, Date.now() - day)).toBe("0.005");
    const { versions } = await priceHistory(test.ctx, "begun");
    expect(versions.map(({ validFrom }) => validFrom === null)).toEqual([false]);
  });

  it("in the future schedules: in force by itself then, not before", async () => {
    await create("scheduled", { provider: "x", perRequest: "1" });
    const saved = await edit("scheduled", 1, { perRequest: "2", effectiveFrom: instant(day) });
    expect(saved.price).toMatchObject({ perRequest: "1", version: 2, scheduledFrom: expect.any(String) });
    expect(costOf("scheduled")).toBe("1");
    expect(costOf("scheduled", undefined, undefined, Date.now() + 2 * day)).toBe("2");
    await edit("scheduled", 2, { perRequest: "1.5" });
    expect(costOf("scheduled")).toBe("1.5");
    expect(costOf("scheduled", undefined, undefined, Date.now() + 2 * day)).toBe("2");
  });

  it("in the future behind a scheduled price, fields left out stay as they are by then", async () => {
    await create("stepped", { provider: "x", inputPer1M: "1", outputPer1M: "2", perRequest: "0" });
    await edit("stepped", 1, { inputPer1M: "5", outputPer1M: "10", effectiveFrom: instant(day) });
    await edit("stepped", 2, { outputPer1M: "20", effectiveFrom: instant(3 * day) });
    const million = (at: number) => costOf("stepped", 1_000_000, 1_000_000, Date.now() + at);
    expect([million(0), million(2 * day), million(4 * day)]).toEqual(["3", "15", "25"]);
  });
});

describe("a delete", () => {
  it("ends the price; the past keeps it, and the name can be priced again", async () => {
    await create("gone", { provider: "x", perRequest: "1" });
    const before = Date.now() - 1000;
    await deletePrice(test.ctx, { model: "gone", version: 1 });
    expect(costOf("gone")).toBe("0.005");
    expect(costOf("gone", undefined, undefined, before)).toBe("1");
    expect((await refusal(deletePrice(test.ctx, { model: "gone", version: 1 }))).code).toBe("NOT_FOUND");
    await create("gone", { provider: "x", perRequest: "2" });
    expect(costOf("gone")).toBe("2");
    expect(costOf("gone", undefined, undefined, before)).toBe("1");
  });

  it("of the default entry or of another version is refused", async () => {
    expect((await refusal(deletePrice(test.ctx, { model: "default", version: 1 }))).code).toBe("DEFAULT_ENTRY_KEPT");
    await create("kept", { provider: "x", perRequest: "1" });
    expect((await refusal(deletePrice(test.ctx, { model: "kept", version: 7 }))).code).toBe("VERSION_MOVED");
  });
});

describe("every write", () => {
  it("leaves one audit row that names who did what", async () => {
    await create("audited", { provider: "x", perRequest: "1" });
    await editPrice(test.ctx, {
      model: "audited",
      version: 1,
      input: { perRequest: "2" },
      reason: "new contract",
      mode: "edit",
    });
    await deletePrice(test.ctx, { model: "audited", version: 2 });
    const { rows } = await test.database.pool.query(
      "SELECT actor, action FROM audit_log WHERE subject = 'audited' ORDER BY seq",
    );
    expect(rows).toEqual(
      ["create", "edit", "delete"].map((verb) => ({ actor: "admin@example.com", action: `price.${verb}` })),
    );
    const { versions } = await priceHistory(test.ctx, "audited");
    expect(versions[0]).toMatchObject({
      actor: "admin@example.com",
      source: "ui",
      reason: "new contract",
      perRequest: "2",
    });
  });
});
