/** One alert: what was found against its limit, where it was told, the page that answers it, and what is done about it. */
import { Button, Drawer, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Figure } from "#web/components/figure";
import { ButtonLink } from "#web/components/links";
import { feedback } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { Time } from "#web/components/time";
import { WordsBadge } from "#web/components/words-badge";
import { trpc } from "#web/trpc";
import { AlertValue } from "./alert-value";
import { type Alert, STATE_WORDS } from "./alert-words";
import { Deliveries } from "./channels/deliveries";
import { SnoozeMenu } from "./snooze-menu";

type AlertDrawerProps = Readonly<{ alert: Alert; onClose: () => void }>;

export function AlertDrawer({ alert, onClose }: AlertDrawerProps) {
  const { title, detail, value, latestValue, limit, unit, state, raisedAt, endedAt, ruleName } = alert;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={560}
      title={title}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack gap="md">
        <Text size="sm">{detail}</Text>
        <SimpleGrid cols={3}>
          <Figure label="State">
            <WordsBadge {...STATE_WORDS[state]} />
          </Figure>
          <Figure label="When it fired">
            <AlertValue value={value} unit={unit} />
          </Figure>
          <Figure label="Limit">
            <AlertValue value={limit} unit={unit} />
          </Figure>
          <Figure label="Last seen">
            <AlertValue value={latestValue} unit={unit} />
          </Figure>
          <Figure label="Since (UTC)">
            <Time at={raisedAt} />
          </Figure>
          <Figure label="Over (UTC)">
            <Time at={endedAt} absent="it is still so" />
          </Figure>
        </SimpleGrid>
        <Text size="sm" c="dimmed">
          Rule: {ruleName}
        </Text>
        <Deliveries alert={alert} />
        <Acknowledged alert={alert} />
        <Actions alert={alert} />
      </Stack>
    </Drawer>
  );
}

function Acknowledged({
  alert: { acknowledgedAt, acknowledgedBy, snoozedUntil, state },
}: Pick<AlertDrawerProps, "alert">) {
  return (
    <>
      {acknowledgedBy !== null && (
        <Text size="sm">
          {acknowledgedBy} acknowledged it <Time at={acknowledgedAt} /> UTC.
        </Text>
      )}
      {state === "snoozed" && (
        <Text size="sm">
          Snoozed until <Time at={snoozedUntil} /> UTC: what the rule finds about the same is not told before.
        </Text>
      )}
    </>
  );
}

function Actions({ alert: { id, title, link, state, snoozedUntil } }: Pick<AlertDrawerProps, "alert">) {
  const mayWrite = useMay("alerts:write");
  const acknowledge = useMutation(trpc.alerts.acknowledge.mutationOptions(feedback(() => "Acknowledged")));
  const snooze = useMutation(trpc.alerts.snooze.mutationOptions(feedback(() => "Saved")));
  const [path = "/", query = ""] = link.split("?");
  const isOpen = state === "open" || state === "snoozed";
  return (
    <Group gap="xs">
      <ButtonLink to={path} search={Object.fromEntries(new URLSearchParams(query)) as never}>
        Open what answers it
      </ButtonLink>
      {mayWrite && isOpen && (
        <>
          <Button variant="default" loading={acknowledge.isPending} onClick={() => acknowledge.mutate({ ids: [id] })}>
            Acknowledge
          </Button>
          <SnoozeMenu
            label={title}
            until={snoozedUntil}
            isBusy={snooze.isPending}
            size="xs"
            onSnooze={(until) => snooze.mutate({ id, until })}
          />
        </>
      )}
    </Group>
  );
}
