import { PriceSyncPage } from "#web/features/price-sync/price-sync-page";
import { Guarded } from "#web/routes/guarded";

export function PriceSyncRoute() {
  return (
    <Guarded permission="discovery:read" title="Sync prices">
      <PriceSyncPage />
    </Guarded>
  );
}
