/**
 * Works on many things at once, so that slow ones hold up nobody: one that takes longer than `patienceMs` gives its place away and
 * goes on beside the others, up to `most` altogether.
 * Errors  the first that work throws, once everything that was begun has ended; nothing is begun after it, or once `isOver`.
 */
type Limits = Readonly<{ atOnce: number; patienceMs: number; most: number }>;

export async function sideBySide<Item>(
  items: readonly Item[],
  { atOnce, patienceMs, most }: Limits,
  isOver: () => boolean,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const errors: unknown[] = [];
  let running = 0;
  let slow = 0;

  await new Promise<void>((allDone) => {
    const begin = (item: Item) => {
      let isSlow = false;
      const giveWay = setTimeout(() => {
        isSlow = true;
        slow += 1;
        beginNext();
      }, patienceMs);
      running += 1;
      work(item)
        .catch((error: unknown) => errors.push(error))
        .finally(() => {
          clearTimeout(giveWay);
          running -= 1;
          if (isSlow) slow -= 1;
          beginNext();
        });
    };
    const beginNext = () => {
      while (errors.length === 0 && !isOver() && running < most && running - slow < atOnce) {
        const item = queue.shift();
        if (item === undefined) break;
        begin(item);
      }
      if (running === 0) allDone();
    };
    beginNext();
  });
  if (errors.length > 0) throw errors[0];
}
