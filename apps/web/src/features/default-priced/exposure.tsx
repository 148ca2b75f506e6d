/** What was probably lost, with its range; unknown is said, never 0. Units: USD as decimal text. */
import { Text } from "@mantine/core";
import { Money } from "#web/components/money";
import type { Group } from "./queue-search";

export function Exposure({ exposure }: Pick<Group, "exposure">) {
  if (exposure === null) {
    return (
      <Text span inherit c="dimmed" title="No price is known that it may have">
        unknown
      </Text>
    );
  }
  return <Money usd={exposure.probableUsd} fw={600} />;
}

export function ExposureRange({ exposure }: Pick<Group, "exposure">) {
  if (exposure === null || exposure.lowUsd === exposure.highUsd) return null;
  return (
    <Text span inherit c="dimmed" size="xs" style={{ display: "inline-block", whiteSpace: "nowrap" }}>
      <Money usd={exposure.lowUsd} /> to <Money usd={exposure.highUsd} />
    </Text>
  );
}
