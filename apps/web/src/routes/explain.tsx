import { ExplainPage } from "#web/features/explain/explain-page";
import { Guarded } from "#web/routes/guarded";

export function ExplainRoute() {
  return (
    <Guarded permission="explain:read" title="Explain">
      <ExplainPage />
    </Guarded>
  );
}
