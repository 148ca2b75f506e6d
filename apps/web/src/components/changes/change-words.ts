/** What becomes of a row, and why it is held, in words. */
import { describeHeld, EVIDENCE_NAMES } from "@ratecard/contract";
import { fieldName } from "../field-name";
import type { ChangeFilter, ChangeRow } from "./change-choice";

type Words = Readonly<{ words: string; color: string }>;

const OUTCOMES: Readonly<Record<ChangeRow["outcome"], Words>> = {
  added: { words: "new", color: "ledger" },
  changed: { words: "changes", color: "blue" },
  same: { words: "already so", color: "gray" },
  refused: { words: "refused", color: "gray" },
  moved: { words: "moved", color: "orange" },
};

const REFUSALS: Readonly<Partial<Record<NonNullable<ChangeRow["refusal"]>["code"], Words>>> = {
  pinned: { words: "pinned", color: "gray" },
  "bases-differ": { words: "choose", color: "orange" },
  "base-unpriced": { words: "no price", color: "red" },
  fields: { words: "cannot", color: "red" },
  unreadable: { words: "cannot", color: "red" },
};

export function outcomeWords({ outcome, refusal, newModel, differences }: ChangeRow): Words {
  if (refusal) return REFUSALS[refusal.code] ?? OUTCOMES.refused;
  if (newModel !== null) return { words: "renamed", color: "blue" };
  const isGone = outcome === "changed" && differences.length > 0 && differences.every(({ to }) => to === null);
  return isGone ? { words: "goes away", color: "red" } : OUTCOMES[outcome];
}

export const FILTER_WORDS: Readonly<Record<ChangeFilter, Words>> = {
  all: { words: "All", color: "gray" },
  write: { words: "Changes", color: "blue" },
  held: { words: "Held", color: "yellow" },
  same: { words: "Already so", color: "gray" },
  refused: { words: "Refused", color: "red" },
};

/** With the names of fields as the screen has them. */
export function heldText(reason: ChangeRow["held"][number]): string {
  if (reason.kind === "move") return describeHeld({ ...reason, field: fieldName(reason.field) });
  if (reason.kind !== "unit-suspect") return describeHeld(reason);
  const { factor, direction } = reason.suspect;
  const ratio = `${factor.toLocaleString("en")} times ${direction === "times" ? "more" : "less"} than`;
  return `about ${ratio} ${reason.references.map((evidence) => EVIDENCE_NAMES[evidence]).join(" and ")}: another unit?`;
}

/** The name of a batch that is made now. */
export const namedNow = (name: string): string => `${name} ${new Date().toISOString().slice(0, 16).replace("T", " ")}`;
