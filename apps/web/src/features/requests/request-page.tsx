import { Page } from "#web/components/page";
import { LoadingState } from "#web/components/states";

export function RequestPage({ requestId }: Readonly<{ requestId: string }>) {
  return (
    <Page title={`Request ${requestId}`}>
      <LoadingState />
    </Page>
  );
}
