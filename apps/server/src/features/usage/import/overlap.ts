/**
 * Whether spend of a file may be counted already: what is booked on the days that it covers, by a live gateway or an earlier file.
 * Rules   a file whose days have requests is brought in only when somebody accepts that; one that goes on after a break was accepted.
 * Errors  INVALID_INPUT names what is there.
 */
import type { LookForOverlap, PreviewUsageImport, StartUsageImport } from "@ratecard/contract";
import { refusedField } from "#server/errors/domain-error";
import { may } from "#server/services/actor";
import type { ActingContext, Services } from "#server/services/context";
import { findOpenImport } from "./import-rows";
import { type BookedDays, findBookedDays } from "./overlap-rows";

type UsageImportPreview = Readonly<{
  /** Rows of the file that were taken before; null: it begins anew. */
  goesOnBehind: number | null;
  /** null: nothing is booked on the days of the file, or it was accepted before. */
  booked: BookedDays | null;
}>;

export async function previewImport({ db }: Services, file: PreviewUsageImport): Promise<UsageImportPreview> {
  const open = await findOpenImport(db.pool, file);
  if (open) return { goesOnBehind: open.rowsDone, booked: null };
  return { goesOnBehind: null, booked: await findBookedDays(db.pool, file.instants, file.gateway) };
}

/** Answers what was accepted, for the audit log; null: nothing had to be. */
export async function requireAcceptedOverlap({ db }: Services, file: StartUsageImport) {
  const booked = await findBookedDays(db.pool, file.instants, file.gateway);
  if (booked === null) return null;
  const { days, from, to, requests, costUsd } = booked;
  const overlap = { days, from, to, requests, costUsd };
  if (!file.acceptsOverlap) throw refusedField("acceptsOverlap", "usage-overlaps", overlap);
  return overlap;
}

/**
 * The same for a program, whose requests are booked under the name of its key. What others spent is told to those only who may read
 * it: a key that may but report usage learns the days.
 */
export async function findOverlap(ctx: ActingContext, { instants }: LookForOverlap) {
  const gateway = ctx.actor.name;
  const booked = await findBookedDays(ctx.db.pool, instants, gateway);
  if (booked === null || may(ctx.actor, "spend:read")) return { gateway, booked };
  const { days, from, to } = booked;
  return { gateway, booked: { days, from, to } };
}
