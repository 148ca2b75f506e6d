/** Checks the items of a body one by one while it streams by, so that no more than an event is kept of each. */
import type { ReadItem } from "#server/rest/items/read-item";
import type { CheckedItem } from "./check-event";

/** What a route does with each item: counts it, and decides whether it is an event. */
export type CheckEach = (item: ReadItem) => CheckedItem;

/** Beyond `most` they are counted only. */
export function collectItems(most: number, check: CheckEach) {
  const checked: CheckedItem[] = [];
  const collected = {
    received: 0,
    checked,
    take: (item: ReadItem) => {
      collected.received += 1;
      if (collected.received <= most) checked.push(check(item));
      else checked.length = 0;
    },
  };
  return collected;
}
