/** On the dashboard: budgets that are exceeded, or will be. Nothing while all are within. */
import { Alert, List } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { RouteLink } from "#web/components/links";
import { Money } from "#web/components/money";
import { trpc } from "#web/trpc";
import { budgetWords } from "./budget-words";

const REFRESH_MS = 60_000;
const MOST_SHOWN = 5;

export function BudgetNotice() {
  const { data } = useQuery(trpc.budgets.list.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const beyond = (data?.budgets ?? []).filter(({ state }) => state !== "within");
  if (beyond.length === 0) return null;
  return (
    <Alert color="orange" variant="light" title={`Budgets of ${data?.month}`}>
      <List size="sm">
        {beyond.slice(0, MOST_SHOWN).map((budget) => (
          <List.Item key={budget.id}>
            {budgetWords(budget)}: <Money usd={budget.spentUsd} /> of <Money usd={budget.amountUsd} /> spent
            {budget.state === "exceeded" ? "" : ", expected "}
            {budget.state !== "exceeded" && <Money usd={budget.forecastUsd} />}
          </List.Item>
        ))}
      </List>
      <RouteLink to="/dashboard/budgets" size="sm">
        {beyond.length > MOST_SHOWN ? `All ${beyond.length} of them` : "All budgets"}
      </RouteLink>
    </Alert>
  );
}
