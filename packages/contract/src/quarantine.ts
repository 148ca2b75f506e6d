/**
 * Inputs of the quarantine: which events wait, and what becomes of them.
 * Errors  what is decided without a reason, where one is needed, is refused with a sentence.
 */
import { z } from "zod";
import { Name } from "./name";
import { Reason } from "./reason";
import { Cursor, Direction, MOST_REQUESTS_A_PAGE } from "./requests";
import { isStorable } from "./printable";
import { zodMessage } from "./problems/zod-problems";

export const QUARANTINE_REASONS = ["unreadable", "invalid", "conflict", "cost-too-large", "nothing-used"] as const;
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

/** Events that wait for one reason: its code, and the field it names. */
export const QuarantineGroup = z.strictObject({
  reasonCode: z.enum(QUARANTINE_REASONS, zodMessage("not-one-of", { options: QUARANTINE_REASONS })),
  field: Name,
});
export type QuarantineGroup = z.output<typeof QuarantineGroup>;

export const ListQuarantine = z.strictObject({
  group: QuarantineGroup.nullish(),
  cursor: Cursor,
  direction: Direction,
  limit: z.int().min(1).max(MOST_REQUESTS_A_PAGE).default(MOST_REQUESTS_A_PAGE),
});
export type ListQuarantine = z.output<typeof ListQuarantine>;

export const OneQuarantined = z.strictObject({ id: z.uuid(zodMessage("not-an-id", { of: "an event in quarantine" })) });
export type OneQuarantined = z.output<typeof OneQuarantined>;

const GivenReason = Reason.unwrap().min(1, zodMessage("no-reason"));

/** What becomes of waiting events. `take`: as an event of its own; `take-later`: in place of what is booked under its id. */
const Take = z.strictObject({ action: z.literal("take"), reason: Reason });
const TakeLater = z.strictObject({ action: z.literal("take-later"), reason: GivenReason });
const Discard = z.strictObject({ action: z.literal("discard"), reason: GivenReason });

const fields = z.custom<Record<string, unknown>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  zodMessage("not-an-event"),
);

/** `event`: the event as it is to be taken; the one that waits if missing. */
export const SettleQuarantined = z.strictObject({
  ...OneQuarantined.shape,
  decision: z.discriminatedUnion("action", [Take.extend({ event: fields.optional() }), TakeLater, Discard]),
});
export type SettleQuarantined = z.output<typeof SettleQuarantined>;

/** `set`: one field of every event before it is taken; null takes the field away. */
export const SettleQuarantineGroup = z.strictObject({
  group: QuarantineGroup,
  decision: z.discriminatedUnion("action", [
    Take.extend({
      set: z.strictObject({ field: Name, value: z.json().refine(isStorable, zodMessage("unprintable")) }).optional(),
    }),
    TakeLater,
    Discard,
  ]),
});
export type SettleQuarantineGroup = z.output<typeof SettleQuarantineGroup>;
export type QuarantineDecision = SettleQuarantined["decision"] | SettleQuarantineGroup["decision"];
