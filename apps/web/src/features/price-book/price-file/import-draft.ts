/**
 * What a person decides about a file: how its columns are taken, their unit, and since when its prices hold.
 * Units   `unit` "": not chosen yet; "as-named": as the columns' names say.
 */
import { type DecimalSign, type FileField, PRICE_UNITS, type PriceUnit } from "@ratecard/contract";
import { RATE_FIELDS } from "@ratecard/pricing";
import type { ChangeSet } from "#web/components/changes/change-choice";
import type { ChangeSource } from "#web/components/changes/use-change-preview";
import type { PriceFile } from "./price-file";

type FilePlan = NonNullable<ChangeSet["file"]>;
export type FileColumn = FilePlan["columns"][number];
export type AboutFile = FilePlan["about"];

export type ImportDraft = Readonly<{
  /** Only what differs from how the server takes it. */
  columns: Readonly<Record<string, FileField | null>>;
  unit: "" | "as-named" | PriceUnit;
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

export const fileSource = (
  { text, format }: PriceFile,
  { columns, unit, decimals, providers }: Omit<ImportDraft, "effectiveFrom">,
): Extract<ChangeSource, { kind: "file" }> => ({
  kind: "file",
  text,
  format,
  columns,
  decimals,
  providers: [...providers],
  unit: unit === "" || unit === "as-named" ? null : unit,
});

const isRate = ({ field }: FileColumn) => RATE_FIELDS.some((rate) => rate === field);

const isUnitInRows = (columns: readonly FileColumn[]): boolean => columns.some(({ field }) => field === "unit");

/** Every token price has a name of ours that says its unit, or each row says it: nothing is left to choose. */
export const isUnitGiven = (columns: readonly FileColumn[]): boolean =>
  isUnitInRows(columns) || columns.filter(isRate).every(({ isUnitNamed: isNamed, isGuessed }) => isNamed && !isGuessed);

/** The names or the rows say it, or at least seem to. */
export const isUnitNamed = (columns: readonly FileColumn[]): boolean =>
  isUnitInRows(columns) || columns.filter(isRate).every((column) => column.isUnitNamed);
