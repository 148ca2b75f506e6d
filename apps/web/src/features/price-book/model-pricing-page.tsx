import { Page } from "#web/components/page";
import { LoadingState } from "#web/components/states";

export function ModelPricingPage() {
  return (
    <Page title="Model pricing">
      <LoadingState />
    </Page>
  );
}
