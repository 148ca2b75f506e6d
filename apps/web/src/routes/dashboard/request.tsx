import { useParams } from "@tanstack/react-router";
import { KeepRequestButton } from "#web/features/price-cases/keep-request";
import { RequestHistory } from "#web/features/recost/request-history";
import { RequestPage } from "#web/features/requests/request-page";
import { Guarded } from "#web/routes/guarded";

export function RequestRoute() {
  const { requestId } = useParams({ from: "/app/dashboard/logs/$requestId" });
  return (
    <Guarded permission="requests:read" title="Requests">
      <RequestPage
        requestId={requestId}
        history={(request) => <RequestHistory request={request} />}
        keep={(details) => <KeepRequestButton details={details} />}
      />
    </Guarded>
  );
}
