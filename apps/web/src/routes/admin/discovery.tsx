import { DiscoveryPage } from "#web/features/discovery/discovery-page";
import { Guarded } from "#web/routes/guarded";

export function DiscoveryRoute() {
  return (
    <Guarded permission="discovery:read" title="Discovery">
      <DiscoveryPage />
    </Guarded>
  );
}
