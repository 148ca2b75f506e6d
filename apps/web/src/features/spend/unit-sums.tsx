/** What the period consumed beside tokens, by unit. Nothing is shown where only tokens were reported. */
import { Group, Text } from "@mantine/core";
import { unitLabel } from "@ratecard/pricing";
import { counted } from "#web/components/count";
import { Panel } from "#web/components/page";
import { Quiet } from "#web/components/quiet";
import type { Dashboard } from "./chart-series";

export function UnitSums({ units }: Pick<Dashboard, "units">) {
  if (units === null || units.length === 0) return null;
  return (
    <Panel
      title="Beside tokens"
      description="Images, seconds, characters, searches: what gateways reported in other units."
    >
      <Group gap="xl" wrap="wrap">
        {units.map(({ unit, quantity, requests }) => (
          <div key={unit}>
            <Text size="xs" c="dimmed">
              {unitLabel(unit)}
            </Text>
            <Text size="sm" className="rc-number">
              {quantity} <Quiet>in {counted(requests, "request")}</Quiet>
            </Text>
          </div>
        ))}
      </Group>
    </Panel>
  );
}
