/** The same rule as the intake's: what it would quarantine is not priced here either. Errors: INVALID_INPUT. */
import { DomainError } from "#server/errors/domain-error";
import { partsProblem } from "#server/ledger/parts-problem";

/** `place` goes before the field, as `usage.`. */
export function checkCounts(counts: Parameters<typeof partsProblem>[0], place = ""): void {
  const found = partsProblem(counts);
  if (!found) return;
  const [field, problem] = found;
  throw new DomainError("INVALID_INPUT", { issues: [{ field: place + field, problem }] });
}
