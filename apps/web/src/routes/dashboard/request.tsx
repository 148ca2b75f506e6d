import { useParams } from "@tanstack/react-router";
import { KeepCaseButton } from "#web/features/price-cases/keep-case";
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
        keep={({ request: { costUsd, source, gateway, sumOfRequests }, explain }) =>
          sumOfRequests === null && (
            <KeepCaseButton question={explain} costUsd={costUsd} source={source} request={{ gateway, requestId }} />
          )
        }
      />
    </Guarded>
  );
}
