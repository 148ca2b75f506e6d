import { Page } from "#web/components/page";
import { LoadingState } from "#web/components/states";

export function LogsPage() {
  return (
    <Page title="Requests">
      <LoadingState />
    </Page>
  );
}
