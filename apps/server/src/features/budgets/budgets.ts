/** What may be spent in a month, and what will be. Units: USD as exact decimal text. */
import type { RemoveBudget, SetBudget } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import { readZone } from "#server/ledger/ledger-days";
import type { ActingContext, Services } from "#server/services/context";
import { write } from "#server/write/write";
import { type Budget, deleteBudget, findBudgets, saveBudget } from "./rows";

type Budgets = Readonly<{ month: string; budgets: readonly Budget[] }>;

export async function listBudgets({ db, clock }: Pick<Services, "db" | "clock">): Promise<Budgets> {
  const now = clock();
  const { today } = await readZone(db.pool, now);
  return { month: today.slice(0, 7), budgets: await findBudgets(db.pool, now) };
}

export async function setBudget(ctx: ActingContext, budget: SetBudget): Promise<Budgets> {
  const details = (before: string | null) => ({ before, after: budget.amountUsd });
  await write(ctx, { action: "budget.set", subject: subjectOf(budget), details }, (tx) =>
    saveBudget(tx, budget, ctx.actor.label, ctx.clock()),
  );
  return listBudgets(ctx);
}

/** Errors: NOT_FOUND. */
export async function removeBudget(ctx: ActingContext, { id }: RemoveBudget): Promise<Budgets> {
  const { budgets } = await listBudgets(ctx);
  const known = budgets.find((budget) => budget.id === id);
  if (!known) throw new DomainError("NOT_FOUND", { what: "budget", name: id });
  const details = (amountUsd: string) => ({ amountUsd });
  await write(ctx, { action: "budget.remove", subject: subjectOf(known), details }, async (tx) => {
    const amountUsd = await deleteBudget(tx, id);
    if (amountUsd === null) throw new DomainError("NOT_FOUND", { what: "budget", name: id });
    return amountUsd;
  });
  return listBudgets(ctx);
}

const subjectOf = ({ kind, name }: Pick<SetBudget, "kind" | "name">): string =>
  kind === "all" ? "all" : `${kind} ${name}`;
