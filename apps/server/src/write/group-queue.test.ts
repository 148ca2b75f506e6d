import { expect, test, vi } from "vitest";
import { GroupQueue } from "./group-queue";

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Work that is done when the test says so, and the groups it was given. */
function manualWork() {
  const groups: (readonly number[])[] = [];
  const finish: (() => void)[] = [];
  const work = (items: readonly number[]) =>
    new Promise<readonly string[]>((resolve) => {
      groups.push(items);
      finish.push(() => resolve(items.map((item) => `done ${item}`)));
    });
  return { groups, finish, work };
}

const options = { groups: 1, mostSize: 10, sizeOf: (item: number) => item, isOfOneItem: () => false };

test("one alone goes at once; what comes meanwhile goes together, and each gets its own answer", async () => {
  const { groups, finish, work } = manualWork();
  const queue = new GroupQueue({ ...options, work });
  const answers = [queue.add(1)];
  await turn();
  answers.push(queue.add(2), queue.add(3), queue.add(4));
  await turn();
  expect(groups).toEqual([[1]]);
  finish[0]?.();
  await turn();
  expect(groups).toEqual([[1], [2, 3, 4]]);
  finish[1]?.();
  await expect(Promise.all(answers)).resolves.toEqual(["done 1", "done 2", "done 3", "done 4"]);
});

test("what comes in one turn of the loop is one group; a group is no larger than it may be, unless one item is", async () => {
  const { groups, work } = manualWork();
  const queue = new GroupQueue({ ...options, groups: 9, work });
  for (const item of [4, 6, 1, 12, 3]) void queue.add(item);
  await turn();
  expect(groups).toEqual([[4, 6], [1], [12], [3]]);
});

test("an error of one item is that item's own; an error of all is everybody's", async () => {
  const groups: (readonly number[])[] = [];
  const work = (items: readonly number[]) => {
    groups.push(items);
    return items.includes(2) ? Promise.reject(new Error("two")) : Promise.resolve(items.map(String));
  };
  const ofOne = new GroupQueue({ ...options, isOfOneItem: () => true, work });
  const [one, two, three] = await Promise.allSettled([ofOne.add(1), ofOne.add(2), ofOne.add(3)]);
  expect([one?.status, two?.status, three?.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(groups).toEqual([[1, 2, 3], [1], [2], [3]]);
  const ofAll = new GroupQueue({ ...options, work });
  const all = await Promise.allSettled([ofAll.add(1), ofAll.add(2)]);
  expect(all.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await expect(ofAll.add(1)).resolves.toBe("1");
});

test("what failed, and a group of a few, say little of how long many take", async () => {
  let now = 0;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => now);
  let isAway = true;
  const work = (items: readonly number[]) => {
    now += 40;
    return isAway ? Promise.reject(new Error("away")) : Promise.resolve(items.map(String));
  };
  const queue = new GroupQueue({ ...options, mostSize: 1000, work });
  const waitOfAThousand = async (size: number) => {
    await queue.add(size).catch(() => undefined);
    await turn();
    return Math.round(queue.expectedWaitMs(1000));
  };
  expect(await waitOfAThousand(100)).toBe(0);
  isAway = false;
  // 40 ms for one of them is 40,000 ms for a thousand, if that were the rule.
  expect(await waitOfAThousand(1)).toBe(120);
  expect(await waitOfAThousand(100)).toBe(204);
  for (let group = 0; group < 20; group += 1) await waitOfAThousand(100);
  expect(await waitOfAThousand(100)).toBe(400);
  clock.mockRestore();
});

test("the expected wait grows with what waits, and is nothing when nothing does", async () => {
  const { finish, work } = manualWork();
  const queue = new GroupQueue({ ...options, work });
  expect(queue.expectedWaitMs()).toBe(0);
  const first = queue.add(5);
  await turn();
  finish[0]?.();
  await first;
  await turn();
  expect(queue.expectedWaitMs()).toBe(0);
  void queue.add(5);
  const one = queue.expectedWaitMs();
  void queue.add(5);
  expect(one).toBeGreaterThan(0);
  expect(queue.expectedWaitMs() / one).toBeCloseTo(2, 6);
  expect(queue.expectedWaitMs(5) / one).toBeCloseTo(3, 6);
});
