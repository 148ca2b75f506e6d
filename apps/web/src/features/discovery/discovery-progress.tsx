/** A discovery on the screen: the whole, and each server with what came of it. */
import { Group, Loader, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconClock } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { JobProgress, type JobView } from "#web/components/job-progress";
import { trpc } from "#web/trpc";

type Part = NonNullable<NonNullable<JobView["progress"]>["parts"]>[number];

export function DiscoveryProgress({ jobId }: Readonly<{ jobId: string }>) {
  const { data: job } = useQuery(trpc.jobs.find.queryOptions({ id: jobId }));
  const parts = job?.progress?.parts ?? [];
  return (
    <Stack gap="xs">
      <JobProgress jobId={jobId} label="Discovering models" />
      <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
        {parts.map((part) => (
          <Group key={part.id} component="li" gap="xs" wrap="nowrap" align="flex-start">
            <PartIcon state={part.state} />
            <Text size="sm" fw={500} miw={160}>
              {part.name}
            </Text>
            <Text size="sm" c={part.state === "failed" ? "var(--rc-bad)" : "dimmed"}>
              {part.note === "" ? WAITING[part.state] : part.note}
            </Text>
          </Group>
        ))}
      </Stack>
    </Stack>
  );
}

const WAITING: Record<Part["state"], string> = {
  waiting: "waits for its turn",
  running: "is asked …",
  done: "done",
  failed: "failed",
};

function PartIcon({ state }: Readonly<{ state: Part["state"] }>) {
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
} as const;
