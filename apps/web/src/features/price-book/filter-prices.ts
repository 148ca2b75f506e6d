/** The rows of the price book that a search shows. Names are matched without regard to case and to dots, as the chain removes them. */
import { isCopyDrifting } from "./copy-words";
import type { PriceRow } from "./price-row";
import type { PriceSearch, PriceStatus } from "./price-search";

export function filterPrices(
  rows: readonly PriceRow[],
  { q, provider, status }: Pick<PriceSearch, "q" | "provider" | "status">,
): readonly PriceRow[] {
  const words = plain(q).split(/\s+/).filter(Boolean);
  const isOfStatus = BY_STATUS[status];
  return rows.filter(
    (row) =>
      (provider === "" || row.provider === provider) &&
      isOfStatus(row) &&
      words.every((word) => textOf(row).includes(word)),
  );
}

export const isDrifting = (row: PriceRow): boolean => (row.drift?.differences.length ?? 0) > 0;

const BY_STATUS: Readonly<Record<PriceStatus, (row: PriceRow) => boolean>> = {
  all: () => true,
  active: (row) => row.isActive,
  off: (row) => !row.isActive,
  drifting: isDrifting,
  used: (row) => row.usage !== undefined,
  unused: (row) => row.usage === undefined,
  custom: (row) => row.isCustom,
  "copy-drifting": isCopyDrifting,
  placeholder: (row) => row.isPlaceholder === true,
  scheduled: (row) => row.scheduledFrom !== undefined,
  problem: (row) => row.problem !== undefined,
};

export const STATUS_LABELS: Readonly<Record<PriceStatus, string>> = {
  all: "All entries",
  active: "Active",
  off: "Switched off",
  drifting: "Differs from catalogue",
  used: "Used in 30 days",
  unused: "Not used in 30 days",
  custom: "Custom names",
  "copy-drifting": "Copy differs from its base",
  placeholder: "Placeholders",
  scheduled: "Change scheduled",
  problem: "With a problem",
};

const plain = (text: string) => text.toLowerCase().replaceAll(".", "");
/** Made once a row: a key typed into the search looks at ten thousand of them. */
const texts = new WeakMap<PriceRow, string>();

function textOf(row: PriceRow): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const text = plain(`${row.model} ${row.provider} ${row.notes ?? ""}`);
  texts.set(row, text);
  return text;
}

/** Every provider of the price book, by name. */
export const providersOf = (rows: readonly PriceRow[]): readonly string[] =>
  [...new Set(rows.map(({ provider }) => provider))].sort();
