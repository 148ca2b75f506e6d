/** Sets how often the servers are asked by themselves; the first time is so many hours from now. Errors: none of its own. */
import type { SetDiscoverySchedule } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { findSchedule, type ScheduleView } from "./find-schedule";

const HOUR_MS = 3_600_000;

export async function setSchedule(ctx: ActingContext, { everyHours }: SetDiscoverySchedule): Promise<ScheduleView> {
  const nextAt = everyHours === null ? null : new Date(ctx.clock().getTime() + everyHours * HOUR_MS);
  const entry = { action: "discovery.schedule", subject: "discovery", details: () => ({ everyHours }) };
  await write(ctx, entry, (tx) => tx.discoverySchedule.updateMany({ data: { everyHours, nextAt } }));
  return findSchedule(ctx);
}
