import { RouteLink } from "#web/components/links";
import { QueuePage } from "#web/features/default-priced/queue-page";
import { Guarded } from "#web/routes/guarded";

/** Where booked requests are costed anew. */
const Recost = () => <RouteLink to="/admin/recost">Re-cost what was booked</RouteLink>;

export function DefaultPricedRoute() {
  return (
    <Guarded permission="requests:read" title="Default-priced">
      <QueuePage recost={<Recost />} />
    </Guarded>
  );
}
