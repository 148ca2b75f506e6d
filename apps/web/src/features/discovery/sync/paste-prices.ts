/**
 * Prices pasted from a spreadsheet: `model, input, output, per request`, or without the model for the selected rows from above. Pure.
 * Units   USD per 1,000,000 tokens and USD per request, decimal text; an empty cell is absent. Errors: one sentence a line.
 */
import type { ReviewRow } from "../shapes";
import { type Choices, isImportable } from "./chosen-price";
import { emptyDraft } from "#web/components/price-form/terms-draft";
import { readDraft } from "./price-draft";

export type Pasted = Readonly<{ choices: Choices; names: readonly string[]; problems: readonly string[] }>;

/** `rows`: all that may be named. `selected`: in the order of the screen, for lines without a name. */
export function pastePrices(
  text: string,
  choices: Choices,
  { rows, selected }: Readonly<{ rows: readonly ReviewRow[]; selected: readonly ReviewRow[] }>,
): Pasted {
  const byName = new Map(rows.map((row) => [row.name, row]));
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const next = new Map(choices);
  const names: string[] = [];
  const problems: string[] = [];
  let unnamed = 0;
  lines.forEach((line, index) => {
    const cells = line.split("\t").map((cell) => cell.trim().replace(/^\$\s*/, ""));
    const named = byName.get(cells[0] ?? "");
    const isPositional = !named && /^[\d.]*$/.test(cells[0] ?? "");
    if (index === 0 && !named && !isPositional && lines.length > 1) return;
    const row = named ?? (isPositional ? selected[unnamed++] : undefined);
    const problem = row ? take(row, isPositional ? cells : cells.slice(1)) : noRow(cells[0] ?? "", isPositional);
    if (problem !== null) problems.push(`Line ${index + 1}: ${problem}`);
  });
  return { choices: next, names, problems };

  function take(
    row: ReviewRow,
    [inputPer1M = "", outputPer1M = "", perRequest = ""]: readonly string[],
  ): string | null {
    if (!isImportable(row)) return `${row.name} cannot take a price here.`;
    const read = readDraft({ ...emptyDraft(), inputPer1M, outputPer1M, perRequest }, null);
    if (!read.ok) return `${row.name}: ${Object.values(read.errors).join(" ")}`;
    next.set(row.name, { kind: "own", terms: read.terms });
    names.push(row.name);
    return null;
  }
}

const noRow = (cell: string, isPositional: boolean): string =>
  isPositional
    ? "there is no selected row for it. Select as many rows as there are lines."
    : `no row is named "${cell}". Check the name.`;
