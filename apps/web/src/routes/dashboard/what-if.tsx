import { AdjustAsTried } from "#web/features/adjustments/adjust-as-tried";
import { SnapshotReviewLink } from "#web/features/catalog/snapshot-review-link";
import { WhatIfPage } from "#web/features/what-if/what-if-page";
import { Guarded } from "#web/routes/guarded";

export const WhatIfRoute = () => (
  <Guarded permission="spend:read" title="What if">
    <WhatIfPage
      follow={({ change, from }) => {
        switch (change.kind) {
          case "adjustment":
            return <AdjustAsTried change={change} firstDay={from} />;
          case "catalog":
            return <SnapshotReviewLink snapshotId={change.snapshotId} />;
          default:
            return null;
        }
      }}
    />
  </Guarded>
);
