/** What became of a request's cost: how it was booked, and every correction since, with its reason. Nothing where there was none. */
import { Timeline, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { RouteLink } from "#web/components/links";
import { UsdMove } from "#web/components/money";
import { Panel } from "#web/components/page";
import { ErrorState } from "#web/components/states";
import { Age } from "#web/components/time";
import { type RouterInputs, trpc } from "#web/trpc";

type RequestHistoryProps = Readonly<{ request: RouterInputs["recost"]["history"] }>;

export function RequestHistory({ request }: RequestHistoryProps) {
  const { requestId, gateway, occurredAt } = request;
  const history = useQuery(trpc.recost.history.queryOptions({ requestId, gateway, occurredAt }));
  if (history.error) return <ErrorState error={history.error} retry={() => void history.refetch()} />;
  if (!history.data || history.data.length === 0) return null;
  return (
    <Panel title="Corrections" description="Oldest first. What was first booked never changes.">
      <Timeline bulletSize={14} lineWidth={2}>
        {history.data.map(({ runId, adjustedAt, oldUsd, newUsd, reason, confirmedBy, reverses }) => (
          <Timeline.Item key={runId} title={<UsdMove before={oldUsd} after={newUsd} />}>
            <Text size="sm">
              {reverses !== null && "Taken back: "}
              {reason}
            </Text>
            <Text size="xs" c="dimmed" component="div">
              <Age at={adjustedAt} /> by {confirmedBy} ·{" "}
              <RouteLink to="/admin/recost/$id" params={{ id: runId }} inherit>
                the run
              </RouteLink>
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </Panel>
  );
}
