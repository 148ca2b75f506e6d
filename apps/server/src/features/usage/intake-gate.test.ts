import { expect, test } from "vitest";
import { createIntakeGate } from "./intake-gate";

const nothing = async () => undefined;
const items = (count: number) => async (hold: () => void) => {
  for (let index = 0; index < count; index += 1) hold();
};

const held = () => {
  let release = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { done, release };
};

test("runs so many at once, lets so many wait in their order, and refuses the next", async () => {
  const gate = createIntakeGate({ running: 1, waiting: 2, items: 0 });
  const order: string[] = [];
  const first = held();
  const work =
    (name: string, until: Promise<void> = Promise.resolve()) =>
    async () => {
      await until;
      order.push(name);
    };
  const running = ["a", "b", "c"].map((name) => gate.pass(nothing, work(name, name === "a" ? first.done : undefined)));
  await nothing();
  await expect(gate.pass(nothing, work("d"))).rejects.toMatchObject({
    code: "TOO_BUSY",
    details: { retryAfterSeconds: 1 },
  });
  await expect(gate.pass(nothing, work("e"), "UNAVAILABLE")).rejects.toMatchObject({ code: "UNAVAILABLE" });
  first.release();
  await Promise.all(running);
  expect(order).toEqual(["a", "b", "c"]);
});

test("work that fails makes room for the next", async () => {
  const gate = createIntakeGate({ running: 1, waiting: 0, items: 0 });
  await expect(gate.pass(nothing, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  await expect(gate.pass(nothing, () => Promise.resolve(1))).resolves.toBe(1);
});

test("reading takes no place: a slow sender holds up nobody", async () => {
  const gate = createIntakeGate({ running: 1, waiting: 0, items: 10 });
  const sending = held();
  const slow = gate.pass(
    () => sending.done,
    () => Promise.resolve("slow"),
  );
  await expect(gate.pass(items(2), () => Promise.resolve("quick"))).resolves.toBe("quick");
  sending.release();
  await expect(slow).resolves.toBe("slow");
});

test("bounds the items that were read and not booked yet, over all bodies", async () => {
  const gate = createIntakeGate({ running: 2, waiting: 9, items: 5 });
  const booking = held();
  const first = gate.pass(items(3), () => booking.done);
  await expect(gate.pass(items(3), nothing)).rejects.toMatchObject({ code: "TOO_BUSY" });
  await expect(gate.pass(items(2), () => Promise.resolve("fits"))).resolves.toBe("fits");
  booking.release();
  await first;
  await expect(gate.pass(items(5), () => Promise.resolve("fits"))).resolves.toBe("fits");
  await expect(gate.pass(items(6), nothing, "UNAVAILABLE")).rejects.toMatchObject({ code: "UNAVAILABLE" });
});
