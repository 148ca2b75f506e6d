import { LogsPage } from "#web/features/requests/logs-page";
import { QuarantineList, QuarantineTabLabel } from "#web/features/usage/quarantine-list";
import { Guarded } from "#web/routes/guarded";

export function LogsRoute() {
  return (
    <Guarded permission="requests:read" title="Requests">
      <LogsPage quarantine={{ label: <QuarantineTabLabel />, list: <QuarantineList /> }} />
    </Guarded>
  );
}
