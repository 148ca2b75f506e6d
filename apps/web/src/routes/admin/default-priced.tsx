import { Text } from "@mantine/core";
import { QueuePage } from "#web/features/default-priced/queue-page";
import { Guarded } from "#web/routes/guarded";

/** Where booked requests are costed anew. */
const Recost = () => (
  <Text size="sm" component="span">
    Re-cost what was booked, so that those requests take the price as well.
  </Text>
);

export function DefaultPricedRoute() {
  return (
    <Guarded permission="requests:read" title="Default-priced">
      <QueuePage recost={<Recost />} />
    </Guarded>
  );
}
