import { expect, it } from "vitest";
import { readableUsd } from "./format-money";
import { parseSignedUsd } from "./parse-price";

it.each([
  ["0", "$0"],
  ["0.0105", "$0.0105"],
  ["0.000000547", "$0.000000547"],
  ["0.000000000001", "$0.000000000001"],
  ["0.12345", "$0.123"],
  ["0.5", "$0.50"],
  ["0.9999", "$1.00"],
  ["1", "$1.00"],
  ["12.5", "$12.50"],
  ["999.99", "$999.99"],
  ["999.996", "$1K"],
  ["1234.5", "$1.2K"],
  ["999960", "$1M"],
  ["1500000", "$1.5M"],
  ["2340000000", "$2.3B"],
  ["-3.5", "-$3.50"],
])("%s USD reads %s", (text, readable) => {
  const parsed = parseSignedUsd(text);
  expect(parsed.ok && readableUsd(parsed.value)).toBe(readable);
});
