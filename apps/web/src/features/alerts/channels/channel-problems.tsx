/** Above the page: channels through which something could not be sent, and rules that cannot be checked. Nothing while all is well. */
import { Alert, List } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { trpc } from "#web/trpc";

const REFRESH_MS = 15_000;

export function ChannelProblems() {
  const channels = useQuery(trpc.alerts.channels.queryOptions(undefined, { refetchInterval: REFRESH_MS })).data ?? [];
  const rules = useQuery(trpc.alerts.rules.queryOptions(undefined, { refetchInterval: REFRESH_MS })).data?.rules ?? [];
  const failing = channels.filter(({ problems }) => problems > 0);
  const unchecked = rules.filter(({ failingSince }) => failingSince !== null);
  if (failing.length + unchecked.length === 0) return null;
  return (
    <Alert color="orange" variant="light" title="Not everything was told" flex="none">
      <List size="sm">
        {failing.map(({ id, name, problems, lastProblem }) => (
          <List.Item key={id}>
            {name}: {problems} {problems === 1 ? "alert" : "alerts"} of the last 7 days. {lastProblem}
          </List.Item>
        ))}
        {unchecked.map(({ id, name, failingSince }) => (
          <List.Item key={id}>
            {name} cannot be checked since {failingSince?.slice(0, 16).replace("T", " ")} UTC; the log of the server
            says why.
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
