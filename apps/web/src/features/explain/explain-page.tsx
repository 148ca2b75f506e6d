import { Page } from "#web/components/page";
import { LoadingState } from "#web/components/states";

export function ExplainPage() {
  return (
    <Page title="Explain">
      <LoadingState />
    </Page>
  );
}
