/** Two versions of one entry, field by field, from the one recorded first to the other. */
import { Button, Group, Paper, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ErrorState, LoadingState } from "#web/components/states";
import { Time } from "#web/components/time";
import { trpc } from "#web/trpc";
import { DifferencesTable } from "../differences-table";
import type { PriceVersion } from "../price-row";

type VersionComparisonProps = Readonly<{
  model: string;
  /** Newest record first; of fewer than two nothing can be told yet. */
  versions: readonly PriceVersion[];
  onClose: () => void;
}>;

export function VersionComparison({ model, versions, onClose }: VersionComparisonProps) {
  const [newer, older] = versions;
  if (!newer) return null;
  return (
    <Paper withBorder p="sm" component="section" aria-label="Comparison of two versions">
      <Group justify="space-between" mb="xs">
        <Text size="sm" role="status">
          {older ? (
            <>
              Recorded <Time at={older.recordedAt} seconds /> → <Time at={newer.recordedAt} seconds />
            </>
          ) : (
            "Choose a second version to compare with."
          )}
        </Text>
        <Button size="compact-xs" variant="subtle" onClick={onClose}>
          Close
        </Button>
      </Group>
      {older && <VersionDifferences model={model} from={older.versionId} to={newer.versionId} />}
    </Paper>
  );
}

type VersionDifferencesProps = Readonly<{ model: string; from: string; to: string }>;

export function VersionDifferences(versions: VersionDifferencesProps) {
  const compared = useQuery(trpc.priceBook.compareVersions.queryOptions(versions));
  if (compared.error) return <ErrorState error={compared.error} retry={() => void compared.refetch()} />;
  if (!compared.data) return <LoadingState label="Comparing" />;
  return <DifferencesTable differences={compared.data.differences} />;
}
