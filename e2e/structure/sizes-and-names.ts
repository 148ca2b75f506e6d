/** Files end at 300 lines, are kebab-case, and are named after what they do. */
import { posix } from "node:path";
import { sourcesOf, type Tree } from "./tree";

const MOST_LINES = 300;
const DUMPS = new Set(["util", "utils", "helper", "helpers", "common", "misc", "types", "type", "shared", "stuff"]);
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;
/** The file router of the web app knows its own names. */
const ROUTE = /^apps\/web\/src\/routes\//;

export function sizeProblems(tree: Tree): string[] {
  return sourcesOf(tree).flatMap((path) => {
    const lines = (tree.get(path) ?? "").trimEnd().split("\n").length;
    return lines > MOST_LINES
      ? [`${path}: ${lines} lines; the hard stop is ${MOST_LINES}. Split it by what it does.`]
      : [];
  });
}

export function nameProblems(tree: Tree): string[] {
  return sourcesOf(tree).flatMap((path) => {
    const parts = path.split("/").map((part) => part.replace(/\.(ts|tsx|mjs)$/, ""));
    const isDump = parts.some((part) => DUMPS.has(part.split(".")[0] ?? part) || DUMPS.has(lastWord(part)));
    if (isDump) return [`${path}: says nothing. Name the thing it does or is.`];
    const isKebab = KEBAB.test(posix.basename(path)) || ROUTE.test(path);
    return isKebab ? [] : [`${path}: file names are kebab-case.`];
  });
}

/** `price-helpers` ends in a dump's name as well. */
const lastWord = (part: string) => (part.includes("-") ? (part.split(".")[0]?.split("-").at(-1) ?? "") : "");
