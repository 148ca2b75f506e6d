/** What edits of the price book would have changed for the requests of the last 30 days. Units: decimal strings in USD. */
import type { EntryDraft } from "@ratecard/changes";
import {
  lineOf,
  plannedWindows,
  type PriceBook,
  type PriceVersion,
  type Resolution,
  withPrices,
} from "@ratecard/pricing";
import type { ActingContext } from "#server/services/context";
import type { CaseChange } from "./failing-cases";
import type { ModelImpact, NameOf } from "./impact-of-change";
import { measureImpact, type Measuring, type PricesImpact } from "./measure-impact";

/** What an entry would say; null: it would be gone. */
export type Edits = ReadonlyMap<string, EditedEntry | null>;

/** `from`: since when, ISO 8601; null or missing: from now. */
type EditedEntry = Pick<EntryDraft, "provider" | "isActive" | "terms"> & Readonly<{ from?: string | null | undefined }>;

export type EditsImpact = PricesImpact;

/** The parts of the answer are by the name that was sent, or by the edited entry that prices or priced it. */
export async function impactOfEdits(
  ctx: Measuring,
  edits: Edits,
  parts: "by-sent-name" | "by-entry",
): Promise<EditsImpact> {
  const { book, catalog } = ctx.prices.now();
  const after = { book: bookWith(book, edits), catalog };
  return measureImpact(ctx, { book, catalog }, after, {
    nameOf: parts === "by-entry" ? entryNamer(edits) : undefined,
    cases: editCases(ctx, edits),
  });
}

/** The price book with its windows as the edits would leave them. */
export function editCases({ prices, clock }: Measuring, edits: Edits): CaseChange {
  const { book, catalog } = prices.now();
  const now = clock().getTime();
  const startOf = (price: EditedEntry | null): number | null => (price?.from ? Date.parse(price.from) : null);
  const planned = [...edits].map(([model, price]) => {
    const standing = lineOf(book, model)?.versions ?? [];
    return [model, plannedWindows(standing, price && { ...price, model }, { from: startOf(price), now })] as const;
  });
  const starts = [...edits.values()].map((price) => Math.max(now, startOf(price) ?? now));
  return { after: { book: withPrices(book, planned), catalog }, since: null, moments: [...new Set(starts)] };
}

/** As if the edits held always. */
export const bookWith = (book: PriceBook, edits: Edits): PriceBook =>
  withPrices(
    book,
    [...edits].map(([model, price]) => [model, price ? [previewOf(model, price)] : []] as const),
  );

const previewOf = (model: string, { provider, isActive, terms }: EditedEntry): PriceVersion => ({
  versionId: `preview ${model}`,
  model,
  provider,
  isActive,
  validFrom: null,
  validUntil: null,
  terms,
});

/** Which edited entry prices a request afterwards, else which one priced it before. */
function entryNamer(edits: Edits): NameOf {
  const entryOf = (found: Resolution) =>
    "version" in found && edits.has(found.version.model) ? found.version.model : undefined;
  return (sent, before, after) => entryOf(after) ?? entryOf(before) ?? sent;
}

/** Of requests that the entry prices, or priced; under whatever name they were sent. */
export type EntryImpact = Omit<ModelImpact, "model" | "sourceBefore" | "sourceAfter">;

export type TotalImpact = Omit<PricesImpact, "models">;

type ImpactByEntry = Readonly<{ total: TotalImpact; entries: ReadonlyMap<string, EntryImpact> }>;

/** An impact told entry by entry: the total, and each entry's part by its name. Units: decimal strings in USD. */
export async function impactByEntry(ctx: ActingContext, edits: Edits): Promise<ImpactByEntry> {
  const { models, ...total } = await impactOfEdits(ctx, edits, "by-entry");
  const parts = models.map(({ model, sourceBefore: _before, sourceAfter: _after, ...sums }) => [model, sums] as const);
  return { total, entries: new Map(parts) };
}
