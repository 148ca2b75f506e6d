/** Every value of an entry: a time line of what holds when, any two of them compared, and an old one brought back. */
import { Stack, Timeline } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "#web/components/session";
import { ErrorState, LoadingState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { HistoryTimeLine } from "./history-time-line";
import { pickVersion } from "./pick-version";
import type { PriceHistory } from "../price-row";
import { useRestorePrice } from "./use-restore-price";
import { VersionComparison } from "./version-comparison";
import { VersionRecord } from "./version-record";
import { standingOf } from "./window-standing";

export function HistoryPane({ model }: Readonly<{ model: string }>) {
  const history = useQuery(trpc.priceBook.history.queryOptions({ model }));
  if (history.error) return <ErrorState error={history.error} retry={() => void history.refetch()} />;
  if (!history.data) return <LoadingState label="Loading the history" />;
  return <Versions history={history.data} />;
}

function Versions({ history }: Readonly<{ history: PriceHistory }>) {
  const { versions, current } = history;
  const [now] = useState(() => new Date().toISOString());
  const [compared, setCompared] = useState<readonly string[]>([]);
  const askRestore = useRestorePrice(history);
  const mayRestore = useMay("price-book:write") && current?.pinnedBy === undefined;
  return (
    <Stack gap="lg">
      <HistoryTimeLine versions={versions} now={now} />
      <VersionComparison
        model={history.model}
        versions={versions.filter(({ versionId }) => compared.includes(versionId))}
        onClose={() => setCompared([])}
      />
      <Timeline bulletSize={10} lineWidth={1} active={-1}>
        {versions.map((version) => (
          <Timeline.Item key={version.versionId}>
            <VersionRecord
              version={version}
              now={now}
              isCompared={compared.includes(version.versionId)}
              onCompare={() => setCompared(pickVersion(compared, version.versionId))}
              onRestore={
                mayRestore && version.problem === null && standingOf(version, now) !== "current"
                  ? () => askRestore(version)
                  : undefined
              }
            />
          </Timeline.Item>
        ))}
      </Timeline>
    </Stack>
  );
}
