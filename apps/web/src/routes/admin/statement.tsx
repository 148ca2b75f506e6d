import { useParams } from "@tanstack/react-router";
import { StatementPage } from "#web/features/months/statement-page";
import { Guarded } from "#web/routes/guarded";

export function StatementRoute() {
  const { month } = useParams({ from: "/app/admin/months/$month" });
  return (
    <Guarded permission="months:read" title="Statement">
      <StatementPage month={month} />
    </Guarded>
  );
}
