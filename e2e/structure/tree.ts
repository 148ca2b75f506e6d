/** The repository as text: what every structure rule reads. A rule takes a tree, so a test can give it a tiny one. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Paths from the repository's root, with `/`, to their text. */
export type Tree = ReadonlyMap<string, string>;

export const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

const NOT_OURS = new Set(["node_modules", "dist", "generated", "results", ".git", ".ratecard"]);
const READ = /\.(ts|tsx|mjs|json|md|yaml|sql|prisma|txt)$|(^|\/)LICENSE$/;
/** Known to be there; no text. */
const PICTURE = /\.png$/;

export const treeOf = (files: Readonly<Record<string, string>>): Tree => new Map(Object.entries(files));

let repository: Tree | undefined;

/** This repository, read once. */
export function readTree(): Tree {
  repository ??= new Map(
    readdirSync(REPOSITORY)
      .flatMap((name) => walk(REPOSITORY, name))
      .map((path) => [path, PICTURE.test(path) ? "" : readFileSync(join(REPOSITORY, path), "utf8")]),
  );
  return repository;
}

function walk(root: string, path: string): string[] {
  const name = path.split(sep).at(-1) ?? path;
  if (NOT_OURS.has(name)) return [];
  const entries = readEntries(join(root, path));
  if (!entries)
    return (READ.test(path) || PICTURE.test(path)) && !path.endsWith("pnpm-lock.yaml")
      ? [relative(".", path).split(sep).join("/")]
      : [];
  return entries.flatMap((entry) => walk(root, join(path, entry)));
}

/** null: not a folder. */
function readEntries(path: string): string[] | null {
  try {
    return readdirSync(path);
  } catch {
    return null;
  }
}

const SOURCE = /\.(ts|tsx|mjs)$/;
const TEST = /\.(test|spec)\.tsx?$|\/(testing|bench)\/|^e2e\//;

export const isSource = (path: string) => SOURCE.test(path) && !path.endsWith(".d.ts");
export const isTest = (path: string) => TEST.test(path);
export const sourcesOf = (tree: Tree): string[] => [...tree.keys()].filter(isSource).sort();
