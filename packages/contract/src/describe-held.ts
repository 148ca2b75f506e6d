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
    case "default-entry":
      return "The default entry prices every unknown model. Edit its price by itself; it stays switched on, under its name.";
    case "fields":
      return refusal.problems.map(({ field, problem }) => `${field} ${problem}`.trim()).join("; ");
    case "no-entry":
      return "There is no such entry any more. Reload the list.";
    case "unreadable":
      return `${refusal.problem} Edit it by itself.`;
    case "entry-exists":
      return `"${refusal.model}" has an entry already. Edit that one.`;
    case "edited-since":
      return "It was edited since, so it stays as it is. Edit it by itself.";
    case "settled":
      return "The finding is settled, or another one by now. List them again.";
    case "later":
      return "Another finding of this entry goes first. Look again then.";
    case "switched-off":
      return "It is switched off. Switch it on first.";
    case "wildcard":
      return "A wildcard prices many models, so it takes no price of one. Edit it by itself.";
    case "custom-name":
      return "It is a custom name. Sync custom names instead.";
    case "not-in-catalogue":
      return "The catalogue does not know this model. Enter its price by hand.";
    case "bases-differ":
      return "Its base models cost differently. Choose one.";
    case "base-unpriced":
      return "Its base model has no price. Price that one first.";
  }
}
