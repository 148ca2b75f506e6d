/**
 * A field of a price in words: `cacheRead` as "cache read", `above 128000.input` as "input above 128,000 tokens".
 * Source  @ratecard/pricing's price fields. What belongs to a service tier or a time keeps that in front: "batch output".
 */
import { EVIDENCE_NAMES } from "@ratecard/contract";
import type { Move } from "@ratecard/pricing";
import type { RouterOutputs } from "#web/trpc";
import { KIND_WORDS } from "./rung-words";

const ENTRY_FIELDS: Readonly<Record<string, string>> = {
  perRequest: "per request",
  requestFee: "fee per request",
  isActive: "switched on",
  isPlaceholder: "placeholder",
  isCustom: "custom name",
};

export function fieldName(field: string): string {
  const dot = field.lastIndexOf(".");
  const [part, kind] = [field.slice(0, Math.max(dot, 0)), field.slice(dot + 1)];
  const words = ENTRY_FIELDS[kind] ?? KIND_WORDS[kind]?.toLowerCase();
  if (part === "units") return kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  if (dot < 0 || words === undefined) return words ?? field;
  const [, bound, tier] = /^above (\d+)(?:\.(.+))?$/.exec(part) ?? [];
  if (bound !== undefined) return `${tier === undefined ? "" : `${tier} `}${words} above ${grouped(bound)} tokens`;
  const [, from, to] = /^tier (\d+)-(\d+)$/.exec(part) ?? [];
  if (from === undefined || to === undefined) return `${part === "offPeak" ? "off-peak" : part} ${words}`;
  return `${words} from ${grouped(from)} to ${grouped(to)} tokens`;
}

const grouped = (digits: string): string => BigInt(digits).toLocaleString("en");

/** How a price moves, in words. */
export const MOVE_WORDS: Readonly<Record<Move, string>> = {
  ordinary: "changes",
  appeared: "is new",
  tenfold: "moves 10 times or more",
  "to-zero": "becomes free",
  "from-zero": "was free until now",
  vanished: "goes away",
};

type Reason = RouterOutputs["priceBook"]["previewImport"]["rows"][number]["quarantine"][number];
/** Why a price that is to be written needs a tick, in words. */
export function quarantineText(reason: Reason): string {
  if (reason.kind === "move") {
    return `${fieldName(reason.field)} ${MOVE_WORDS[reason.move]}`;
  }
  if (reason.kind === "rate-problem") return reason.sentence;
  const { factor, direction } = reason.suspect;
  const ratio = `${factor.toLocaleString("en")} times ${direction === "times" ? "more" : "less"} than`;
  return `about ${ratio} ${reason.references.map((reference) => EVIDENCE_NAMES[reference]).join(" and ")}: another unit?`;
}
