import { expect, it } from "vitest";
import { sideBySide } from "./side-by-side";

const LIMITS = { atOnce: 2, patienceMs: 1, most: 4 };
const never = () => false;

it("slow ones give their place away, and the bound on all of them holds", async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const begun: number[] = [];
  await sideBySide([1, 2, 3, 4, 5], LIMITS, never, async (item) => {
    begun.push(item);
    // The first three answer only after the fourth was asked, and the fifth has to wait for one of them.
    if (item === 4) {
      expect(begun).toEqual([1, 2, 3, 4]);
      release();
    } else await held;
  });
  expect(begun).toEqual([1, 2, 3, 4, 5]);
});

it("nothing is begun once it is over, and what was begun is waited for", async () => {
  let isOver = false;
  const ended: number[] = [];
  await sideBySide(
    [1, 2, 3],
    { ...LIMITS, patienceMs: 60_000 },
    () => isOver,
    async (item) => {
      await new Promise((next) => setImmediate(next));
      isOver = true;
      ended.push(item);
    },
  );
  expect(ended).toEqual([1, 2]);
});

it("an error ends it when the others have ended", async () => {
  const ended: number[] = [];
  const running = sideBySide([1, 2, 3], { ...LIMITS, patienceMs: 60_000 }, never, async (item) => {
    if (item === 1) throw new Error("broken");
    await new Promise((next) => setImmediate(next));
    ended.push(item);
  });
  await expect(running).rejects.toThrow("broken");
  expect(ended).toEqual([2]);
});
