import { Page } from "#web/components/page";
import { LoadingState } from "#web/components/states";

export function DashboardPage() {
  return (
    <Page title="Dashboard">
      <LoadingState />
    </Page>
  );
}
