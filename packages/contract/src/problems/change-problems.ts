/** A change of many prices: its choices, and the rows of it that are not written. */
import type { Refusal } from "@ratecard/changes";
import { grouped, type ProblemTable } from "./problem-table";

/** Of a row as a whole, with a subject of their own. */
const ROW_PROBLEMS = {
  pinned: ({ by }: { by: string }) => `It is pinned by ${by}. Change it in that file.`,
  unreadable: ({ problem }: { problem: string }) => `${problem} Edit it by itself.`,
  "entry-exists": ({ model }: { model: string }) => `"${model}" has an entry already. Edit that one.`,
  "default-entry": () =>
    "The default entry prices every unknown model. Edit its price by itself; it stays switched on, under its name.",
  "no-entry": () => "There is no such entry any more. Reload the list.",
  "edited-since": () => "It was edited since, so it stays as it is. Edit it by itself.",
  settled: () => "The finding is settled, or another one by now. List them again.",
  "switched-off": () => "It is switched off. Switch it on first.",
  wildcard: () => "A wildcard prices many models, so it takes no price of one. Edit it by itself.",
  "custom-name": () => "It is a custom name. Sync custom names instead.",
  "not-in-catalogue": () => "The catalogue does not know this model. Enter its price by hand.",
  "bases-differ": () => "Its base models cost differently. Choose one.",
  "base-unpriced": () => "Its base model has no price. Price that one first.",
} satisfies Record<Exclude<Refusal["code"], "fields">, (details: never) => string>;

export const CHANGE_PROBLEMS = {
  ...ROW_PROBLEMS,
  held: ({ reasons }: { reasons: readonly string[] }) =>
    `is held: ${reasons.join(" and ")}. Accept it by its name, or leave it out.`,
  "more-problems": ({ count }: { count: number }) => `has ${grouped(count)} more problems. A preview lists them all.`,
  "no-rows": () => "is missing. Preview first, with dryRun=true, and send the rows to be written.",
  "not-seen": () => "is not what a preview said. Preview again.",
  "not-a-base": () => "must name one of the bases, as {model, provider}.",
  "no-such-base": ({ known }: { known: readonly string[] }) =>
    `has no such base model. Choose one of ${known.join(", ")}.`,
  "not-a-custom-name": () => "is no custom name. Leave it out.",
  "own-base": () => "is the custom name itself. Name its base model.",
  "not-price-groups": ({ groups }: { groups: readonly string[] }) =>
    `must be a list of groups of prices. Name some of ${groups.join(", ")}, or leave it out.`,
  "nothing-to-follow": () => "has nothing to follow. Set inputPer1M or outputPer1M to a price too, or leave it out.",
  "not-a-factor": () => "must be a decimal number above 0, as 1.2. To make entries free, set their prices to 0.",
  "moved-too-far": ({ how, problem }: { how: string; problem: string }) => `${how}, a price ${problem}`,
} satisfies ProblemTable;
