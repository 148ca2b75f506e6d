import { PriceCasesPage } from "#web/features/price-cases/price-cases-page";
import { Guarded } from "#web/routes/guarded";

export const PriceCasesRoute = () => (
  <Guarded permission="price-book:read" title="Golden cases">
    <PriceCasesPage />
  </Guarded>
);
