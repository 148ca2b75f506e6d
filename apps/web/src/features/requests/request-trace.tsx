/** The chain and the arithmetic, walked again as of the request's own time; and what stands behind a made-up name. */
import { Alert, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CostArithmetic } from "#web/components/cost-arithmetic";
import { RouteLink } from "#web/components/links";
import { Panel } from "#web/components/page";
import { PriceTrace } from "#web/components/price-trace";
import { ErrorState, LoadingState } from "#web/components/states";
import { trpc } from "#web/trpc";
import type { ExplainedRequest, RequestDetails } from "./logs-columns";

export function RequestTrace({ explain, again, freeBecause }: RequestDetails) {
  const explained = useQuery(trpc.explain.explain.queryOptions(explain));
  if (explained.error) {
    return (
      <Panel title="Why this price">
        <ErrorState error={explained.error} retry={() => void explained.refetch()} />
      </Panel>
    );
  }
  if (!explained.data) {
    return (
      <Panel title="Why this price">
        <LoadingState label="Walking the chain" />
      </Panel>
    );
  }
  return (
    <>
      <Mappings mappings={explained.data.mappings} />
      {explained.data.cost && freeBecause === null && (
        <Panel
          title="Arithmetic"
          {...(again.isSame ? {} : { description: "At the price believed today for that time, not the booked one." })}
        >
          <CostArithmetic cost={explained.data.cost} />
        </Panel>
      )}
      <Panel
        title="Why this price"
        description="Looked up in this order, as of the request’s time; the first price wins. Below it stands what would have applied."
      >
        <PriceTrace explanation={explained.data} />
      </Panel>
    </>
  );
}

/** Where the gateway sends this name. The sent name is priced; what it leads to only tells which price to copy. */
function Mappings({ mappings }: Pick<ExplainedRequest, "mappings">) {
  if (mappings.length === 0) return null;
  return (
    <Alert color="gray" variant="light" p="sm">
      <Stack gap={4}>
        {mappings.map(({ server, actualModel, sentence }) => (
          <Text size="sm" key={`${server} ${actualModel}`}>
            {sentence}{" "}
            <RouteLink to="/explain" search={{ model: actualModel } as never} inherit>
              Explain {actualModel}
            </RouteLink>
          </Text>
        ))}
      </Stack>
    </Alert>
  );
}
