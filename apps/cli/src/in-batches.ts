/** Groups items as the intake takes them: not too many, not too large. Units: characters of JSON. */
import { MOST_EVENTS_A_CALL } from "@ratecard/contract";
import type { UsageItem } from "@ratecard/usage";

/** A call of the intake takes 10 MB. */
const LARGEST_BATCH = 4 * 1024 * 1024;

/** `json`: the event as it will be sent; null where there is none. */
export type ReadyItem = Readonly<{ item: UsageItem; json: string | null }>;

export async function* inBatches(items: AsyncIterable<UsageItem>): AsyncGenerator<readonly ReadyItem[]> {
  let batch: ReadyItem[] = [];
  let size = 0;
  for await (const item of items) {
    const json = item.ok ? JSON.stringify(item.event) : null;
    const length = json?.length ?? 0;
    if (batch.length > 0 && (batch.length === MOST_EVENTS_A_CALL || size + length > LARGEST_BATCH)) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push({ item, json });
    size += length;
  }
  if (batch.length > 0) yield batch;
}
