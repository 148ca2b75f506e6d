/** The last 30 days with the given changes accepted. */
import { Text } from "@mantine/core";
import { ImpactSummary } from "#web/components/impact-summary";
import { describeClientError } from "#web/errors/describe-client-error";
import type { RecordedChange } from "./catalog-change";
import { useChangesImpact } from "./use-changes-impact";

type ChangesImpactProps = Readonly<{ changes: readonly RecordedChange[]; lead?: string }>;

export function ChangesImpact({ changes, lead }: ChangesImpactProps) {
  const impact = useChangesImpact(changes);
  if (changes.length === 0) return null;
  if (impact.error) {
    return (
      <Text size="sm" c="dimmed" role="status">
        The effect cannot be told: {describeClientError(impact.error).message}
      </Text>
    );
  }
  return impact.data ? (
    <ImpactSummary impact={impact.data} lead={lead} isOld={impact.isPlaceholderData} />
  ) : (
    <Text size="sm" c="dimmed" role="status">
      Looking at the last 30 days …
    </Text>
  );
}
