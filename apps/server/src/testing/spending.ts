/** Requests of one name at one time, reported by the gateway `north`; what each costs, its price says. */
import type { UsageEvent } from "@ratecard/contract";
import { ingestEvents } from "#server/features/usage/take-usage";

export function spending(servicesOf: () => Parameters<typeof ingestEvents>[0]) {
  let count = 0;
  return async (model: string, requests: number, at: Date, more: Partial<UsageEvent> = {}): Promise<void> => {
    const events = Array.from({ length: requests }, () => {
      count += 1;
      return { requestId: `r${count}`, model, occurredAt: at.toISOString(), ...more };
    });
    await ingestEvents(servicesOf(), { gateway: "north", events });
  };
}
