/**
 * Brings the price book to what PRICING_CONFIG pins. An entry that left the file keeps its price and can be edited again.
 * Errors  a file that cannot be read or has a problem changes nothing; the problem is kept for the settings page and logged.
 */
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type EntryDraft, sameEntry } from "@ratecard/changes";
import type { FieldProblem, NamedPriceInput } from "@ratecard/contract";
import { providerOfName } from "@ratecard/pricing";
import { upsertPrices } from "#server/changes/price-rows";
import { draftOfInput } from "#server/entries/draft-of-input";
import { entryOf, findPrices, type StoredPrice, unpinPrices } from "#server/entries/rows";
import { keepLooking, type Keeper } from "#server/jobs/keep-looking";
import type { Services } from "#server/services/context";
import { SYSTEM } from "#server/write/system-actor";
import { write } from "#server/write/write";
import { recordPinning } from "./pinning-rows";
import { readConfigFile, readPricingConfig } from "./read-pricing-config";

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
): { prices: readonly EntryDraft[]; issues: readonly FieldProblem[] } {
  const { settings } = prices.now();
  const decided = pins.map(({ model, ...input }) => {
    const existing = stored.get(model) ?? null;
    const provider = input.provider ?? existing?.view.provider ?? providerOfName(model)?.provider ?? "custom";
    const isActive = input.isActive ?? true;
    const entry = existing ? entryOf(existing) : undefined;
    const decision = draftOfInput(model, entry, { ...input, provider, isActive }, "replace", settings);
    const isSame =
      decision.ok && entry !== undefined && entry.problem === undefined && sameEntry(entry, decision.draft);
    return { model, decision, isDone: isSame && entry?.pinnedBy === path };
  });
  return {
    issues: decided.flatMap(({ model, decision }) =>
      decision.ok ? [] : decision.issues.map((issue) => ({ ...issue, field: `models["${model}"].${issue.field}` })),
    ),
    prices: decided.flatMap(({ decision, isDone }) =>
      decision.ok && !isDone ? [{ ...decision.draft, pinnedBy: path }] : [],
    ),
  };
}

const MOST_NAMED = 5;
/** What PostgreSQL does not store as text. */
const UNSTORABLE = /[\p{Cc}\p{Cs}]/gu;

function sentenceOf(issues: readonly FieldProblem[]): string {
  const sentences = issues
    .slice(0, MOST_NAMED)
    .map(({ field, problem }) => `${field || "The file"} ${problem.replaceAll(UNSTORABLE, "\uFFFD")}`);
  return [...sentences, ...(issues.length > MOST_NAMED ? [`And ${issues.length - MOST_NAMED} more.`] : [])].join(" ");
}

const LOOK_MS = 2000;

/**
 * Pins prices at the start and whenever the file of PRICING_CONFIG changes.
 * Time    the file's time and size are looked at every two seconds, which also works where file watching does not.
 */
export async function keepPricesPinned(services: Services): Promise<Keeper> {
  const { PRICING_CONFIG: configured } = services.env;
  if (configured === undefined) return { close: async () => {} };
  const path = resolve(configured);
  let seen = await stateOf(path);
  await pinPrices(services, path);

  const look = async () => {
    const state = await stateOf(path);
    if (state === seen) return;
    seen = state;
    await pinPrices(services, path);
  };
  const failed = "pinned prices could not be written";
  return keepLooking(services, { everyMs: LOOK_MS, failed, isPatient: true }, look);
}

const stateOf = (path: string): Promise<string> =>
  stat(path).then(
    ({ mtimeMs, size }) => `${mtimeMs} ${size}`,
    () => "not there",
  );
