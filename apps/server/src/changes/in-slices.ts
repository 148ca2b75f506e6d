/** Works through many items without holding up everything else the server does. Errors: those of the items. */
import { takeTurns } from "#server/pricing/take-turns";

export async function inSlices<Item>(items: Iterable<Item>): Promise<Item[]> {
  const done: Item[] = [];
  const turn = takeTurns();
  for (const item of items) {
    done.push(item);
    await turn();
  }
  return done;
}
