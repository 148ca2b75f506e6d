import { expect, it } from "vitest";
import { shownAddress } from "./shown-address";

it.each([
  ["http://127.0.0.1:3000", "http://localhost:3000"],
  ["http://0.0.0.0:3000", "http://localhost:3000"],
  ["http://[::]:8080", "http://localhost:8080"],
  ["http://[::1]:8080", "http://localhost:8080"],
  ["http://192.168.1.7:3000", "http://192.168.1.7:3000"],
])("%s is opened as %s", (listening, shown) => {
  expect(shownAddress(listening)).toBe(shown);
});
