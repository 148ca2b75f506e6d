import { ModelPricingPage } from "#web/features/price-book/model-pricing-page";
import { Guarded } from "#web/routes/guarded";

export function ModelPricingRoute() {
  return (
    <Guarded permission="price-book:read" title="Model pricing">
      <ModelPricingPage />
    </Guarded>
  );
}
