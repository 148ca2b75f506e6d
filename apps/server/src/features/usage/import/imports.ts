/**
 * An import of a usage file from its start to its end. The file itself stays with whoever has it: conversations in it never come
 * here, and the same file goes on at the row it reached, after a closed tab or a killed server.
 * Errors  NOT_FOUND where it has ended in another way before; INVALID_INPUT where its days have requests and nobody accepted that.
 */
import type { StartUsageImport, TryUsageRows, UsageColumns } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import type { ActingContext, Services } from "#server/services/context";
import { write } from "#server/write/write";
import { checkEvent } from "../check-event";
import type { IngestAnswer } from "../settle-leftovers";
import { tryUsage } from "../take-usage";
import {
  endImport,
  findColumns,
  findImportRow,
  findOpenImport,
  type ImportState,
  insertImport,
  listImportRows,
  type UsageImport,
} from "./import-rows";
import { requireAcceptedOverlap } from "./overlap";

export const listImports = ({ db }: Pick<Services, "db">): Promise<readonly UsageImport[]> => listImportRows(db.pool);

/** null: no file with these columns was brought in before. */
export const rememberedColumns = (
  { db }: Pick<Services, "db">,
  names: readonly string[],
): Promise<UsageColumns | null> => findColumns(db.pool, names);

export async function startImport(ctx: ActingContext, input: StartUsageImport): Promise<UsageImport> {
  const open = await findOpenImport(ctx.db.pool, input);
  if (open) return open;
  const { gateway, fileName, fileBytes, format } = input;
  const countedBeside = await requireAcceptedOverlap(ctx, input);
  const details = { gateway, fileBytes, format, ...(countedBeside && { countedBeside }) };
  const id = await write(ctx, { action: "usage.import", subject: fileName, details: () => details }, (tx) =>
    insertImport(tx, ctx.actor.label, input),
  );
  return existing(ctx, id);
}

/** Told again, because the first answer was lost, it is what it is. */
export async function endUsageImport(
  ctx: ActingContext,
  id: string,
  state: Exclude<ImportState, "running">,
): Promise<UsageImport> {
  const found = await existing(ctx, id);
  if (found.state === state) return found;
  const { fileName, rowsDone, accepted } = found;
  const action = state === "done" ? "usage.import-done" : "usage.import-cancel";
  await write(ctx, { action, subject: fileName, details: () => ({ rowsDone, accepted }) }, async (tx) => {
    if ((await endImport(tx, id, state)) === 0) throw notRunning(id);
  });
  return existing(ctx, id);
}

/** What would become of events, and what they would cost: nothing is written. */
export function tryRows(ctx: ActingContext, { gateway, events }: TryUsageRows): Promise<IngestAnswer> {
  const now = ctx.clock().getTime();
  return tryUsage(
    ctx,
    gateway,
    events.map((event) => checkEvent(event, now)),
  );
}

async function existing({ db }: Pick<Services, "db">, id: string): Promise<UsageImport> {
  const found = await findImportRow(db.pool, id);
  if (!found) throw notRunning(id);
  return found;
}

const notRunning = (id: string) => new DomainError("NOT_FOUND", { what: "running import of usage", name: id });
