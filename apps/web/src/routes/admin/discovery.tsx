import { DiscoveryPage } from "#web/features/discovery/discovery-page";
import { SampleWorldActions } from "#web/features/sample-world/sample-world-actions";
import { Guarded } from "#web/routes/guarded";

export function DiscoveryRoute() {
  return (
    <Guarded permission="discovery:read" title="Discovery">
      <DiscoveryPage sampleData={<SampleWorldActions />} />
    </Guarded>
  );
}
