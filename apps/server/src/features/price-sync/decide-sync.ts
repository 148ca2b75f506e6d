/**
 * What a sync would do now, or would at the date its prices begin: the preview shows it, the transaction takes it.
 * Time    a date to come: compared with the prices that will be in force then, so that the same sync twice changes nothing. In the
 *         past, the same price is worth writing where it holds only since later.
 * Errors  INVALID_INPUT for a choice of a base that is none.
 */
import type { PreviewSync, SyncChoice } from "@ratecard/contract";
import { decideCustomSync, decideProviderSync, isBase, type SyncDecision } from "@ratecard/discovery";
import type { Transaction } from "@ratecard/prisma";
import { entriesAt } from "#server/batches/entries-at";
import { inSlices } from "#server/batches/in-slices";
import { everyEntry, type Entry } from "#server/batches/standing-entries";
import type { ActingContext } from "#server/services/context";
import type { PricesNow } from "#server/pricing/live-prices";
import { secondReference } from "#server/pricing/second-reference";
import { noSuchChoice } from "./refuse-sync";
import { findMappings } from "./rows";

export type DecidedSync = Readonly<{
  decisions: readonly SyncDecision[];
  /** The price book as it stands now. */
  entries: ReadonlyMap<string, Entry>;
  prices: PricesNow;
  /** Epoch ms: the moment that was decided for. */
  at: number;
}>;

type Asked = Pick<PreviewSync, "kind" | "choices" | "effectiveFrom">;
type Readable = Pick<Transaction, "$queryRawUnsafe" | "customModel">;

export async function decideSync(ctx: ActingContext, db: Readable, asked: Asked): Promise<DecidedSync> {
  const entries = await everyEntry(db);
  // Read after the entries, so that a window that an entry says is known, and has begun.
  const prices = await ctx.prices.refresh();
  const now = ctx.clock().getTime();
  const begins = asked.effectiveFrom ? Date.parse(asked.effectiveFrom) : now;
  const at = Math.max(now, begins);
  const standing = entriesAt(entries, prices.book, { begins, now });
  const second = await secondReference(prices.catalog, at);
  const { book, catalog, settings } = prices;
  const sources = { catalog, second, settings, at };
  if (asked.kind === "providers") {
    if (asked.choices.length > 0) throw noSuchChoice(asked.choices, "only custom names have bases to choose from.");
    const decisions = await inSlices(decideProviderSync({ ...sources, entries: [...standing.values()] }));
    return { decisions, entries, prices, at };
  }
  const mappings = await findMappings(db);
  const choices = new Map(asked.choices.map(({ model, base }) => [model, baseOf(base)]));
  const decisions = await inSlices(decideCustomSync({ ...sources, book, mappings, choices, entries: standing }));
  checkChoices(asked.choices, decisions);
  return { decisions, entries, prices, at };
}

const baseOf = ({ model, provider }: SyncChoice["base"]) => ({ model, provider: provider ?? undefined });

function checkChoices(choices: readonly SyncChoice[], decisions: readonly SyncDecision[]): void {
  const bases = new Map(decisions.map(({ model, bases: own }) => [model, own]));
  const wrong = choices.filter(({ model, base }) => !bases.get(model)?.some((one) => isBase(one, baseOf(base))));
  if (wrong.length === 0) return;
  throw noSuchChoice(wrong, (model) => {
    const known = bases.get(model)?.map((base) => (base.provider ? `${base.provider}: ${base.model}` : base.model));
    return known ? `has no such model behind it. Choose one of ${known.join(", ")}.` : "is no custom name.";
  });
}
