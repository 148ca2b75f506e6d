/** Works through many items without holding up everything else the server does. Errors: those of the items. */
import { setImmediate } from "node:timers/promises";

const SLICE = 250;

export async function inSlices<Item>(items: Iterable<Item>): Promise<Item[]> {
  const done: Item[] = [];
  for (const item of items) {
    done.push(item);
    if (done.length % SLICE === 0) await setImmediate();
  }
  return done;
}
