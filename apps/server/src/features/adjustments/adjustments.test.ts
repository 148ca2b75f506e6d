import { formatUsd, ZERO } from "@ratecard/money";
import { price } from "@ratecard/pricing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DomainError } from "#server/errors/domain-error";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { listAdjustments } from "./list-adjustments";
import { endAdjustment, previewAdjustment, setAdjustment, tryEnding, trySetting } from "./set-adjustment";

let test: TestContext;

beforeAll(async () => {
  test = await createTestContext();
  await test.database.pool.query(
    `INSERT INTO model_pricing (model_name, price_per_request, price_per_1k_input_tokens, price_per_1k_output_tokens, provider)
     VALUES ('gpt-x', 0.01, 0.003, 0.015, 'openai'), ('house-x', 0.01, 0.001, 0.001, 'house')`,
  );
  await test.services.prices.refresh();
});

afterAll(() => test.close());

const costOf = (model: string, provider: string, at = Date.now()) => {
  const { book, catalog, settings } = test.services.prices.now();
  const usage = { promptTokens: 1000, completionTokens: 500 };
  return formatUsd(price(book, catalog, { model, provider, at, usage }, settings).costUsd ?? ZERO);
};

const of = async (provider: string) =>
  (await listAdjustments(test.services)).adjustments.filter((one) => one.provider === provider);
const latest = async (provider: string) => (await of(provider)).at(-1)?.replaces ?? null;
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

it("a discount holds from now on, not before, and is audited", async () => {
  await setAdjustment(test.ctx, { provider: "OpenAI", discountPercent: "5", replaces: null, reason: "new contract" });
  expect(costOf("gpt-x", "openai", Date.now() + 1)).toBe("0.009975");
  expect(costOf("gpt-x", "openai", Date.now() - 86_400_000)).toBe("0.0105");
  expect(await of("openai")).toMatchObject([
    {
      discountPercent: "5",
      marginPercent: null,
      standing: "in-force",
      reason: "new contract",
      actor: "admin@example.com",
    },
  ]);
  const { rows } = await test.database.pool.query("SELECT action, subject FROM audit_log ORDER BY seq DESC LIMIT 1");
  expect(rows).toEqual([{ action: "adjustment.set", subject: "openai" }]);
});

it("all providers have a margin together, and one with its own keeps its own", async () => {
  await setAdjustment(test.ctx, { provider: "global", marginPercent: "10", fixedMarginUsd: "0.001", replaces: null });
  expect(costOf("house-x", "house", Date.now() + 1)).toBe("0.00265");
  await setAdjustment(test.ctx, { provider: "house", marginPercent: "50", replaces: null });
  expect(costOf("house-x", "house", Date.now() + 1)).toBe("0.00225");
});

it("a date in the past corrects, one in the future waits; both give way to what is set later", async () => {
  const past = "2026-01-01T00:00:00+01:00";
  await setAdjustment(test.ctx, {
    provider: "openai",
    discountPercent: "10",
    effectiveFrom: past,
    replaces: await latest("openai"),
  });
  expect(costOf("gpt-x", "openai", Date.parse(past))).toBe("0.00945");
  expect(costOf("gpt-x", "openai", Date.parse(past) - 1)).toBe("0.0105");
  expect(await of("openai")).toHaveLength(1);

  const later = new Date(Date.now() + 86_400_000).toISOString();
  await setAdjustment(test.ctx, {
    provider: "openai",
    discountPercent: "20",
    effectiveFrom: later,
    replaces: await latest("openai"),
  });
  expect((await of("openai")).map(({ standing }) => standing)).toEqual(["in-force", "scheduled"]);
  // 0.0084 and the margin of all providers.
  expect(costOf("gpt-x", "openai", Date.parse(later))).toBe("0.01024");

  await endAdjustment(test.ctx, { provider: "openai", replaces: await latest("openai") });
  expect((await of("openai")).map(({ standing }) => standing)).toEqual(["past"]);
  expect(costOf("gpt-x", "openai", Date.now() + 1)).toBe("0.01255");
});

it("of two editors one wins", async () => {
  const replaces = await latest("house");
  await setAdjustment(test.ctx, { provider: "house", marginPercent: "1", replaces });
  await expect(setAdjustment(test.ctx, { provider: "house", marginPercent: "2", replaces })).rejects.toMatchObject({
    code: "VERSION_MOVED",
  });
  expect(await of("house")).toMatchObject([{ standing: "past" }, { marginPercent: "1" }]);
});

it("says what was written, what gave way, and what the next change has to name", async () => {
  const first = await setAdjustment(test.ctx, { provider: "Acme", discountPercent: "5", replaces: null });
  expect(first).toMatchObject({ dryRun: false, provider: "acme", ended: [], dropped: [] });
  expect(first.written).toMatchObject({ discountPercent: "5", standing: "in-force", actor: "admin@example.com" });
  expect(first.replaces).toBe(first.written?.id);
  const later = { provider: "acme", marginPercent: "7", effectiveFrom: inDays(2), replaces: first.replaces };
  const second = await setAdjustment(test.ctx, later);
  expect(second).toMatchObject({ written: { standing: "scheduled" }, ended: [{ id: first.replaces }], dropped: [] });
  expect(second.ended[0]?.validUntil).toBe(second.effectiveFrom);
  const end = { provider: "acme", effectiveFrom: inDays(1), replaces: second.replaces };
  const ended = await endAdjustment(test.ctx, end);
  expect(ended).toMatchObject({
    written: null,
    ended: [{ id: first.replaces, validUntil: end.effectiveFrom }],
    dropped: [{ id: second.replaces, marginPercent: "7" }],
    replaces: first.replaces,
  });
  expect(await latest("acme")).toBe(first.replaces);
});

it("a look shows the same windows and what would have been paid, and writes nothing", async () => {
  const before = await listAdjustments(test.services);
  const input = { provider: "acme", marginPercent: "3" };
  const shown = await trySetting(test.ctx, input);
  expect(await listAdjustments(test.services)).toEqual(before);
  expect(shown).toMatchObject({ dryRun: true, written: null, ended: [{ discountPercent: "5" }] });
  expect(shown.impact).toEqual(await previewAdjustment(test.ctx, { provider: "acme", terms: { marginPercent: "3" } }));
  expect((await tryEnding(test.ctx, { provider: "acme" })).ended[0]?.id).toBe(shown.ended[0]?.id);
  await expect(tryEnding(test.ctx, { provider: "nobody" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const written = await setAdjustment(test.ctx, { ...input, replaces: shown.replaces });
  expect(written).toMatchObject({ ended: [{ id: shown.ended[0]?.id }], written: { marginPercent: "3" } });
});

it("only what gives way to nothing may be set without having read what there is", async () => {
  await expect(setAdjustment(test.ctx, { provider: "acme", marginPercent: "4" })).rejects.toMatchObject({
    code: "VERSION_REQUIRED",
  });
  await expect(endAdjustment(test.ctx, { provider: "acme" })).rejects.toMatchObject({ code: "VERSION_REQUIRED" });
  await endAdjustment(test.ctx, { provider: "acme", replaces: await latest("acme") });
  expect(await setAdjustment(test.ctx, { provider: "acme", marginPercent: "4" })).toMatchObject({ ended: [] });
});

it("what is not there cannot be ended", async () => {
  await expect(endAdjustment(test.ctx, { provider: "nobody", replaces: null })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

it.each([
  [{ discountPercent: "-5" }, "discountPercent: must be more than 0"],
  [{ discountPercent: "0" }, "discountPercent: must be more than 0"],
  [{ discountPercent: "101" }, "discountPercent: must be at most 100"],
  [{ discountPercent: "5%" }, "discountPercent: is not a decimal number"],
  [{ discountPercent: "1,5" }, "discountPercent: is not a decimal number"],
  [{ discountPercent: "0x10" }, "discountPercent: is not a decimal number"],
  [{ discountPercent: "NaN" }, "discountPercent: is not a decimal number"],
  [{ discountPercent: "0.0000001" }, "discountPercent: has more than 6 decimals"],
  [{ marginPercent: "1e400" }, "marginPercent: must be at most 1,000"],
  [{ marginPercent: "1e-400" }, "marginPercent: has more than 6 decimals"],
  [{ marginPercent: "1001" }, "marginPercent: must be at most 1,000"],
  [{ fixedMarginUsd: "1000001" }, "fixedMarginUsd: must be at most 1,000,000"],
  [{ fixedMarginUsd: "0.0000000000001" }, "fixedMarginUsd: has more than 12 decimals"],
  [{ discountPercent: " " }, "discountPercent: is empty, and so are the margins"],
  [{ provider: "global", discountPercent: "5" }, "discountPercent: cannot be given to all providers at once"],
])("refuses %j, and nothing is written", async (input, sentence) => {
  const before = await listAdjustments(test.services);
  const error: unknown = await setAdjustment(test.ctx, {
    provider: "openai",
    replaces: await latest("openai"),
    ...input,
  }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DomainError);
  expect(String(error)).toContain(sentence);
  expect(await listAdjustments(test.services)).toEqual(before);
});

it("names the providers there are", async () => {
  expect((await listAdjustments(test.services)).providers).toEqual(expect.arrayContaining(["house", "openai"]));
});
