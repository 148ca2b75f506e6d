/** What edits of the price book would have meant for the requests of the last 30 days. Units: decimal strings in USD. */
import { createPriceBook, linesOf, type PriceBook, type PriceVersion, type Resolution } from "@ratecard/pricing";
import type { PriceToSave } from "#server/pricing/save-prices";
import type { NameOf } from "./impact-of-change";
import { type Measuring, measureImpact, type PricesImpact } from "./measure-impact";

/** What an entry would say; null: it would be gone. */
export type Edits = ReadonlyMap<string, Pick<PriceToSave, "provider" | "isActive" | "terms"> | null>;

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
  });
}

function bookWith(book: PriceBook, edits: Edits): PriceBook {
  const others = [...linesOf(book)].filter((line) => !edits.has(line.model)).flatMap((line) => line.versions);
  const edited = [...edits].flatMap(([model, price]): PriceVersion[] =>
    price ? [{ ...versionOf(price), versionId: `preview ${model}`, model, validFrom: null, validUntil: null }] : [],
  );
  return createPriceBook([...others, ...edited]);
}

const versionOf = ({ provider, isActive, terms }: NonNullable<ReturnType<Edits["get"]>>) => ({
  provider,
  isActive,
  terms,
});

/** Which edited entry prices a request afterwards, else which one priced it before. */
function entryNamer(edits: Edits): NameOf {
  const entryOf = (found: Resolution) =>
    "version" in found && edits.has(found.version.model) ? found.version.model : undefined;
  return (sent, before, after) => entryOf(after) ?? entryOf(before) ?? sent;
}
