import { BudgetNotice } from "#web/features/budgets/budget-notice";
import { SampleWorldActions } from "#web/features/sample-world/sample-world-actions";
import { DashboardPage } from "#web/features/spend/dashboard-page";
import { Guarded } from "#web/routes/guarded";

export function DashboardRoute() {
  return (
    <Guarded permission="spend:read" title="Dashboard">
      <DashboardPage sampleData={<SampleWorldActions />} budgets={<BudgetNotice />} />
    </Guarded>
  );
}
