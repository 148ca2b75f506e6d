/** All that is known of one name: prices it may have, what served it, why no rung had a price, its days, and what to do about it. */
import { Alert, Button, Drawer, Group as Row, Stack, Table, Title } from "@mantine/core";
import type { DayRange, QueueReason } from "@ratecard/contract";
import { UNIT_KINDS, unitLabel } from "@ratecard/pricing";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Count, countedUsage, verbOf } from "#web/components/count";
import { Figure } from "#web/components/figure";
import { ButtonLink, RouteLink } from "#web/components/links";
import { Money } from "#web/components/money";
import { PriceTrace } from "#web/components/price-trace";
import { Quiet } from "#web/components/quiet";
import { useMay } from "#web/components/session";
import { ErrorState, LoadingState } from "#web/components/states";
import { Time } from "#web/components/time";
import { trpc } from "#web/trpc";
import { CandidateTable } from "./candidate-table";
import { Exposure, ExposureRange } from "./exposure";
import { GroupDays } from "./group-days";
import { IgnoreForm } from "./ignore-form";
import { PriceDrawer } from "./price-drawer";
import { ProposeForm } from "./propose-form";
import { type Candidate, type Evidence, type Group, requestsOf } from "./queue-search";
import { takenOf } from "./taken-prices";

type GroupDrawerProps = Readonly<{
  group: Pick<Group, "model" | "provider">;
  reason: QueueReason;
  range: DayRange;
  onClose: () => void;
}>;

export function GroupDrawer(props: GroupDrawerProps) {
  const { group, reason, range, onClose } = props;
  const evidence = useQuery(trpc.defaultPriced.group.queryOptions({ ...group, ...range, reason }));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={860}
      title={group.model}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {evidence.data ? (
        <Content {...props} evidence={evidence.data} />
      ) : evidence.error ? (
        <ErrorState error={evidence.error} retry={() => void evidence.refetch()} />
      ) : (
        <LoadingState label="Looking for evidence" />
      )}
    </Drawer>
  );
}

type Open = Readonly<{ kind: "price" | "propose"; candidate: Candidate }> | Readonly<{ kind: "ignore" }> | null;

function Content({ evidence, reason, range, onClose }: GroupDrawerProps & Readonly<{ evidence: Evidence }>) {
  const [open, setOpen] = useState<Open>(null);
  const mayPropose = useMay("price-proposals:write");
  const taken = open && open.kind !== "ignore" ? takenOf(evidence, open.candidate) : undefined;
  return (
    <Stack gap="md">
      <Facts evidence={evidence} />
      {evidence.isPricedNow && (
        <Alert color="blue" variant="light" title="It has a price by now">
          The next request is priced by it. {countedUsage(evidence.requests, evidence.reports)} of these days{" "}
          {verbOf(evidence.requests, evidence.reports, "keeps", "keep")} what was booked.{" "}
          <RouteLink to="/admin/recost" search={{ scope: { model: [evidence.model] } } as never}>
            Re-cost what was booked
          </RouteLink>
        </Alert>
      )}
      <Row gap="xs">
        <ButtonLink
          to="/dashboard/logs"
          search={requestsOf(evidence, reason, range)}
          variant="default"
          size="compact-sm"
        >
          Open requests
        </ButtonLink>
        {mayPropose && (
          <Button variant="default" size="compact-sm" onClick={() => setOpen({ kind: "ignore" })}>
            Ignore …
          </Button>
        )}
      </Row>
      <Title order={3}>What it may cost</Title>
      <CandidateTable evidence={evidence} onTake={(kind, candidate) => setOpen({ kind, candidate })} />
      <Served evidence={evidence} />
      <GroupDays evidence={evidence} />
      <Title order={3}>Why each rung missed</Title>
      <PriceTrace explanation={evidence.explanation} />
      {open?.kind === "ignore" && <IgnoreForm groups={[evidence]} onClose={() => setOpen(null)} onDone={onClose} />}
      {open?.kind === "price" && taken && (
        <PriceDrawer taken={[taken]} firstAt={evidence.firstAt} onClose={() => setOpen(null)} />
      )}
      {open?.kind === "propose" && taken && (
        <ProposeForm
          taken={taken}
          candidate={open.candidate}
          firstAt={evidence.firstAt}
          onClose={() => setOpen(null)}
        />
      )}
    </Stack>
  );
}

const Facts = ({ evidence }: Readonly<{ evidence: Evidence }>) => {
  const { provider, bookedUsd, exposure, requests, reports, tokens, units, reported, firstAt, lastAt } = evidence;
  return (
    <Row gap="xl">
      <Figure label="Provider">{provider ?? "not known"}</Figure>
      <Figure label="Booked">
        <Money usd={bookedUsd} fw={600} />
      </Figure>
      <Figure label="Exposure">
        <Exposure exposure={exposure} /> <ExposureRange exposure={exposure} />
      </Figure>
      <Figure label="Requests">{reports === 0 ? <Count of={requests} /> : countedUsage(requests, reports)}</Figure>
      <Figure label="Tokens">
        <Count of={tokens} />
      </Figure>
      {UNIT_KINDS.filter((kind) => units[kind] !== undefined).map((kind) => (
        <Figure key={kind} label={unitLabel(kind)}>
          <Count of={units[kind]} />
        </Figure>
      ))}
      {reported.requests > 0 && (
        <Figure label="Reported by the gateway, for requests">
          <Money usd={reported.usd} /> <Quiet>for</Quiet> <Count of={reported.requests} />
        </Figure>
      )}
      <Figure label="First and last seen (UTC)">
        <Time at={firstAt} /> <Quiet>to</Quiet> <Time at={lastAt} />
      </Figure>
    </Row>
  );
};

function Served({ evidence: { served } }: Readonly<{ evidence: Evidence }>) {
  return (
    <>
      <Title order={3}>Which model served it</Title>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Served model</Table.Th>
            <Table.Th ta="right">Requests</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {served.map(({ servedModel, requests }) => (
            <Table.Tr key={servedModel ?? ""}>
              <Table.Td>{servedModel ?? "not said"}</Table.Td>
              <Table.Td ta="right">
                <Count of={requests} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
