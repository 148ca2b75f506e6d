/**
 * What a person decides about a file: how its columns are taken, their unit, since when, and what may be written.
 * Units   `unit` "": not chosen yet; "as-named": as the columns' names say. `ticks`: by model, what was shown when it was ticked.
 */
import { type DecimalSign, type FileField, PRICE_UNITS, RATE_FIELDS } from "@ratecard/contract";
import type { RouterInputs, RouterOutputs } from "#web/trpc";
import type { FileFilter } from "../price-search";
import type { PriceFile } from "./price-file";

export type FilePreview = RouterOutputs["priceBook"]["previewImport"];
export type FileRow = FilePreview["rows"][number];
export type AboutFile = FilePreview["file"];
export type FileColumn = FilePreview["columns"][number];
type Asked = RouterInputs["priceBook"]["previewImport"];

export type ImportDraft = Readonly<{
  /** Only what differs from how the server takes it. */
  columns: Readonly<Record<string, FileField | null>>;
  unit: "" | "as-named" | NonNullable<Asked["unit"]>;
  decimals: DecimalSign;
  /** Whose prices are taken of a file that lists many; none: everybody's. */
  providers: readonly string[];
  /** ISO 8601; "": from now. */
  effectiveFrom: string;
}>;

export const UNITS = ["as-named", ...PRICE_UNITS] as const;

export const EMPTY_DRAFT: ImportDraft = {
  columns: {},
  unit: "",
  decimals: "point",
  providers: [],
  effectiveFrom: "",
};

export const askedOf = ({ text, format }: PriceFile, draft: ImportDraft): Asked => {
  const { columns, unit, decimals, providers, effectiveFrom } = draft;
  return {
    text,
    format,
    columns,
    decimals,
    providers: [...providers],
    unit: unit === "" || unit === "as-named" ? null : unit,
    effectiveFrom: effectiveFrom || null,
  };
};

const isRate = ({ field }: FileColumn) => RATE_FIELDS.some((rate) => rate === field);

/** Every token price has a name of ours that says its unit, or each row says it: nothing is left to choose. */
export const isUnitGiven = (columns: readonly FileColumn[]): boolean =>
  isUnitInRows(columns) || columns.filter(isRate).every(({ isUnitNamed, isGuessed }) => isUnitNamed && !isGuessed);

const isUnitInRows = (columns: readonly FileColumn[]): boolean => columns.some(({ field }) => field === "unit");

/** The names or the rows say it, or at least seem to. */
export const isUnitNamed = (columns: readonly FileColumn[]): boolean =>
  isUnitInRows(columns) || columns.filter(isRate).every((column) => column.isUnitNamed);

export const isWriting = ({ outcome }: FileRow): boolean => outcome === "added" || outcome === "changed";

export const needsTick = (row: FileRow): boolean => isWriting(row) && row.quarantine.length > 0;

type Ticks = Readonly<Record<string, string>>;

/** A tick is for what was shown: once the row says another difference, it is gone. */
export const tickedModels = (rows: readonly FileRow[], ticks: Ticks): ReadonlySet<string> =>
  new Set(rows.filter((row) => needsTick(row) && ticks[row.model] === shownOf(row)).map(({ model }) => model));

export const ticksOf = (rows: readonly FileRow[], ticked: ReadonlySet<string>): Ticks =>
  Object.fromEntries(rows.filter(({ model }) => ticked.has(model)).map((row) => [row.model, shownOf(row)]));

const shownOf = ({ version, effectiveFrom, differences, quarantine }: FileRow): string =>
  JSON.stringify([version, effectiveFrom, differences, quarantine]);

export function filterRows(rows: readonly FileRow[], filter: FileFilter, search: string): readonly FileRow[] {
  const words = search.trim().toLowerCase();
  const isShown = (row: FileRow) => filter === "all" || (filter === "far" ? needsTick(row) : row.outcome === filter);
  return rows.filter((row) => isShown(row) && (words === "" || row.model.toLowerCase().includes(words)));
}
