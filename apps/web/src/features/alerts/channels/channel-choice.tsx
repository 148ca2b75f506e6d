/** Which channels a rule tells beside the app. */
import { Checkbox, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { trpc } from "#web/trpc";

type ChannelChoiceProps = Readonly<{ chosen: readonly string[]; onChange: (chosen: string[]) => void }>;

export function ChannelChoice({ chosen, onChange }: ChannelChoiceProps) {
  const { data } = useQuery(trpc.alerts.channels.queryOptions());
  if (data?.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        E-mail and webhooks are set up under Channels; then a rule can use them.
      </Text>
    );
  }
  return (
    <Checkbox.Group
      label="And by"
      description="One message for each alert. When a changed rule says something else of an open alert, only the app tells it."
      value={[...chosen]}
      onChange={onChange}
    >
      {data?.map(({ id, name, isActive }) => (
        <Checkbox key={id} mt={6} value={id} label={isActive ? name : `${name} (off)`} />
      ))}
    </Checkbox.Group>
  );
}
