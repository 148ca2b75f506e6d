/** How an entry stands to the catalogue in force: agrees, differs by so much, or is unknown there. */
import { Badge, Stack, Text } from "@mantine/core";
import { withSign } from "#web/components/differences";
import { HoverTip } from "#web/components/hover-tip";
import { Absent, Quiet } from "#web/components/quiet";
import { FIELD_LABELS } from "#web/components/money-fields";
import { largestMove } from "./largest-move";
import type { PriceRow } from "./price-row";

export function DriftBadge({ drift }: Readonly<{ drift: PriceRow["drift"] }>) {
  if (!drift) return <Absent title="not in the catalogue" />;
  const move = largestMove(drift.differences);
  if (move === null) {
    return <Quiet title={`The same as “${drift.catalogKey}” in the catalogue`}>agrees</Quiet>;
  }
  return (
    <HoverTip label={<DriftTable drift={drift} />}>
      <Badge color={move.isDearer ? "orange" : "blue"} data-control>
        {move.text}
      </Badge>
    </HoverTip>
  );
}

function DriftTable({ drift }: Readonly<{ drift: NonNullable<PriceRow["drift"]> }>) {
  return (
    <Stack gap={2}>
      <Text size="xs" fw={600}>
        Catalogue: {drift.catalogKey}
        {drift.isOtherProvider ? " (another provider)" : ""}
      </Text>
      {drift.differences.map(({ field, ours, theirs, percent }) => (
        <Text size="xs" key={field}>
          {FIELD_LABELS[field]}: ours {ours ?? "none"}, theirs {theirs}
          {percent === undefined ? "" : ` (${withSign(percent)} %)`}
        </Text>
      ))}
    </Stack>
  );
}
