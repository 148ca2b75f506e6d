import { useParams } from "@tanstack/react-router";
import { ComparisonPage } from "#web/features/reconciliation/comparison-page";
import { Guarded } from "#web/routes/guarded";

export function ReconciliationRoute() {
  const { id } = useParams({ from: "/app/admin/reconciliation/$id" });
  return (
    <Guarded permission="reconciliation:read" title="Reconciliation">
      <ComparisonPage id={id} />
    </Guarded>
  );
}
