import { expect, it } from "vitest";
import { aReviewRow } from "../testing/a-review-row";
import { fillDown } from "./chosen-price";
import { pastePrices } from "./paste-prices";

const [A, B, C] = ["gpt-a", "gpt-b", "gpt-c"].map((name) => aReviewRow({ name }));
const ROWS = [A, B, C].flatMap((row) => row ?? []);
const paste = (text: string, selected = ROWS) => pastePrices(text, new Map(), { rows: ROWS, selected });
const own = (input: string, output: string) => ({ kind: "own", terms: { inputPer1M: input, outputPer1M: output } });

it("cells with names go to their rows, under whatever first line", () => {
  const { choices, names, problems } = paste("Model\tIn\tOut\ngpt-b\t$1\t2\ngpt-a\t3\t4\n");
  expect([names, problems]).toEqual([["gpt-b", "gpt-a"], []]);
  expect(choices.get("gpt-b")).toEqual(own("1", "2"));
});

it("cells without names go to the selected rows from above", () => {
  const { choices, problems } = paste("1\t2\n3\t4\n5\t6\n7\t8", ROWS.slice(1));
  expect(choices.get("gpt-b")).toEqual(own("1", "2"));
  expect(choices.get("gpt-c")).toEqual(own("3", "4"));
  expect(problems).toHaveLength(2);
  expect(problems[0]).toContain("Line 3: there is no selected row for it");
});

it("what is no price, or names no row, is told by its line", () => {
  const { names, problems } = paste("gpt-a\t1,5\t2\nnobody\t1\t2\ngpt-b\t1\t2");
  expect(names).toEqual(["gpt-b"]);
  expect(problems).toEqual([
    expect.stringContaining("Line 1: gpt-a"),
    expect.stringContaining('Line 2: no row is named "nobody"'),
  ]);
});

it("the first selected price fills the others", () => {
  const choices = fillDown(new Map([["gpt-a", { kind: "own", terms: { inputPer1M: "3" } }]]), ROWS, "0.005");
  expect(choices?.get("gpt-c")).toEqual({ kind: "own", terms: { inputPer1M: "3" } });
  expect(fillDown(new Map(), [], "0.005")).toBeNull();
});
