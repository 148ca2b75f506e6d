/**
 * Recipes are lists of steps under headings that begin with "Add". A step names files, names that stand in them, and what fails when
 * it is forgotten: a test, a script of the checkout, or nothing, said so.
 */
import type { Tree } from "./tree";

type Recipe = Readonly<{ title: string; steps: readonly string[] }>;

const TEST = /\.(test|spec)\.tsx?$/;
const NAME = /^[A-Za-z_]\w*$/;
const FORGOTTEN = "Forgotten:";

export function recipesOf(document: string): readonly Recipe[] {
  return document
    .split(/^## /m)
    .filter((section) => section.startsWith("Add "))
    .map((section) => ({
      title: section.split("\n")[0] ?? "",
      steps: section.split(/^\d+\. /m).slice(1),
    }));
}

export const recipeProblems = (tree: Tree, document: string): string[] =>
  recipesOf(document).flatMap((recipe) => {
    const problems = recipe.steps.flatMap((step, index) =>
      stepProblems(tree, step).map((problem) => `${recipe.title}, step ${index + 1}: ${problem}`),
    );
    const isGuarded = recipe.steps.some((step) => guardsOf(step).some((guard) => TEST.test(guard) && tree.has(guard)));
    return isGuarded ? problems : [...problems, `${recipe.title}: no step of it is found forgotten by a test.`];
  });

function stepProblems(tree: Tree, step: string): string[] {
  const spans = spansOf(step);
  const texts = spans.flatMap((span) => tree.get(span) ?? []);
  const unknown = spans
    .filter((span) => NAME.test(span) && !texts.some((text) => new RegExp(`\\b${span}\\b`).test(text)))
    .map((name) => `none of its files knows ${name}.`);
  return [...unknown, ...guardProblems(tree, step)];
}

function guardProblems(tree: Tree, step: string): string[] {
  if (!step.includes(FORGOTTEN)) return ["does not say what fails when it is forgotten."];
  const guards = guardsOf(step);
  if (guards.length === 0)
    return /Forgotten: nothing\b/.test(step) ? [] : ["names nothing that fails, and does not say so."];
  return guards.filter((guard) => !isGuard(tree, guard)).map((guard) => `${guard} is no test and no script.`);
}

function isGuard(tree: Tree, guard: string): boolean {
  if (!guard.startsWith("pnpm ")) return TEST.test(guard) && tree.has(guard);
  return (tree.get("package.json") ?? "").includes(`"${guard.slice("pnpm ".length)}":`);
}

const spansOf = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? "");

/** What is named behind "Forgotten:" and could fail; an address of the product could not. */
const guardsOf = (step: string): string[] =>
  spansOf(step.split(FORGOTTEN)[1] ?? "").filter((span) => !span.startsWith("/"));
