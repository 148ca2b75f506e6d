/**
 * The queue of requests that were priced by a guess: which of them, of which days.
 * Time    days of the ledger, both ends included; without days the last 30.
 */
import { z } from "zod";
import { Name } from "./name";
import { Instant } from "./instant";
import { Reason as OptionalReason } from "./reason";
import { checkRange, Day } from "./spend";
import { isPrintableOnLines } from "./printable";
import { zodMessage } from "./problems/zod-problems";

/**
 * Why a group is in the queue. `default`: by the default entry; `placeholder`: by the default price under its name; `unpriced`: no
 * cost. The others are flags of requests that have a price.
 */
export const QUEUE_REASONS = [
  "default",
  "placeholder",
  "unpriced",
  "rate-fallback",
  "usage-not-priced",
  "differs-from-reported",
] as const;
export type QueueReason = (typeof QUEUE_REASONS)[number];

const Reason = z.enum(QUEUE_REASONS, zodMessage("not-one-of", { options: QUEUE_REASONS }));
const DAYS = { from: Day.optional(), to: Day.optional() };

export const ListDefaultPriced = z.strictObject({ ...DAYS, reason: Reason.default("default") }).superRefine(checkRange);
export type ListDefaultPriced = z.output<typeof ListDefaultPriced>;

export const CountDefaultPriced = z.strictObject(DAYS).superRefine(checkRange);
export type CountDefaultPriced = z.output<typeof CountDefaultPriced>;

/** A sent name at a provider; without one it is not known. */
const GROUP = { model: Name, provider: Name.nullish() };

export const FindDefaultPriced = z.strictObject({ ...DAYS, ...GROUP, reason: Reason }).superRefine(checkRange);
export type FindDefaultPriced = z.output<typeof FindDefaultPriced>;

const MOST_GROUPS = 5000;
const Groups = z
  .array(z.strictObject(GROUP))
  .min(1, zodMessage("empty-list", { of: "group" }))
  .max(MOST_GROUPS, zodMessage("too-many", { most: MOST_GROUPS, of: "groups" }));

const NeededReason = OptionalReason.unwrap().min(1, zodMessage("no-reason"));

/** They stay as they are, and out of the queue. */
export const IgnoreGuesses = z.strictObject({ groups: Groups, reason: NeededReason });
export type IgnoreGuesses = z.output<typeof IgnoreGuesses>;

export const HeedGuesses = z.strictObject({ groups: Groups });
export type HeedGuesses = z.output<typeof HeedGuesses>;

const LONGEST_EVIDENCE = 1000;

/** `copiedFrom`: the known name whose price it takes. `evidence`: why this price, as it was shown. */
export const ProposePrice = z.strictObject({
  model: Name,
  provider: Name,
  terms: z.record(z.string(), z.unknown(), zodMessage("not-an-object")),
  copiedFrom: Name.nullish(),
  effectiveFrom: Instant.nullish(),
  evidence: z
    .string()
    .max(LONGEST_EVIDENCE, zodMessage("too-long", { most: LONGEST_EVIDENCE }))
    .refine(isPrintableOnLines, zodMessage("unprintable")),
  note: OptionalReason,
});
export type ProposePrice = z.output<typeof ProposePrice>;

const ProposalId = z.uuid(zodMessage("not-an-id", { of: "a proposal" }));

export const ApproveProposal = z.strictObject({ id: ProposalId, reason: OptionalReason });
export type ApproveProposal = z.output<typeof ApproveProposal>;

export const WithdrawProposal = z.strictObject({ id: ProposalId });
export type WithdrawProposal = z.output<typeof WithdrawProposal>;

export const DeclineProposal = z.strictObject({ id: ProposalId, reason: NeededReason });
export type DeclineProposal = z.output<typeof DeclineProposal>;
