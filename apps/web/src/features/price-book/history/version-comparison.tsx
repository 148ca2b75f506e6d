/** Two versions of one entry, field by field, from the one recorded first to the other. */
import { Button, Group, Paper, Table, Text } from "@mantine/core";
import { isSuspiciousMove } from "@ratecard/pricing";
import { useQuery } from "@tanstack/react-query";
import { type Difference, valueText, withSign } from "#web/components/differences";
import { fieldName } from "#web/components/field-name";
import { ErrorState, LoadingState } from "#web/components/states";
import { Time } from "#web/components/time";
import { trpc } from "#web/trpc";
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

/** What differs, a line a field: before, after, and how far it moved. Units: USD per 1M tokens, USD per request. */
function DifferencesTable({ differences }: Readonly<{ differences: readonly Difference[] }>) {
  if (differences.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        They say the same.
      </Text>
    );
  }
  return (
    <Table fz="xs" verticalSpacing={3} horizontalSpacing={6} style={{ fontVariantNumeric: "tabular-nums" }}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Field</Table.Th>
          <Table.Th ta="right">Before</Table.Th>
          <Table.Th ta="right">After</Table.Th>
          <Table.Th ta="right">Change</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {differences.map((difference) => (
          <Table.Tr key={difference.field}>
            <Table.Td>{fieldName(difference.field)}</Table.Td>
            <Value of={difference} text={difference.from} />
            <Value of={difference} text={difference.to} />
            <Table.Td ta="right" c={isSuspiciousMove(difference.move) ? "var(--rc-warn)" : undefined}>
              {difference.percent === null ? "—" : `${withSign(difference.percent)} %`}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Value({ of, text }: Readonly<{ of: Difference; text: string | null }>) {
  return (
    <Table.Td ta="right" c={text === null ? "dimmed" : undefined} style={{ overflowWrap: "anywhere" }}>
      {WORDS[of.field]?.[text ?? ""] ?? valueText(of, text)}
    </Table.Td>
  );
}

const YES_NO = { true: "yes", false: "no" };
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = { isActive: YES_NO, isCustom: YES_NO };
