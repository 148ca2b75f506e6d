import { LogsPage } from "#web/features/requests/logs-page";
import { Guarded } from "#web/routes/guarded";

export function LogsRoute() {
  return (
    <Guarded permission="requests:read" title="Requests">
      <LogsPage />
    </Guarded>
  );
}
