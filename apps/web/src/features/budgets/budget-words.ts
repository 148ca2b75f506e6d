/** A budget as the server measures it, and what it is called. */
import type { RouterOutputs } from "#web/trpc";

export type Budget = RouterOutputs["budgets"]["list"]["budgets"][number];

export const budgetWords = ({ kind, name }: Pick<Budget, "kind" | "name">): string =>
  kind === "all" ? "All requests" : `${kind === "team" ? "Team" : "Model"} ${name}`;
