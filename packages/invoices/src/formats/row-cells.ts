/** A row by bare names: `lineItem/UsageType`, `line_item_usage_type` and `usage: { amount }` are all read alike. */
import { type Fields, fieldsOf } from "@ratecard/usage";
import type { Cell } from "../billed-line";
import { textIn } from "../cell-values";

/** Of several names of one thing, the first cell that is filled. */
export const firstOf = (cell: Cell, ...names: readonly string[]): unknown =>
  names.map(cell).find((value) => textIn(value) !== "");

export const bareName = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

/** `Cost ($)`, `Usage amount (count)`. */
const BRACKETS = /^(.+?)\s*\(([^()]*)\)$/;

type Known = Readonly<{ bare: string; bracketed: Readonly<{ name: string; unit: string }> | null }>;

function knownName(name: string): Known {
  const [, outside = "", unit = ""] = BRACKETS.exec(name) ?? [];
  return { bare: bareName(name), bracketed: outside === "" ? null : { name: bareName(outside), unit } };
}

/** What a column is called: `Cost ($)` is `cost` too. */
export function bareNames(name: string): readonly string[] {
  const { bare, bracketed } = knownName(name);
  return bracketed === null ? [bare] : [bare, bracketed.name];
}

type Plan = Readonly<{
  names: readonly string[];
  /** By bare name. */
  columnOf: ReadonlyMap<string, string>;
  unitOf: ReadonlyMap<string, string>;
}>;

/** `Cost ($)` is `cost` too, and its unit `costin`, where no other column is. */
function planOf(names: readonly string[]): Plan {
  const known = names.map((name) => ({ name, ...knownName(name) }));
  const columnOf = new Map(known.map(({ name, bare }) => [bare, name]));
  const unitOf = new Map<string, string>();
  for (const { name, bare, bracketed } of known) {
    if (bracketed === null || (bracketed.name !== bare && columnOf.has(bracketed.name))) continue;
    columnOf.set(bracketed.name, name);
    unitOf.set(`${bracketed.name}in`, bracketed.unit);
  }
  return { names, columnOf, unitOf };
}

/** Of one file. `isTable`: all its rows have the same columns, and no cell has parts. Names are taken apart once, for files have millions of rows. */
export function openCells(isTable = false): (row: Fields) => Cell {
  let plan: Plan | null = null;
  return (row) => {
    const flat = isTable ? row : withParts(row);
    if (plan === null || !(isTable || isSame(plan.names, Object.keys(flat)))) plan = planOf(Object.keys(flat));
    const { columnOf, unitOf } = plan;
    return (name) => {
      const column = columnOf.get(name);
      return unitOf.get(name) ?? (column === undefined ? undefined : flat[column]);
    };
  };
}

const isSame = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((name, index) => name === right[index]);

function withParts(row: Fields): Fields {
  const flat: Record<string, unknown> = { ...row };
  for (const [name, value] of Object.entries(row)) {
    for (const [part, inner] of Object.entries(fieldsOf(value) ?? {})) flat[`${name}.${part}`] = inner;
  }
  return flat;
}
