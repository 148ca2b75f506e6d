/** The windows of an entry on a time line, with now marked. */
import { Box, Group, Text, Tooltip } from "@mantine/core";
import { Time } from "#web/components/time";
import classes from "./history-time-line.module.css";
import type { PriceVersion } from "../price-row";
import { type WindowBar, windowLine } from "./window-bars";

type HistoryTimeLineProps = Readonly<{ versions: readonly PriceVersion[]; now: string }>;

export function HistoryTimeLine({ versions, now }: HistoryTimeLineProps) {
  const line = windowLine(versions, now);
  if (line.bars.length === 0) return null;
  return (
    <Box>
      <div className={classes.line} role="img" aria-label={`${line.bars.length} price windows on a time line`}>
        {line.bars.map((bar) => (
          <Bar key={bar.versionId} bar={bar} />
        ))}
        <span className={classes.now} style={{ left: `${line.nowPercent}%` }}>
          now
        </span>
      </div>
      <Group justify="space-between" mt={18}>
        <Text size="xs" c="dimmed">
          <Time at={line.from} />
        </Text>
        <Text size="xs" c="dimmed">
          <Time at={line.until} />
        </Text>
      </Group>
    </Box>
  );
}

function Bar({ bar }: Readonly<{ bar: WindowBar }>) {
  const { version } = bar;
  const text = shortPrice(version);
  return (
    <Tooltip label={`${text}${version.isActive ? "" : ", switched off"}`}>
      <span
        className={classes.bar}
        data-standing={bar.standing}
        data-off={!version.isActive || undefined}
        style={{ left: `${bar.startPercent}%`, width: `${bar.widthPercent}%` }}
      >
        {text}
      </span>
    </Tooltip>
  );
}

function shortPrice({ inputPer1M, outputPer1M, perRequest }: PriceVersion): string {
  if (inputPer1M === undefined && outputPer1M === undefined) return `$${perRequest ?? "?"} a request`;
  return `$${inputPer1M ?? "–"} / $${outputPer1M ?? "–"}`;
}
