/** One value of an entry: from when it holds, its prices, who set it, through what and why; and what can be done with it. */
import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { Money } from "#web/components/money";
import { Time } from "#web/components/time";
import { FIELD_LABELS, MONEY_FIELDS } from "#web/components/money-fields";
import type { PriceVersion } from "../price-row";
import { standingOf } from "./window-bars";

const STANDING_BADGES = {
  current: { label: "in force", color: "ledger" },
  scheduled: { label: "scheduled", color: "blue" },
  past: { label: "past", color: "gray" },
  superseded: { label: "corrected", color: "orange" },
} as const;

type VersionRecordProps = Readonly<{
  version: PriceVersion;
  now: string;
  isCompared: boolean;
  onCompare: () => void;
  /** undefined: it may not be restored, or stands as the price already. */
  onRestore: (() => void) | undefined;
}>;

export function VersionRecord({ version, now, isCompared, onCompare, onRestore }: VersionRecordProps) {
  const badge = STANDING_BADGES[standingOf(version, now)];
  const when = nameOfVersion(version);
  return (
    <Stack gap={3}>
      <Group gap="xs">
        <Badge color={badge.color}>{badge.label}</Badge>
        {!version.isActive && <Badge color="gray">switched off</Badge>}
        <Holds version={version} />
        <Group gap={4} ml="auto">
          <Button
            size="compact-xs"
            variant={isCompared ? "light" : "subtle"}
            aria-pressed={isCompared}
            aria-label={`Compare ${when}`}
            onClick={onCompare}
          >
            Compare
          </Button>
          {onRestore && (
            <Button size="compact-xs" variant="subtle" aria-label={`Restore ${when}`} onClick={onRestore}>
              Restore …
            </Button>
          )}
        </Group>
      </Group>
      <Prices version={version} />
      <Origin version={version} />
    </Stack>
  );
}

/** As a button calls it: two versions may begin at one moment, but not be recorded at one. */
export const nameOfVersion = ({ recordedAt }: PriceVersion): string =>
  `the version of ${recordedAt.slice(0, 19).replace("T", " ")} UTC`;

function Holds({ version }: Readonly<{ version: PriceVersion }>) {
  return (
    <Text size="sm">
      {version.validFrom === null ? (
        "no start date"
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
  );
}

function Prices({ version }: Readonly<{ version: PriceVersion }>) {
  const priced = MONEY_FIELDS.filter((field) => version[field] !== undefined);
  return (
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
  );
}

function Origin({ version }: Readonly<{ version: PriceVersion }>) {
  return (
    <>
      <Text size="xs" c="dimmed">
        {version.actor} through {version.source}, recorded <Time at={version.recordedAt} seconds />
        {version.supersededAt !== null && (
          <>
            , corrected <Time at={version.supersededAt} seconds />
          </>
        )}
      </Text>
      {version.isPlaceholder && <Text size="xs">A placeholder: the default price</Text>}
      {version.copiedFrom !== null && <Text size="xs">A copy of the price of {version.copiedFrom}</Text>}
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
    </>
  );
}
