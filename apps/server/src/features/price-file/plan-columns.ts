/**
 * Which column of a file is taken as what, and at which unit: as told, else by its name, else (for a preview) by a guess.
 * Units   a column whose name says its unit keeps it; `unit` is for the others, where the rows have no unit of their own.
 * Errors  answers problems, never throws.
 */
import { type FieldProblem, fieldProblem, type FileField, type PriceUnit } from "@ratecard/contract";
import { type ColumnMeaning, guessColumn, isRate, knownColumn } from "./known-columns";

export type PlannedColumn = Readonly<{
  /** As the file has it. */
  name: string;
  /** null: not taken. */
  field: FileField | null;
  /** Of a token price; null: neither its name nor anybody says it. */
  unit: PriceUnit | null;
  /** Nobody said so, and the name is none of ours. */
  isGuessed: boolean;
  /** Its own name says the unit. */
  isUnitNamed: boolean;
}>;

export type ColumnRules = Readonly<{
  columns: Readonly<Record<string, FileField | null>>;
  /** null: as the names say. */
  unit: PriceUnit | null;
  /** For columns that do not say it, when `unit` is null; null: such a column is a problem. */
  otherwise: PriceUnit | null;
  /** `guess`: what has no known name is guessed, or left. `leave`: it is kept unplanned. */
  unknown: "guess" | "leave";
}>;

export type ColumnPlan = Readonly<{
  columns: readonly PlannedColumn[];
  /** Names that are none of ours and were not mapped; only with `unknown: "leave"`. */
  unknown: readonly string[];
  problems: readonly FieldProblem[];
}>;

export function planColumns(names: readonly string[], rules: ColumnRules): ColumnPlan {
  const told = new Map(Object.entries(rules.columns));
  const unknown: string[] = [];
  const columns = names.flatMap((name): PlannedColumn[] => {
    const byName = knownColumn(name);
    const guess = byName ?? guessColumn(name);
    const field = told.get(name);
    if (field !== undefined) return [planned(name, { field, unit: guess?.unit ?? null }, rules, false)];
    if (byName) return [planned(name, byName, rules, false)];
    if (rules.unknown === "guess") return [planned(name, guess ?? { field: null, unit: null }, rules, true)];
    unknown.push(name);
    return [];
  });
  const missing = [...told.keys()].filter((name) => !names.includes(name));
  return {
    columns,
    unknown,
    problems: [...missing.map(noSuchColumn), ...twice(columns), ...unitProblems(columns, rules)],
  };
}

function planned(name: string, { field, unit }: ColumnMeaning, rules: ColumnRules, isGuessed: boolean): PlannedColumn {
  if (!isRate(field)) return { name, field, unit: null, isGuessed, isUnitNamed: false };
  return { name, field, unit: unit ?? rules.unit ?? rules.otherwise, isGuessed, isUnitNamed: unit !== null };
}

const noSuchColumn = (column: string): FieldProblem => fieldProblem("columns", "no-such-column", { column });

function twice(columns: readonly PlannedColumn[]): FieldProblem[] {
  const first = new Map<FileField, string>();
  return columns.flatMap(({ name, field }) => {
    if (field === null) return [];
    const other = first.get(field);
    first.set(field, other ?? name);
    if (other === undefined) return [];
    return [fieldProblem("columns", "field-taken-twice", { columns: [other, name], field })];
  });
}

function unitProblems(columns: readonly PlannedColumn[], rules: ColumnRules): FieldProblem[] {
  const rates = columns.filter(({ field }) => isRate(field));
  const other =
    rules.unit === null ? undefined : rates.find(({ isUnitNamed, unit }) => isUnitNamed && unit !== rules.unit);
  if (other) {
    const details = { unit: `${rules.unit}`, column: other.name, columnUnit: `${other.unit}` };
    return [fieldProblem("unit", "unit-contradicts-column", details)];
  }
  const isSaidByRows = columns.some(({ field }) => field === "unit");
  const silent = isSaidByRows ? undefined : rates.find(({ unit }) => unit === null);
  return silent ? [fieldProblem("unit", "unit-unknown", { column: silent.name })] : [];
}
