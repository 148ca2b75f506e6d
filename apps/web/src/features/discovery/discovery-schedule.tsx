/** Whether the servers are asked without anybody asking: how often, when they were last, when they will be next. */
import { Button, Group, NumberInput, Popover, Stack, Switch, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { MOST_SCHEDULE_HOURS, sentenceOfZod, SetDiscoverySchedule } from "@ratecard/contract";
import { IconClockPlay } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { notifyDone, notifyError } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { Age, Time } from "#web/components/time";
import { queryClient, type RouterOutputs, trpc } from "#web/trpc";

type Schedule = RouterOutputs["discovery"]["schedule"]["find"];

const POLL_MS = 30_000;
const DAILY_HOURS = 24;

export function DiscoverySchedule() {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { data: schedule } = useQuery(
    trpc.discovery.schedule.find.queryOptions(undefined, { refetchInterval: POLL_MS }),
  );
  const mayWrite = useMay("discovery:write");
  if (!schedule) return null;
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="xs" c="dimmed" maw={220} lh={1.3} component="div">
        <ScheduleWords schedule={schedule} />
      </Text>
      {mayWrite && (
        <Popover opened={isOpen} onChange={close} position="bottom-start" width={300} trapFocus returnFocus shadow="md">
          <Popover.Target>
            <Button
              variant="default"
              leftSection={<IconClockPlay size={14} stroke={1.8} aria-hidden />}
              onClick={toggle}
            >
              Schedule
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <ScheduleForm schedule={schedule} onSaved={close} />
          </Popover.Dropdown>
        </Popover>
      )}
    </Group>
  );
}

function ScheduleWords({ schedule }: Readonly<{ schedule: Schedule }>) {
  const { everyHours, nextAt, lastStartedAt, lastState, serverCount } = schedule;
  if (everyHours === null) return <>Servers are asked when you say so.</>;
  const ran = (
    <>
      last <Age at={lastStartedAt} />
      {lastState !== null && lastState !== "done" && `, ${LAST_WORDS[lastState]}`}
    </>
  );
  return (
    <>
      Looks every {everyHours} h, {ran},{" "}
      {serverCount === 0 ? (
        "next once a server of yours is connected"
      ) : (
        <>
          next <Time at={nextAt} /> UTC
        </>
      )}
    </>
  );
}

const LAST_WORDS = { running: "still running", failed: "cut off", cancelled: "cancelled" } as const;

function ScheduleForm({ schedule, onSaved }: Readonly<{ schedule: Schedule; onSaved: () => void }>) {
  const [isOn, setOn] = useState(schedule.everyHours !== null);
  const [hours, setHours] = useState<number | string>(schedule.everyHours ?? DAILY_HOURS);
  const everyHours = isOn ? Number(hours === "" ? Number.NaN : hours) : null;
  const problem = sentenceOfZod(SetDiscoverySchedule.safeParse({ everyHours }).error);
  const save = useMutation(
    trpc.discovery.schedule.set.mutationOptions({
      onSuccess: (next) => {
        queryClient.setQueryData(trpc.discovery.schedule.find.queryKey(), next);
        notifyDone(next.everyHours === null ? "The schedule is off" : `Servers are asked every ${next.everyHours} h`);
        onSaved();
      },
      onError: notifyError,
    }),
  );
  return (
    <Stack gap="sm">
      <Switch
        label="Look for new models by itself"
        checked={isOn}
        onChange={({ currentTarget }) => setOn(currentTarget.checked)}
      />
      <NumberInput
        label="Every (hours)"
        min={1}
        max={MOST_SCHEDULE_HOURS}
        allowDecimal={false}
        value={hours}
        disabled={!isOn}
        error={problem && `Every: ${problem}`}
        onChange={setHours}
      />
      <Text size="xs" c="dimmed">
        All active servers are asked. New models without a price, and servers that fail, come as a notification; no
        price is changed.
      </Text>
      <Group justify="flex-end">
        <Button loading={save.isPending} disabled={problem !== null} onClick={() => save.mutate({ everyHours })}>
          Save
        </Button>
      </Group>
    </Stack>
  );
}
