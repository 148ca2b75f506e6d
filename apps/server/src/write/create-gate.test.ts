import { expect, test } from "vitest";
import { createGate } from "./create-gate";

const held = () => {
  let release = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { done, release };
};

test("runs so many at once, lets so many wait in their order, and refuses the next", async () => {
  const gate = createGate({ running: 1, waiting: 2 });
  const order: string[] = [];
  const first = held();
  const work =
    (name: string, until: Promise<void> = Promise.resolve()) =>
    async () => {
      await until;
      order.push(name);
    };
  const running = [gate.pass(work("a", first.done)), gate.pass(work("b")), gate.pass(work("c"))];
  await expect(gate.pass(work("d"))).rejects.toMatchObject({ code: "TOO_BUSY", details: { retryAfterSeconds: 1 } });
  await expect(gate.pass(work("e"), "UNAVAILABLE")).rejects.toMatchObject({ code: "UNAVAILABLE" });
  first.release();
  await Promise.all(running);
  expect(order).toEqual(["a", "b", "c"]);
});

test("work that fails makes room for the next", async () => {
  const gate = createGate({ running: 1, waiting: 0 });
  await expect(gate.pass(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  await expect(gate.pass(() => Promise.resolve(1))).resolves.toBe(1);
});

test("who waited too long is refused without having begun, and the others keep their turn", async () => {
  const gate = createGate({ running: 1, waiting: 2, longestWaitMs: 1 });
  const first = held();
  const begun: string[] = [];
  const running = gate.pass(() => first.done);
  const impatient = gate.pass(async () => void begun.push("impatient"), "UNAVAILABLE");
  await expect(impatient).rejects.toMatchObject({ code: "UNAVAILABLE" });
  first.release();
  await running;
  await gate.pass(async () => void begun.push("next"));
  expect(begun).toEqual(["next"]);
});
