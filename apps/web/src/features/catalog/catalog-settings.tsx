/** The catalogue in force, the record of its refreshes, and a refresh now. */
import { Alert, Button, Stack, Table, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { CATALOG_NAMES, type CatalogState } from "#web/components/catalog-badge";
import { RouteLink } from "#web/components/links";
import { feedback } from "#web/components/notify";
import { Panel } from "#web/components/page";
import { useMay } from "#web/components/session";
import { ErrorState, LoadingState } from "#web/components/states";
import { Age, Time } from "#web/components/time";
import { trpc } from "#web/trpc";

export function CatalogSettings() {
  const state = useQuery(trpc.catalog.state.queryOptions());
  if (state.error) return <ErrorState error={state.error} retry={() => void state.refetch()} />;
  if (!state.data) return <LoadingState label="Loading the catalogue’s state" />;
  return (
    <Panel
      title="Price catalogue"
      description="Prices of models that have no entry in the price book. Every version of it is kept: a request is priced by the one of its time."
      actions={<RefreshButton />}
    >
      <Stack gap="md">
        {state.data.lastError !== null && (
          <Alert color="orange" variant="light" title="The last refresh failed">
            {state.data.lastError}
          </Alert>
        )}
        <CatalogFacts state={state.data} />
      </Stack>
    </Panel>
  );
}

function RefreshButton() {
  const mayRefresh = useMay("catalog:refresh");
  const refresh = useMutation(
    trpc.catalog.refresh.mutationOptions(
      feedback(({ outcome, inForce }) =>
        outcome === "changed"
          ? `A new catalogue is in force: ${inForce?.entryCount.toLocaleString("en") ?? "?"} models.`
          : "The catalogue is up to date.",
      ),
    ),
  );
  if (!mayRefresh) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={14} stroke={1.6} aria-hidden />}
      loading={refresh.isPending}
      onClick={() => refresh.mutate()}
    >
      Refresh now
    </Button>
  );
}

function CatalogFacts({ state }: Readonly<{ state: CatalogState }>) {
  const { inForce } = state;
  return (
    <Table layout="fixed" verticalSpacing="xs">
      <Table.Tbody>
        <Fact label="In force">{inForce ? CATALOG_NAMES[inForce.origin] : "none yet; only the price book prices"}</Fact>
        {inForce && (
          <>
            <Fact label="Source">
              <Text span inherit style={{ overflowWrap: "anywhere" }}>
                {inForce.source}
              </Text>
            </Fact>
            <Fact label="Models">{inForce.entryCount.toLocaleString("en")}</Fact>
            <Fact label="Fetched">
              <Age at={inForce.fetchedAt} /> (<Time at={inForce.fetchedAt} /> UTC)
            </Fact>
            <Fact label="Confirmed">
              <Age at={inForce.confirmedAt} />
            </Fact>
          </>
        )}
        <Fact label="Last attempt">
          <Age at={state.lastAttemptAt} />
        </Fact>
        <Fact label="Kept snapshots">{state.snapshotCount.toLocaleString("en")}</Fact>
        {state.replacedBundledId !== null && (
          <Fact label="Bundled list">
            It priced{" "}
            <RouteLink to="/dashboard/logs" search={{ catalogSnapshot: state.replacedBundledId } as never} inherit>
              requests before the first fetch
            </RouteLink>
            . Requests of that time that arrive now are priced by the catalogue that was fetched first.
          </Fact>
        )}
        <Fact label="Asked every">
          {state.refreshEveryHours} h, at {state.configuredSource} (settings CATALOG_TTL_HOURS, LITELLM_CATALOG_URL)
        </Fact>
      </Table.Tbody>
    </Table>
  );
}

function Fact({ label, children }: Readonly<{ label: string; children: ReactNode }>) {
  return (
    <Table.Tr>
      <Table.Th fw={500} w={150}>
        {label}
      </Table.Th>
      <Table.Td style={{ overflowWrap: "anywhere" }}>{children}</Table.Td>
    </Table.Tr>
  );
}
