/** A discovery on the screen: the whole, and each server with what came of it; who is asked or failed comes first. */
import { Group, Loader, ScrollArea, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconClock, IconMinus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { JobProgress, type JobView } from "#web/components/job-progress";
import { trpc } from "#web/trpc";

type Part = NonNullable<NonNullable<JobView["progress"]>["parts"]>[number];
type State = Part["state"];

export function DiscoveryProgress({ jobId }: Readonly<{ jobId: string }>) {
  const { data: job } = useQuery(trpc.jobs.find.queryOptions({ id: jobId }));
  const parts = job?.progress?.parts ?? [];
  const inOrder = ORDER.flatMap((state) => parts.filter((part) => part.state === state));
  return (
    <Stack gap="xs">
      <JobProgress jobId={jobId} label="Discovering models" />
      {parts.length > 1 && (
        <Text size="xs" c="dimmed">
          {countsOf(parts)}
        </Text>
      )}
      <ScrollArea.Autosize
        mah={200}
        type="auto"
        viewportProps={{ tabIndex: 0, "aria-label": "Servers", role: "group" }}
      >
        <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
          {inOrder.map((part) => (
            <Group key={part.id} component="li" gap="xs" wrap="nowrap" align="flex-start">
              <PartIcon state={part.state} />
              <Text size="sm" fw={500} w={200} flex="none" truncate title={part.name}>
                {part.name}
              </Text>
              <Text size="sm" c={part.state === "failed" ? "var(--rc-bad)" : "dimmed"}>
                {part.note === "" ? WORDS[part.state].now : part.note}
              </Text>
            </Group>
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </Stack>
  );
}

const ORDER: readonly State[] = ["running", "failed", "waiting", "skipped", "done"];

/** `now`: of one of them, `many`: after a count. */
const WORDS: Record<State, Readonly<{ now: string; many: string }>> = {
  waiting: { now: "waits for its turn", many: "waiting" },
  running: { now: "is asked …", many: "being asked" },
  done: { now: "done", many: "answered" },
  failed: { now: "failed", many: "failed" },
  skipped: { now: "was not asked", many: "not asked" },
};

function countsOf(parts: readonly Part[]): string {
  return ORDER.map((state) => ({ state, count: parts.filter((part) => part.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${WORDS[state].many}`)
    .join(" · ");
}

function PartIcon({ state }: Readonly<{ state: State }>) {
  if (state === "running") return <Loader size={16} role="img" aria-label="running" />;
  const { Icon, color } = ICONS[state];
  return (
    <ThemeIcon size={18} radius="xl" variant="light" color={color} aria-label={state} role="img">
      <Icon size={12} stroke={2} aria-hidden />
    </ThemeIcon>
  );
}

const ICONS = {
  waiting: { Icon: IconClock, color: "gray" },
  done: { Icon: IconCheck, color: "ledger" },
  failed: { Icon: IconAlertTriangle, color: "red" },
  skipped: { Icon: IconMinus, color: "gray" },
} as const;
