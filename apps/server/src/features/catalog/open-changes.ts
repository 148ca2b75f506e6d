/** Changes by their ids, as long as they wait or can be taken up again. Errors: NOT_FOUND when one of them is settled by now. */
import type { ActingContext } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { findOpenChanges, type OpenChange } from "./change-rows";

export async function openChanges(
  { db }: Pick<ActingContext, "db">,
  changeIds: readonly string[],
  states: readonly OpenChange["state"][],
): Promise<readonly OpenChange[]> {
  const open = new Map((await findOpenChanges(db.pool)).map((change) => [change.changeId, change]));
  return [...new Set(changeIds)].map((id) => {
    const change = open.get(id);
    if (!change || !states.includes(change.state))
      throw new DomainError("NOT_FOUND", { what: "waiting change of the catalogue", name: change?.entry.key ?? id });
    return change;
  });
}
