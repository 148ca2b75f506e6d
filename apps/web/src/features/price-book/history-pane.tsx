/** Every value of an entry: a time line of what holds when, and the record of who set it, through what and why. */
import { Badge, Group, Stack, Text, Timeline } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Money } from "#web/components/money";
import { ErrorState, LoadingState } from "#web/components/states";
import { Time } from "#web/components/time";
import { trpc } from "#web/trpc";
import { FIELD_LABELS } from "./field-labels";
import { HistoryTimeLine } from "./history-time-line";
import { MONEY_FIELDS } from "./price-form-values";
import type { PriceVersion } from "./price-row";
import { standingOf } from "./window-standing";

const STANDING_BADGES = {
  current: { label: "in force", color: "ledger" },
  scheduled: { label: "scheduled", color: "blue" },
  past: { label: "past", color: "gray" },
  superseded: { label: "corrected", color: "orange" },
} as const;

export function HistoryPane({ model }: Readonly<{ model: string }>) {
  const history = useQuery(trpc.priceBook.history.queryOptions({ model }));
  const [now] = useState(() => new Date().toISOString());
  if (history.error) return <ErrorState error={history.error} retry={() => void history.refetch()} />;
  if (!history.data) return <LoadingState label="Loading the history" />;
  const { versions } = history.data;
  return (
    <Stack gap="lg">
      <HistoryTimeLine versions={versions} now={now} />
      <Timeline bulletSize={10} lineWidth={1} active={-1}>
        {versions.map((version) => (
          <Timeline.Item key={version.versionId}>
            <VersionRecord version={version} now={now} />
          </Timeline.Item>
        ))}
      </Timeline>
    </Stack>
  );
}

function VersionRecord({ version, now }: Readonly<{ version: PriceVersion; now: string }>) {
  const badge = STANDING_BADGES[standingOf(version, now)];
  const priced = MONEY_FIELDS.filter((field) => version[field] !== undefined);
  return (
    <Stack gap={3}>
      <Group gap="xs">
        <Badge color={badge.color}>{badge.label}</Badge>
        {!version.isActive && <Badge color="gray">switched off</Badge>}
        <Text size="sm">
          {version.validFrom === null ? (
            "since ever"
          ) : (
            <>
              from <Time at={version.validFrom} seconds />
            </>
          )}
          {version.validUntil !== null && (
            <>
              {" "}
              until <Time at={version.validUntil} seconds />
            </>
          )}
        </Text>
      </Group>
      <Group gap="md">
        {priced.map((field) => (
          <Text size="sm" key={field}>
            <Text span size="xs" c="dimmed">
              {FIELD_LABELS[field]}{" "}
            </Text>
            <Money usd={version[field]} fw={500} unit={field === "perRequest" ? "per request" : "per 1M tokens"} />
          </Text>
        ))}
      </Group>
      <Text size="xs" c="dimmed">
        {version.actor} through {version.source}, recorded <Time at={version.recordedAt} seconds />
        {version.supersededAt !== null && (
          <>
            , corrected <Time at={version.supersededAt} seconds />
          </>
        )}
      </Text>
      {version.reason !== null && <Text size="xs">Reason: {version.reason}</Text>}
      {version.notes !== null && version.notes !== "" && (
        <Text size="xs" style={{ whiteSpace: "pre-wrap" }}>
          {version.notes}
        </Text>
      )}
      {version.problem !== null && (
        <Text size="xs" c="var(--rc-bad)">
          {version.problem}
        </Text>
      )}
    </Stack>
  );
}
