/** The same rule as the intake's: what it would quarantine is not priced here either. Errors: INVALID_INPUT. */
import type { COUNT_FIELDS } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import { partsProblem } from "#server/ledger/parts-problem";

type Counts = Readonly<{ [Field in (typeof COUNT_FIELDS)[number]]?: number | undefined }>;

/** `place` goes before the field, as `usage.`. */
export function checkCounts(counts: Counts, place = ""): void {
  const found = partsProblem(counts);
  if (!found) return;
  const [field, problem] = found;
  throw new DomainError("INVALID_INPUT", { issues: [{ field: place + field, problem }] });
}
