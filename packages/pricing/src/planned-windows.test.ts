import { expect, test } from "vitest";
import { plannedWindows } from "./planned-windows";
import { AT, DAY, terms, version } from "./testing/sample";

const price = { model: "chat", provider: "openai", isActive: true, terms: terms({ input: "9" }) };
const timesOf = (windows: ReturnType<typeof plannedWindows>) =>
  windows.map(({ validFrom, validUntil }) => [validFrom, validUntil]);
const standing = [
  version("chat", { validFrom: null, validUntil: AT }),
  version("chat", { validFrom: AT, validUntil: AT + 9 * DAY }),
  version("chat", { validFrom: AT + 9 * DAY, validUntil: null }),
];
const now = AT + 2 * DAY;

test("the first price of a name has no start", () => {
  expect(timesOf(plannedWindows([], price, { from: null, now }))).toEqual([[null, null]]);
});

test("a price from now ends the one in force, and holds until the one that is scheduled", () => {
  expect(timesOf(plannedWindows(standing, price, { from: null, now }))).toEqual([
    [null, AT],
    [AT, now],
    [now, AT + 9 * DAY],
    [AT + 9 * DAY, null],
  ]);
});

test("a past start takes everything since then", () => {
  expect(timesOf(plannedWindows(standing, price, { from: AT - DAY, now }))).toEqual([
    [null, AT - DAY],
    [AT - DAY, AT + 9 * DAY],
    [AT + 9 * DAY, null],
  ]);
});

test("a removal ends what is in force", () => {
  expect(timesOf(plannedWindows(standing, null, { from: null, now }))).toEqual([
    [null, AT],
    [AT, now],
  ]);
});
