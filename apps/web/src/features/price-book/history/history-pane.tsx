/** Every value of an entry: a time line of what holds when, any two of them compared, and an old one brought back. */
import { Box, Group, Stack, Text, Timeline, Tooltip } from "@mantine/core";
import { TERM_FIELDS } from "@ratecard/pricing";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { confirm } from "#web/components/confirm";
import { feedback } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { ErrorState, LoadingState } from "#web/components/states";
import { Time } from "#web/components/time";
import { trpc } from "#web/trpc";
import type { PriceChanges } from "../form/price-form-values";
import { ImpactPreview } from "../impact-preview";
import type { PriceHistory, PriceVersion } from "../price-row";
import { refreshPrices } from "../refresh-prices";
import classes from "./history-time-line.module.css";
import { VersionComparison, VersionDifferences } from "./version-comparison";
import { nameOfVersion, VersionRecord } from "./version-record";
import { priceGlanceText } from "#web/components/price-glance";
import { pickVersion, standingOf, type WindowBar, windowLine } from "./window-bars";

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

/** Asks before an old version becomes the price again: what differs from the one in force, and what it would have cost. */
function useRestorePrice({ model, current, versions }: PriceHistory): (version: PriceVersion) => void {
  const restore = useMutation(
    trpc.priceBook.restore.mutationOptions({
      ...feedback(({ outcome }) =>
        outcome === "unchanged" ? `${model} has this price already` : `${model} has its old price from now`,
      ),
      onSettled: refreshPrices,
    }),
  );
  return (version) => {
    const inForce = versions.find((known) => standingOf(known, new Date().toISOString()) === "current");
    confirm({
      title: `Restore ${nameOfVersion(version)}?`,
      action: "Restore",
      isHarmless: true,
      preview: (
        <Stack gap="sm">
          <span>It is the price of {model} from now. Requests of before keep theirs.</span>
          {inForce && <VersionDifferences model={model} from={inForce.versionId} to={version.versionId} />}
          <ImpactPreview model={model} changes={changesTo(version)} />
        </Stack>
      ),
      onConfirm: () =>
        restore.mutate({ model, versionId: version.versionId, version: current === null ? null : current.version }),
    });
  };
}

/** Every price of the version; what it does not name is taken away. */
const changesTo = (version: PriceVersion): PriceChanges => ({
  ...Object.fromEntries(TERM_FIELDS.map((field) => [field, version[field] ?? null])),
  provider: version.provider,
  isActive: version.isActive,
});

type HistoryTimeLineProps = Readonly<{ versions: readonly PriceVersion[]; now: string }>;

/** The windows of an entry on a time line, with now marked. */
function HistoryTimeLine({ versions, now }: HistoryTimeLineProps) {
  const line = windowLine(versions, now);
  if (line.bars.length === 0) return null;
  return (
    <Box>
      <div className={classes.line} role="img" aria-label={`${line.bars.length} price windows on a time line`}>
        {line.bars.map((bar) => (
          <Bar key={bar.versionId} bar={bar} />
        ))}
        <span className={classes.now} style={{ left: `${line.nowPercent}%` }}>
          now
        </span>
      </div>
      <Group justify="space-between" mt={18}>
        <Text size="xs" c="dimmed">
          <Time at={line.from} />
        </Text>
        <Text size="xs" c="dimmed">
          <Time at={line.until} />
        </Text>
      </Group>
    </Box>
  );
}

function Bar({ bar }: Readonly<{ bar: WindowBar }>) {
  const { version } = bar;
  const text = priceGlanceText(version);
  return (
    <Tooltip label={`${text}${version.isActive ? "" : ", switched off"}`}>
      <span
        className={classes.bar}
        data-standing={bar.standing}
        data-off={!version.isActive || undefined}
        style={{ left: `${bar.startPercent}%`, width: `${bar.widthPercent}%` }}
      >
        {text}
      </span>
    </Tooltip>
  );
}
