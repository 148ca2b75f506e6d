/** How many rows of a file become what. */
import { FILE_OUTCOMES, type FileOutcome } from "./decide-price-list";

export function countOutcomes(rows: readonly Readonly<{ outcome: FileOutcome }>[]): Record<FileOutcome, number> {
  const counts = Object.fromEntries(FILE_OUTCOMES.map((outcome) => [outcome, 0])) as Record<FileOutcome, number>;
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}
