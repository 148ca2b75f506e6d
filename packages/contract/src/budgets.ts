/** Budgets of a month: what may be spent by all, by a team or on a model. Units: USD as decimal text. */
import { z } from "zod";
import { Name } from "./name";
import { zodMessage } from "./problems/zod-problems";
import { UsdAmount } from "./usd-amount";

export const BUDGET_KINDS = ["team", "model", "all"] as const;
export type BudgetKind = (typeof BUDGET_KINDS)[number];

/** Of what it is; for `all` without a name. A budget that is there gets the new amount. */
export const SetBudget = z
  .strictObject({
    kind: z.enum(BUDGET_KINDS, zodMessage("not-one-of", { options: BUDGET_KINDS })),
    name: Name.or(z.literal("")).default(""),
    amountUsd: UsdAmount,
  })
  .superRefine(({ kind, name }, ctx) => {
    const problem = kind === "all" ? (name === "" ? null : zodMessage("budget-named")) : nameless(name);
    if (problem !== null) ctx.addIssue({ code: "custom", path: ["name"], message: problem });
  });
export type SetBudget = z.output<typeof SetBudget>;

const nameless = (name: string): string | null => (name === "" ? zodMessage("empty-name") : null);

export const RemoveBudget = z.strictObject({ id: z.uuid(zodMessage("not-an-id", { of: "a budget" })) });
export type RemoveBudget = z.output<typeof RemoveBudget>;
