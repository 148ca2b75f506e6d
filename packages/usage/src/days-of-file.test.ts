/** A day that is not told is a day whose spend may be counted twice. */
import { expect, it } from "vitest";
import { openDaysOfFile } from "./days-of-file";

const NOW = Date.parse("2026-03-15T12:00:00Z");
const daysOf = (...times: unknown[]) => {
  const days = openDaysOfFile(NOW);
  for (const occurredAt of times) days.add({ ok: true, place: "line 2", event: { occurredAt } });
  return days.instants();
};

it("the first and the last instant of each day of UTC stand for all between them, in any order", () => {
  expect(
    daysOf("2026-03-02T10:00:00Z", "2026-03-01T09:00:00Z", "2026-03-02T23:00:00Z", "2026-03-02T11:00:00Z"),
  ).toEqual(["2026-03-01T09:00:00.000Z", "2026-03-02T10:00:00.000Z", "2026-03-02T23:00:00.000Z"]);
});

it("an offset is taken for what it says", () => {
  expect(daysOf("2026-03-02T00:30:00+02:00")).toEqual(["2026-03-01T22:30:00.000Z"]);
});

it("an event without a time is of now", () => {
  expect(daysOf(undefined, null)).toEqual(["2026-03-15T12:00:00.000Z"]);
});

it("what the intake refuses is of no day", () => {
  expect(daysOf("yesterday", 5, "2014-12-31T23:59:59Z", "2026-03-16T12:00:01Z")).toEqual([]);
  const days = openDaysOfFile(NOW);
  days.add({ ok: true, place: "line 2", event: 7 });
  days.add({ ok: true, place: "line 3", event: null });
  expect(days.instants()).toEqual([]);
});
