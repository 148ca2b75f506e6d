import { expect, test } from "vitest";
import { createIntakeGate } from "./intake-gate";

const nothing = async () => undefined;
const items = (count: number) => async (hold: () => void) => {
  for (let index = 0; index < count; index += 1) hold();
};
const soon = { whenFull: "TOO_BUSY", expectedWaitMs: () => 0 } as const;

const held = () => {
  let release = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { done, release };
};

test("a call that would wait too long is told when to come again, before its body is read", async () => {
  const gate = createIntakeGate({ longestWaitMs: 2000, items: 10 });
  const read = () => Promise.reject(new Error("the body was read"));
  await expect(gate.pass(read, nothing, { whenFull: "TOO_BUSY", expectedWaitMs: () => 2001 })).rejects.toMatchObject({
    code: "TOO_BUSY",
    details: { retryAfterSeconds: 3 },
  });
  await expect(gate.pass(read, nothing, { whenFull: "UNAVAILABLE", expectedWaitMs: () => 9000 })).rejects.toMatchObject(
    {
      code: "UNAVAILABLE",
      details: { retryAfterSeconds: 9 },
    },
  );
  await expect(gate.pass(nothing, async () => "in time", { ...soon, expectedWaitMs: () => 2000 })).resolves.toBe(
    "in time",
  );
});

test("reading takes no place: a slow sender holds up nobody", async () => {
  const gate = createIntakeGate({ longestWaitMs: 0, items: 10 });
  const sending = held();
  const slow = gate.pass(
    () => sending.done,
    () => Promise.resolve("slow"),
    soon,
  );
  await expect(gate.pass(items(2), () => Promise.resolve("quick"), soon)).resolves.toBe("quick");
  sending.release();
  await expect(slow).resolves.toBe("slow");
});

test("what is being read counts as what will be ahead, by what calls usually hold", async () => {
  const gate = createIntakeGate({ longestWaitMs: 100, items: 1000 });
  const byItems = { whenFull: "TOO_BUSY", expectedWaitMs: (itemsAhead: number) => itemsAhead } as const;
  for (let call = 0; call < 100; call += 1) await gate.pass(items(60), nothing, byItems);
  const sending = held();
  const reading = [1, 2].map(() => gate.pass(() => sending.done, nothing, byItems));
  await expect(gate.pass(items(60), nothing, byItems)).rejects.toMatchObject({ code: "TOO_BUSY" });
  sending.release();
  await Promise.all(reading);
  await expect(gate.pass(items(60), async () => "taken", byItems)).resolves.toBe("taken");
});

test("bounds the items that were read and not booked yet, over all bodies", async () => {
  const gate = createIntakeGate({ longestWaitMs: 0, items: 5 });
  const booking = held();
  const first = gate.pass(items(3), () => booking.done, soon);
  await expect(gate.pass(items(3), nothing, soon)).rejects.toMatchObject({
    code: "TOO_BUSY",
    details: { retryAfterSeconds: 1 },
  });
  await expect(gate.pass(items(2), () => Promise.resolve("fits"), soon)).resolves.toBe("fits");
  booking.release();
  await first;
  await expect(gate.pass(items(5), () => Promise.resolve("fits"), soon)).resolves.toBe("fits");
  await expect(gate.pass(items(6), nothing, { ...soon, whenFull: "UNAVAILABLE" })).rejects.toMatchObject({
    code: "UNAVAILABLE",
  });
});
