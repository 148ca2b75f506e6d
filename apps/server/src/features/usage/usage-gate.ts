/** The one gate of this process through which usage comes in, whatever the door. */
import type { Services } from "#server/services/context";
import { bookingQueueOf } from "./book-together";
import { createIntakeGate, type WhenFull } from "./intake-gate";

/** A gateway gives up after some seconds and sends again, which would make it worse. An item read takes about 2 KB. */
export const usageGate = createIntakeGate({ longestWaitMs: 2000, items: 50_000 });

export const loadOf = (ctx: Pick<Services, "db" | "prices" | "clock">, whenFull: WhenFull) => ({
  whenFull,
  expectedWaitMs: (itemsAhead: number) => bookingQueueOf(ctx).expectedWaitMs(itemsAhead),
});
