/** Why a row is held or refused, as a part of a sentence; and the names of what prices are compared with. */
import type { Evidence, HeldReason, Refusal } from "@ratecard/changes";
import type { Move } from "@ratecard/pricing";

export const EVIDENCE_NAMES: Readonly<Record<Evidence, string>> = {
  "catalog-scoped": "the catalogue",
  "catalog-bare": "the catalogue under the bare name",
  "served-model": "the price of the base model",
  openrouter: "OpenRouter",
  server: "the server itself",
  "server-set": "the price set at the server",
  "second-reference": "the second catalogue",
};

/** How a price moves. */
export const MOVE_WORDS: Readonly<Record<Move, string>> = {
  ordinary: "changes",
  appeared: "is new",
  tenfold: "moves 10 times or more",
  "to-zero": "becomes free",
  "from-zero": "was free until now",
  vanished: "goes away",
};

export function describeHeld(reason: HeldReason): string {
  switch (reason.kind) {
    case "move":
      return `${reason.field} ${MOVE_WORDS[reason.move]}`;
    case "unit-suspect": {
      const { factor, direction } = reason.suspect;
      const ratio = direction === "times" ? `${factor} times` : `a ${factor}th of`;
      const named = reason.references.map((evidence) => EVIDENCE_NAMES[evidence]).join(" and ");
      return `${reason.field} is about ${ratio} what ${named} ${reason.references.length > 1 ? "say" : "says"}, as if in another unit`;
    }
    case "rate-problem":
      return reason.sentence;
    case "other-provider":
      return `the price is of another provider, ${reason.provider}`;
    case "replaces-own":
      return reason.by === "entry" ? "somebody set this price by hand" : "a wildcard prices this name";
  }
}

/** A whole sentence: what stands in the way and what helps. */
export function describeRefusal(refusal: Refusal): string {
  switch (refusal.code) {
    case "pinned":
      return `It is pinned by ${refusal.by}. Change it in that file.`;
    case "fields":
      return refusal.problems.map(({ field, problem }) => `${field} ${problem}`.trim()).join("; ");
    case "unreadable":
      return `${refusal.problem} Edit it by itself.`;
    case "entry-exists":
      return `"${refusal.model}" has an entry already. Edit that one.`;
    default:
      return REFUSAL_WORDS[refusal.code];
  }
}

/** Of refusals that name nothing but themselves. */
const REFUSAL_WORDS: Readonly<Record<Exclude<Refusal["code"], NamingRefusal>, string>> = {
  "default-entry":
    "The default entry prices every unknown model. Edit its price by itself; it stays switched on, under its name.",
  "no-entry": "There is no such entry any more. Reload the list.",
  "edited-since": "It was edited since, so it stays as it is. Edit it by itself.",
  settled: "The finding is settled, or another one by now. List them again.",
  "switched-off": "It is switched off. Switch it on first.",
  wildcard: "A wildcard prices many models, so it takes no price of one. Edit it by itself.",
  "custom-name": "It is a custom name. Sync custom names instead.",
  "not-in-catalogue": "The catalogue does not know this model. Enter its price by hand.",
  "bases-differ": "Its base models cost differently. Choose one.",
  "base-unpriced": "Its base model has no price. Price that one first.",
};
type NamingRefusal = "pinned" | "fields" | "unreadable" | "entry-exists";
