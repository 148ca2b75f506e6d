import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { expect, it, vi } from "vitest";
import { keepLooking } from "./keep-looking";

const FAILED = "it could not be looked at";

it("a look that takes longer than its interval is not begun twice, and closing waits for it", async () => {
  let [atWork, most, done] = [0, 0, 0];
  const keeper = keepLooking({ log: pino({ level: "silent" }) }, { everyMs: 2, failed: FAILED }, async () => {
    atWork += 1;
    most = Math.max(most, atWork);
    await sleep(20);
    atWork -= 1;
    done += 1;
  });
  await vi.waitFor(() => expect(done).toBeGreaterThan(2));
  await keeper.close();
  const ended = done;
  expect(atWork).toBe(0);
  expect(most).toBe(1);
  await sleep(20);
  expect(done).toBe(ended);
});

it("a look that fails is logged and tried again", async () => {
  const lines: string[] = [];
  const log = pino({ level: "warn" }, { write: (line) => lines.push(line) });
  let looks = 0;
  const keeper = keepLooking({ log }, { everyMs: 2, failed: FAILED }, async () => {
    looks += 1;
    if (looks === 1) throw new Error("away");
  });
  await vi.waitFor(() => expect(looks).toBeGreaterThan(1));
  await keeper.close();
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ msg: FAILED, err: { message: "away" } });
});

it("a patient one does not look at once", async () => {
  let looks = 0;
  const look = async () => {
    looks += 1;
  };
  const settings = { everyMs: 60_000, failed: FAILED, isPatient: true };
  await keepLooking({ log: pino({ level: "silent" }) }, settings, look).close();
  expect(looks).toBe(0);
});
