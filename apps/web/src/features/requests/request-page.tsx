/** One request: what it cost, at which price and by whose hand, why no other price applied, and what the gateway itself reported. */
import { SimpleGrid, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { z } from "zod";
import { KeptNotice } from "#web/components/kept-notice";
import { ButtonLink } from "#web/components/links";
import { Page, Panel } from "#web/components/page";
import { useMay } from "#web/components/session";
import { ErrorState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { trpc } from "#web/trpc";
import type { RequestDetails } from "./logs-columns";
import { RequestCost, RequestTrace } from "./request-cost";
import { RequestFacts } from "./request-facts";
import { RequestPrice } from "./request-price";

/** An id is a gateway's own, so a link names both. */
const Search = z.object({ gateway: z.union([z.string(), z.number()]).transform(String).catch("") });

/** `history` belongs to the corrections, `keep` to the golden cases. */
type RequestPageProps = Readonly<{
  requestId: string;
  history: (request: RequestDetails["request"]) => ReactNode;
  keep: (details: RequestDetails) => ReactNode;
}>;

export function RequestPage({ requestId, history, keep }: RequestPageProps) {
  const [{ gateway }] = useTableSearch(Search);
  const details = useQuery(trpc.requests.get.queryOptions({ requestId, gateway }));
  return (
    <Page
      title={`Request ${requestId}`}
      description={details.data && <Described {...details.data} />}
      actions={details.data && <RequestActions {...details.data} keep={keep(details.data)} />}
    >
      {details.data ? (
        <Content details={details.data} history={history} />
      ) : details.error ? (
        <Panel>
          <KeptNotice from={undefined} />
          <ErrorState error={details.error} retry={() => void details.refetch()} />
        </Panel>
      ) : (
        <div role="status" aria-label="Loading the request">
          <Skeleton height={420} radius={8} />
        </div>
      )}
    </Page>
  );
}

const Described = ({ request: { model, gateway, occurredAt } }: RequestDetails) => (
  <>
    “{model}” through {gateway.trim()}, {occurredAt.slice(0, 19).replace("T", " ")} UTC
  </>
);

function Content({ details, history }: Readonly<{ details: RequestDetails }> & Pick<RequestPageProps, "history">) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <RequestCost {...details} />
        <RequestPrice {...details} />
      </SimpleGrid>
      {history(details.request)}
      <RequestTrace {...details} />
      <RequestFacts {...details} />
    </>
  );
}

function RequestActions({ request, explain, keep }: RequestDetails & Readonly<{ keep: ReactNode }>) {
  const { model, source, costUsd, flags } = request;
  const mayPrice = useMay("price-book:write");
  const isOpen = source === "default" || costUsd === null || flags.includes("placeholder-price");
  // The explain page assumes typical counts for what its URL leaves out; here a missing one is not known.
  const question = { promptTokens: "", completionTokens: "", ...explain } as never;
  return (
    <>
      {keep}
      <ButtonLink to="/explain" search={question} variant="default">
        Explain
      </ButtonLink>
      {isOpen && mayPrice && (
        <ButtonLink to="/admin/model-pricing" search={{ new: model } as never}>
          Price it
        </ButtonLink>
      )}
    </>
  );
}
