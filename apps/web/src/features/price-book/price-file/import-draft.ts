/**
 * What a person decides about a file: how its columns are taken, their unit, and since when its prices hold.
 * Units   `unit` "": not chosen yet; "as-named": as the columns' names say.
 */
import { type FileField, PRICE_UNITS, type PriceUnit, RATE_FIELDS } from "@ratecard/contract";
import type { ChangeSet } from "#web/components/changes/change-choice";
import type { ChangeSource } from "#web/components/changes/use-change-preview";
import type { PriceFile } from "./price-file";

export type FileColumn = NonNullable<ChangeSet["file"]>["columns"][number];

export type ImportDraft = Readonly<{
  /** Only what differs from how the server takes it. */
  columns: Readonly<Record<string, FileField | null>>;
  unit: "" | "as-named" | PriceUnit;
  /** ISO 8601; "": from now. */
  effectiveFrom: string;
}>;

export const UNITS = ["as-named", ...PRICE_UNITS] as const;

export const EMPTY_DRAFT: ImportDraft = { columns: {}, unit: "", effectiveFrom: "" };

export const fileSource = (
  { text, format }: PriceFile,
  columns: ImportDraft["columns"],
  unit: ImportDraft["unit"],
): Extract<ChangeSource, { kind: "file" }> => ({
  kind: "file",
  text,
  format,
  columns,
  unit: unit === "" || unit === "as-named" ? null : unit,
});

const isRate = ({ field }: FileColumn) => RATE_FIELDS.some((rate) => rate === field);

/** Every token price has a name of ours that says its unit: nothing is left to choose. */
export const isUnitGiven = (columns: readonly FileColumn[]): boolean =>
  columns.filter(isRate).every(({ isUnitNamed: isNamed, isGuessed }) => isNamed && !isGuessed);

/** The names say it, or at least seem to. */
export const isUnitNamed = (columns: readonly FileColumn[]): boolean =>
  columns.filter(isRate).every((column) => column.isUnitNamed);
