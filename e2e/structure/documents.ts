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

function isThere(tree: Tree, path: string): boolean {
  const clean = path.replace(/\/$/, "");
  return tree.has(clean) || [...tree.keys()].some((known) => known.startsWith(`${clean}/`));
}
