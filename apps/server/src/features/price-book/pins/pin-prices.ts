/**
 * Brings the price book to what PRICING_CONFIG pins. An entry that left the file keeps its price and can be edited again.
 * Errors  a file that cannot be read or has a problem changes nothing; the problem is kept for the settings page and logged.
 */
import { providerOfName } from "@ratecard/pricing";
import type { NamedPriceInput } from "@ratecard/contract";
import type { Services } from "#server/services/context";
import type { FieldProblem } from "#server/pricing/price-form";
import { type PriceToSave, upsertPrices } from "#server/pricing/save-prices";
import { SYSTEM } from "#server/write/system-actor";
import { write } from "#server/write/write";
import { decidePrice } from "../decide-price";
import { readConfigFile } from "./read-config-file";
import { readPricingConfig } from "./read-pricing-config";
import { findPrices, type StoredPrice, unpinPrices } from "../rows";
import { recordPinning } from "./pinning-rows";

export async function pinPrices(services: Services, path: string): Promise<void> {
  const problem = await pin(services, path);
  if (problem !== null)
    services.log.error({ path, problem }, "PRICING_CONFIG was not taken; the prices stay as they are");
  await recordPinning(services.db, { path, problem, at: services.clock().toISOString() });
}

/** Why the file was not taken; null when it was. */
async function pin(services: Services, path: string): Promise<string | null> {
  const file = await readConfigFile(path);
  if (!file.ok) return file.problem;
  const config = readPricingConfig(file.text);
  if (!config.ok) return sentenceOf(config.issues);

  const stored = new Map((await findPrices(services.db.pool)).map((price) => [price.view.model, price]));
  const { prices, issues } = decidePins(config.prices, stored, services, path);
  if (issues.length > 0) return sentenceOf(issues);
  const names = new Set(config.prices.map(({ model }) => model));
  const released = [...stored.values()].filter(({ view }) => view.pinnedBy !== undefined && !names.has(view.model));
  if (prices.length + released.length === 0) return null;

  const details = () => ({
    pinned: prices.map(({ model }) => model),
    released: released.map(({ view }) => view.model),
  });
  await write(
    { ...services, actor: SYSTEM },
    { action: "price.pin", subject: path, source: "config", details },
    async (tx) => {
      await upsertPrices(tx, prices);
      await unpinPrices(
        tx,
        released.map(({ view }) => view.model),
      );
    },
  );
  await services.prices.refresh();
  return null;
}

function decidePins(
  pins: readonly NamedPriceInput[],
  stored: ReadonlyMap<string, StoredPrice>,
  { prices }: Services,
  path: string,
): { prices: readonly PriceToSave[]; issues: readonly FieldProblem[] } {
  const { settings } = prices.now();
  const decided = pins.map(({ model, ...input }) => {
    const existing = stored.get(model) ?? null;
    const provider = input.provider ?? existing?.view.provider ?? providerOfName(model)?.provider ?? "custom";
    const isActive = input.isActive ?? true;
    const decision = decidePrice(model, existing, { ...input, provider, isActive }, "replace", settings);
    return { model, decision, isPinned: existing?.view.pinnedBy === path };
  });
  return {
    issues: decided.flatMap(({ model, decision }) =>
      decision.ok
        ? []
        : decision.issues.map(({ field, problem }) => ({ field: `models["${model}"].${field}`, problem })),
    ),
    prices: decided.flatMap(({ decision, isPinned }) =>
      decision.ok && !(decision.isUnchanged && isPinned) ? [{ ...decision.price, pinnedBy: path }] : [],
    ),
  };
}

const MOST_SAID = 5;
/** What PostgreSQL does not store as text. */
const UNSTORABLE = /[\p{Cc}\p{Cs}]/gu;

function sentenceOf(issues: readonly FieldProblem[]): string {
  const said = issues.slice(0, MOST_SAID).map(({ field, problem }) => {
    const sentence = `${field || "The file"} ${problem.replaceAll(UNSTORABLE, "\uFFFD")}`;
    return sentence.endsWith(".") ? sentence : `${sentence}.`;
  });
  return [...said, ...(issues.length > MOST_SAID ? [`And ${issues.length - MOST_SAID} more.`] : [])].join(" ");
}
