import { WhatIfPage } from "#web/features/what-if/what-if-page";
import { Guarded } from "#web/routes/guarded";

export const WhatIfRoute = () => (
  <Guarded permission="spend:read" title="What if">
    <WhatIfPage />
  </Guarded>
);
