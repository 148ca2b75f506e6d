/** Where an alert was told beside the app, when, and what came of it. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { feedback } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { Time } from "#web/components/time";
import { WordsBadge } from "#web/components/words-badge";
import { trpc } from "#web/trpc";
import type { Alert } from "../alert-words";
import { DELIVERY_WORDS } from "./channel-words";

type Delivery = Alert["deliveries"][number];

export function Deliveries({ alert: { id, deliveries } }: Readonly<{ alert: Alert }>) {
  if (deliveries.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-label="Where it was told">
      <Text size="sm" fw={600}>
        Where it was told
      </Text>
      {deliveries.map((delivery) => (
        <OneDelivery key={delivery.channelId} alertId={id} delivery={delivery} />
      ))}
    </Stack>
  );
}

function OneDelivery({ alertId, delivery }: Readonly<{ alertId: string; delivery: Delivery }>) {
  const { channelId, channel, state, attempts, doneAt, answer } = delivery;
  const mayWrite = useMay("alerts:write");
  const again = useMutation(trpc.alerts.sendAgain.mutationOptions(feedback(() => `${channel}: it is sent again`)));
  const isAgainPossible = mayWrite && (state === "failed" || state === "unknown");
  return (
    <div>
      <Group gap="xs">
        <Text size="sm">{channel}</Text>
        <WordsBadge {...DELIVERY_WORDS[state]} />
        {doneAt !== null && (
          <Text size="sm" c="dimmed">
            <Time at={doneAt} /> UTC
          </Text>
        )}
        {attempts > 1 && (
          <Text size="sm" c="dimmed">
            {attempts} tries
          </Text>
        )}
        {isAgainPossible && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Send again by ${channel}`}
            loading={again.isPending}
            onClick={() => again.mutate({ alertId, channelId })}
          >
            Send again
          </Button>
        )}
      </Group>
      {answer !== "" && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {answer}
        </Text>
      )}
    </div>
  );
}
