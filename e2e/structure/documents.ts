/** Documents cite only paths that are there: what moved is renamed in them too. */
import { posix } from "node:path";
import type { Tree } from "./tree";

const TOP =
  /^(apps|packages|prisma|e2e|\.ci)\/|^(package\.json|pnpm-workspace\.yaml|tsconfig\.base\.json|vitest\.config\.ts|[A-Z]+\.md|LICENSE)$/;
/** Patterns such as `features/<feature>` or `*.test.ts` stand for many paths. */
const PATTERN = /[<>*{}[\]…]|\.\.\./;

export function citedPaths(document: string): string[] {
  const spans = [...document.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? "");
  const links = [...document.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? "");
  const inCode = [...document.matchAll(/^\s*((?:apps|packages|prisma|e2e)\/[^\s:,]+)/gm)].map(
    (match) => match[1] ?? "",
  );
  return [...new Set([...spans, ...links, ...inCode])]
    .map((path) => path.replace(/#.*$|:\d+$/g, ""))
    .filter((path) => path !== "");
}

export function documentProblems(tree: Tree): string[] {
  return [...tree]
    .filter(([path]) => path.endsWith(".md"))
    .flatMap(([path, text]) => {
      const isLink = (cited: string) => text.includes(`](${cited})`) && !/^[a-z]+:/.test(cited);
      return citedPaths(text)
        .filter((cited) => (TOP.test(cited) || isLink(cited)) && !PATTERN.test(cited))
        .filter((cited) => !isThere(tree, cited) && !isThere(tree, posix.join(posix.dirname(path), cited)))
        .map((cited) => `${path}: cites ${cited}, which is gone.`);
    });
}

const MOST_LINES = 6;
const MOST_CHARACTERS = 150;

/** Paragraphs that are too long to be read at once. Tables and code are none; each point of a list is one. */
export function paragraphProblems(document: string): string[] {
  const blocks = document
    .replaceAll(/^```[^]*?^```$/gm, "")
    .split(/\n\s*\n|\n(?=\s*(?:\d+\.|-) |#)/)
    .map((block) => block.split("\n").filter((line) => !/^(\s*$|[|#])/.test(line)));
  return blocks.flatMap((lines) => {
    const begin = (lines[0] ?? "").slice(0, 40);
    const wide = lines.filter((line) => line.length > MOST_CHARACTERS);
    return [
      ...(lines.length > MOST_LINES ? [`"${begin}" has ${lines.length} lines; ${MOST_LINES} are enough.`] : []),
      ...wide.map((line) => `"${line.slice(0, 40)}" is ${line.length} characters wide; ${MOST_CHARACTERS} are enough.`),
    ];
  });
}

function isThere(tree: Tree, path: string): boolean {
  const clean = path.replace(/\/$/, "");
  return tree.has(clean) || [...tree.keys()].some((known) => known.startsWith(`${clean}/`));
}
