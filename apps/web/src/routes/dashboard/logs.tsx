import { LogsPage } from "#web/features/requests/logs-page";
import { QuarantineList } from "#web/features/usage/quarantine-list";
import { QuarantineTabLabel } from "#web/features/usage/quarantine-tab-label";
import { Guarded } from "#web/routes/guarded";

export function LogsRoute() {
  return (
    <Guarded permission="requests:read" title="Requests">
      <LogsPage quarantine={{ label: <QuarantineTabLabel />, list: <QuarantineList /> }} />
    </Guarded>
  );
}
