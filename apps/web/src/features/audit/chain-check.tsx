/** Recomputes the hash chain on demand and says whether the log is as it was written. */
import { Button, Group, Text } from "@mantine/core";
import { IconShieldCheck, IconShieldX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Time } from "#web/components/time";
import { describeClientError } from "#web/errors/describe-client-error";
import { type RouterOutputs, trpc } from "#web/trpc";

export function ChainCheck() {
  const check = useQuery(trpc.audit.verify.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  return (
    <Group gap="xs" role="status">
      {check.data && <Verdict check={check.data} />}
      {check.error && (
        <Text size="sm" c="var(--rc-bad)">
          {describeClientError(check.error).message}
        </Text>
      )}
      <Button variant="default" loading={check.isFetching} onClick={() => void check.refetch()}>
        Check the chain
      </Button>
    </Group>
  );
}

function Verdict({ check }: Readonly<{ check: RouterOutputs["audit"]["verify"] }>) {
  const Icon = check.isIntact ? IconShieldCheck : IconShieldX;
  return (
    <Text size="sm" c={check.isIntact ? "var(--rc-good)" : "var(--rc-bad)"} span>
      <Icon size={15} stroke={1.8} aria-hidden style={{ verticalAlign: "-3px", marginRight: 5 }} />
      {check.isIntact ? intactSentence(check.entries) : check.sentence}
      <Text span size="xs" c="dimmed" ml={6}>
        checked <Time at={check.checkedAt} seconds />
      </Text>
    </Text>
  );
}

const intactSentence = (entries: number) =>
  `${entries.toLocaleString("en")} ${entries === 1 ? "entry" : "entries"}, chain intact`;
