/** A sentence that refuses something stands in the tables of the contract, so that its code goes with it wherever it is shown. */
import { parseSync, Visitor } from "oxc-parser";
import { isTest, sourcesOf, type Tree } from "./tree";

const TABLES = "packages/contract/src/problems/";
const ROOMS = /^(packages\/[^/]+|apps\/server)\/src\//;

/** How a sentence begins whose subject is the field before it. */
const REFUSAL =
  /^(must (be|have|hold|not|name|say)|is (no|not|missing|empty|negative|larger|longer|given|nested)|cannot be)[ ,.]/;

export const sentenceProblems = (tree: Tree): string[] =>
  sourcesOf(tree)
    .filter((path) => ROOMS.test(path) && !isTest(path) && !path.startsWith(TABLES) && !path.includes("/testing/"))
    .flatMap((path) =>
      refusalsIn(path, tree.get(path) ?? "").map(
        ({ text, line }) => `${path}:${line}: "${text}" belongs to a table in ${TABLES}. Use its code.`,
      ),
    );

function refusalsIn(path: string, text: string): { text: string; line: number }[] {
  const found: { text: string; line: number }[] = [];
  const add = (sentence: string, start: number) => {
    if (REFUSAL.test(sentence)) found.push({ text: sentence, line: text.slice(0, start).split("\n").length });
  };
  new Visitor({
    Literal: ({ value, start }) => {
      if (typeof value === "string") add(value, start);
    },
    TemplateLiteral: ({ quasis, start }) => add(quasis[0]?.value.raw ?? "", start),
  }).visit(parseSync(path, text).program);
  return found;
}
