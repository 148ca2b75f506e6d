import { Page } from "#web/components/page";
import { LoadingState } from "#web/components/states";

export function DiscoveryPage() {
  return (
    <Page title="Discovery">
      <LoadingState />
    </Page>
  );
}
