/** The file on its way, row by row; then what became of its rows. */
import { Alert, Anchor, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { exactCount } from "#web/components/count";
import { ButtonLink } from "#web/components/links";
import type { UsageImport } from "./send-file";
import type { Running } from "./use-usage-import";

type ImportProgressProps = Readonly<{
  running: Running;
  onCancel: () => void;
  onStartOver: () => void;
}>;

export function ImportProgress({ running: { stands, isOver }, onCancel, onStartOver }: ImportProgressProps) {
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <Text size="sm" fw={500}>
          {stands.fileName}
        </Text>
        {!isOver && (
          <Button variant="subtle" color="gray" size="compact-xs" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </Group>
      <Progress.Root size="sm">
        <Progress.Section
          value={percentOf(stands)}
          color={stands.state === "cancelled" ? "gray" : undefined}
          aria-label="Share of the file"
        />
      </Progress.Root>
      <Text size="sm" role="status">
        {isOver ? (stands.state === "done" ? "Done: " : "Cancelled: ") : `${percentOf(stands)} % of the file: `}
        {outcomeWords(stands)}
      </Text>
      {!isOver && (
        <Text size="xs" c="dimmed">
          Keep this tab open. After a closed tab, or while the server is away, nothing is lost: choose the same file
          again and it goes on at the row it reached.
        </Text>
      )}
      {isOver && <Outcome stands={stands} onStartOver={onStartOver} />}
    </Stack>
  );
}

function Outcome({ stands, onStartOver }: Readonly<{ stands: UsageImport; onStartOver: () => void }>) {
  return (
    <>
      {stands.refused + stands.quarantined > 0 && (
        <Alert color="orange" variant="light" p="xs" title="Some rows were not taken">
          <RefusedLink stands={stands} /> has each with its reason. What is quarantined waits under Requests too.
        </Alert>
      )}
      <Group gap="xs">
        <ButtonLink to="/dashboard/logs" search={{ gateway: stands.gateway }} variant="default">
          See the requests
        </ButtonLink>
        <Button variant="default" onClick={onStartOver}>
          Import another file
        </Button>
      </Group>
    </>
  );
}

export const RefusedLink = ({ stands }: Readonly<{ stands: UsageImport }>) => (
  <Anchor href={`/api/usage/imports/${stands.id}/refused.csv`} download>
    {exactCount(stands.refused + stands.quarantined)} rows as CSV
  </Anchor>
);

const outcomeWords = ({ rowsDone, accepted, duplicate, quarantined, refused }: UsageImport): string =>
  `${exactCount(rowsDone)} rows, ${exactCount(accepted)} accepted, ${exactCount(duplicate)} duplicate, ${exactCount(quarantined)} quarantined, ${exactCount(refused)} refused.`;

export const percentOf = ({ state, bytesRead, fileBytes }: UsageImport): number =>
  state === "done" || fileBytes === 0 ? 100 : Math.min(100, Math.floor((bytesRead * 100) / fileBytes));
