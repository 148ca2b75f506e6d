/** A world whose true costs are known: models of the catalogue, sent under broken names. The queue has to find the order of the losses. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CATALOG_FILE, sharedText } from "@ratecard/catalog/testing";
import { compare, formatUsd, type PicoUsd, picoUsd, subtract, toPico } from "@ratecard/money";
import { costOf } from "@ratecard/pricing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { refreshCatalog } from "#server/features/catalog/refresh-catalog";
import { checkEvent } from "#server/features/usage/check-event";
import { takeUsage } from "#server/features/usage/take-usage";
import { createTestContext, type TestContext } from "#server/testing/create-test-context";
import { listGroups } from "#server/features/default-priced/list-groups";

const catalogText = sharedText(CATALOG_FILE);
let test: TestContext;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ratecard-queue-"));
  const file = join(folder, "prices.json");
  await writeFile(file, catalogText ?? "{}");
  test = await createTestContext({ LITELLM_CATALOG_URL: pathToFileURL(file).href });
  if (catalogText !== undefined) await refreshCatalog(test.ctx);
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

/** Names as people break them. */
const BREAKS: readonly ((key: string, provider: string) => string)[] = [
  (key) => key.toUpperCase(),
  (key, provider) => `${provider}/${provider}/${key}`,
  (key) => `${key}-2031-01-02`,
  (key) => `team/${key}`,
  (key) => `${key}-latest`,
  (key) => `${key.slice(0, 5)}${key.slice(6)}`,
  (key) => `${key}:nitro`,
  (key) => `${key}-v1:0`,
];

const [PROMPT, COMPLETION] = [20_000, 4_000];

type Loss = Readonly<{ model: string; usd: PicoUsd }>;

it.runIf(catalogText !== undefined)("finds the order of what was lost", async () => {
  const { catalog, settings } = test.ctx.prices.now();
  const at = Date.now();
  const priced = [...catalog.keysAt(at)].flatMap((key) => {
    const hit = catalog.lookup(key, at);
    const provider = hit?.litellmProvider;
    const isChat = hit && !hit.unpriced && hit.terms.rates.input && hit.terms.rates.output && !key.includes("/");
    return isChat && provider && key.length > 8 ? [{ key, provider, terms: hit.terms }] : [];
  });
  const step = Math.floor(priced.length / 40);
  const chosen = priced.filter((_, index) => index % step === 0).slice(0, 40);
  expect(chosen.length).toBe(40);
  const events = chosen.flatMap(({ key, provider }, nth) => {
    const model = (BREAKS[nth % BREAKS.length] ?? String)(key, provider);
    const count = 1 + ((nth * 7) % 23);
    return Array.from({ length: count }, (_, index) => ({
      requestId: `${nth}-${index}`,
      model,
      provider,
      occurredAt: new Date(at - 60_000).toISOString(),
      promptTokens: PROMPT,
      completionTokens: COMPLETION,
    }));
  });
  await takeUsage(
    test.services,
    "gateway",
    events.map((event) => checkEvent(event, at)),
  );

  const { groups } = await listGroups(test.ctx, { reason: "default" });
  const found = new Map(groups.map((group) => [group.model, group]));
  const losses: Loss[] = chosen.flatMap(({ key, provider, terms }, nth) => {
    const model = (BREAKS[nth % BREAKS.length] ?? String)(key, provider);
    const group = found.get(model);
    if (!group) return [];
    const usage = { promptTokens: PROMPT, completionTokens: COMPLETION };
    const each = costOf(terms, usage, settings, { at }).total;
    const truth = picoUsd(toPico(each ?? picoUsd(0)) * BigInt(group.requests));
    return [{ model, usd: subtract(truth, picoUsd(5_000_000_000n * BigInt(group.requests))) }];
  });
  const byLoss = losses.toSorted((a, b) => compare(b.usd, a.usd));
  const top = groups.filter(({ exposure }) => exposure !== null).slice(0, 10);
  const truth = new Map(byLoss.map(({ model, usd }) => [model, usd]));
  const truthOf = (model: string) => truth.get(model) ?? picoUsd(0);
  const lines = top.map(
    ({ model, exposure, evidence }, place) =>
      `${place + 1}. ${model}: found ${exposure?.probableUsd} by ${evidence?.kind} ${evidence?.name}, true ${formatUsd(truthOf(model))}`,
  );
  process.stdout.write(`${losses.length} groups default-priced of 40\n${lines.join("\n")}\n`);
  const best = byLoss.slice(0, 10).map(({ model }) => model);
  const hits = top.filter(({ model }) => best.includes(model)).length;
  const inPlace = top.filter(({ model }, place) => byLoss[place]?.model === model).length;
  process.stdout.write(`${hits} of the 10 largest losses are among the first 10, ${inPlace} in their very place\n`);
  expect(hits).toBeGreaterThanOrEqual(9);
});
