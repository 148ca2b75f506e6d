/** The last step before a file is brought in: the days that it covers are looked at, and what is counted there already is accepted. */
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { exactCount } from "#web/components/count";
import { describeClientError } from "#web/errors/describe-client-error";
import type { Confirmed, Look } from "./look-of-file";
import { OverlapNotice } from "./overlap-notice";
import { useOverlap } from "./use-overlap";

type ConfirmImportProps = Readonly<{
  look: Look;
  isBusy: boolean;
  /** None of the first rows would be taken. */
  isHopeless: boolean;
  onStart: (confirmed: Confirmed) => void;
  onBack: () => void;
}>;

export function ConfirmImport({ look, isBusy, isHopeless, onStart, onBack }: ConfirmImportProps) {
  const overlap = useOverlap(look);
  const { instants, preview, error, ask } = overlap;
  // Of this very look: what was accepted of a file as it was taken before is not accepted of another one.
  const [accepted, setAccepted] = useState<Look | null>(null);
  const acceptsOverlap = accepted === look;
  const isOpen = preview?.booked && !acceptsOverlap;
  return (
    <Stack gap="sm">
      {error ? <Unknown error={error} retry={ask} /> : <DaysKnown {...overlap} />}
      {preview?.booked && (
        <OverlapNotice
          booked={preview.booked}
          gateway={look.gateway}
          isAccepted={acceptsOverlap}
          onAccept={(isAccepted) => setAccepted(isAccepted ? look : null)}
        />
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onBack}>
          Another file
        </Button>
        <Button
          loading={isBusy}
          disabled={isHopeless || !instants || !preview || isOpen === true}
          onClick={() => instants && onStart({ instants, acceptsOverlap })}
        >
          Import the file
        </Button>
      </Group>
    </Stack>
  );
}

function DaysKnown({ percent, preview }: Pick<ReturnType<typeof useOverlap>, "percent" | "preview">) {
  if (!preview) {
    return (
      <Text size="sm" c="dimmed" role="status">
        The file is read for the days that it covers: {percent} %
      </Text>
    );
  }
  const { goesOnBehind, booked } = preview;
  if (booked) return null;
  return (
    <Text size="sm" c="dimmed">
      {goesOnBehind === null
        ? "No request is booked on the days of this file."
        : `${exactCount(goesOnBehind)} rows of this file were taken before: it goes on behind them.`}
    </Text>
  );
}

function Unknown({ error, retry }: Readonly<{ error: unknown; retry: () => void }>) {
  const { title, message } = describeClientError(error);
  return (
    <Alert color="red" variant="light" p="xs" role="alert" title={title}>
      <Group justify="space-between">
        {message}
        <Button size="compact-xs" variant="default" onClick={retry}>
          Try again
        </Button>
      </Group>
    </Alert>
  );
}
