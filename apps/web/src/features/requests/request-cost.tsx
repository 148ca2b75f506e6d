import { Alert, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CostArithmetic, CostFlags } from "#web/components/cost-arithmetic";
import { Figure } from "#web/components/figure";
import { RouteLink } from "#web/components/links";
import { Money } from "#web/components/money";
import { Panel } from "#web/components/page";
import { PriceTrace } from "#web/components/price-trace";
import { Quiet } from "#web/components/quiet";
import { ErrorState, LoadingState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { type ExplainedRequest, type RequestDetails, SourceBadge } from "./logs-columns";

const FREE: Readonly<Record<NonNullable<RequestDetails["freeBecause"]>, string>> = {
  "cache-hit": "The gateway answered from its own response cache. No model was called, so it cost nothing.",
  "failed-before-tokens": "The call failed before a token flowed, so it cost nothing.",
};

/** Ours, and beside it what the gateway itself reported. */
export function RequestCost({ request, freeBecause, reported, again }: RequestDetails) {
  const { costUsd, bookedCostUsd, reportedCostUsd, source, flags } = request;
  return (
    <Panel title="Cost">
      <Stack gap="md">
        <Group gap="sm" align="baseline">
          <Text fz={28} fw={600} lh={1.2} component="div">
            <Money usd={costUsd} exact />
          </Text>
          <SourceBadge source={source} />
        </Group>
        {freeBecause !== null && <Text size="sm">{FREE[freeBecause]}</Text>}
        {/* The badge above says it of the default price already. */}
        <CostFlags flags={flags.filter((flag) => flag !== "default")} />
        <Group gap={36} align="flex-start">
          <Figure label="Reported by the gateway">
            <Money usd={reportedCostUsd} exact absent="nothing reported" />
          </Figure>
          <Figure label="Ours less reported">
            <Money usd={reported?.differenceUsd} exact absent="nothing to compare" />
            {typeof reported?.differencePercent === "string" && reported.differenceUsd !== "0" && (
              <Quiet> ({reported.differencePercent} %)</Quiet>
            )}
          </Figure>
          {bookedCostUsd !== costUsd && (
            <Figure label="First booked">
              <Money usd={bookedCostUsd} exact />
            </Figure>
          )}
        </Group>
        {!again.isSame && <PricedOtherwise costUsd={again.costUsd} model={request.model} />}
      </Stack>
    </Panel>
  );
}

const PricedOtherwise = ({ costUsd, model }: Readonly<{ costUsd: string | null; model: string }>) => (
  <Alert color="orange" variant="light" p="sm">
    <Text size="sm">
      Prices of that time were set or corrected since: priced again it would cost{" "}
      <Money usd={costUsd} exact absent="nothing known" />.{" "}
      <RouteLink to="/admin/recost" search={{ scope: { model: [model] } } as never} inherit>
        Correct the requests of this name
      </RouteLink>
    </Text>
  </Alert>
);

/** The chain and the arithmetic, walked again as of the request's own time; and what stands behind a made-up name. */
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
