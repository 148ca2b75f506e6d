/** How an entry stands to the catalogue in force: agrees, differs by so much, or is unknown there. */
import { Badge, Stack, Text } from "@mantine/core";
import { HoverTip } from "#web/components/hover-tip";
import { FIELD_LABELS } from "./field-labels";
import { largestMove } from "./largest-move";
import type { PriceRow } from "./price-row";
import classes from "./prices-columns.module.css";

export function DriftBadge({ drift }: Readonly<{ drift: PriceRow["drift"] }>) {
  if (!drift)
    return (
      <span
        className={classes.quiet}
        title="The catalogue does not know this name."
        aria-label="not in the catalogue"
        role="img"
      >
        —
      </span>
    );
  const move = largestMove(drift.differences);
  if (move === null) {
    return (
      <span className={classes.quiet} title={`The same as “${drift.catalogKey}” in the catalogue`}>
        agrees
      </span>
    );
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
          {percent === undefined ? "" : ` (${signed(percent)} %)`}
        </Text>
      ))}
    </Stack>
  );
}

const signed = (percent: string) => (percent.startsWith("-") ? percent : `+${percent}`);
