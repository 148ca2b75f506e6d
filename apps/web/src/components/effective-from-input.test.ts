import { expect, it } from "vitest";
import { beginWords } from "./effective-from-input";

const NOW = Date.parse("2026-03-01T12:00:00Z");

it.each([
  ["", "Prices are in force", "The next request is priced by them."],
  ["2026-04-01T00:00:00Z", "Prices are scheduled", "They begin 2026-04-01 00:00 UTC."],
  [
    "2026-02-01T09:30:00Z",
    "Prices are in force",
    "They hold since 2026-02-01 09:30 UTC; requests already booked keep their cost.",
  ],
])("from %j: %s", (from, title, sentence) => expect(beginWords(from, NOW)).toEqual({ title, sentence }));
