/** A button that asks until when something is left alone. Time: instants as ISO 8601 UTC; a day means its end in UTC. */
import { Button, Menu } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useState } from "react";
import { useNow } from "#web/components/time";

type SnoozeMenuProps = Readonly<{
  label: string;
  /** null: it is not snoozed. */
  until: string | null;
  isBusy: boolean;
  size?: "compact-sm" | "xs";
  onSnooze: (until: string | null) => void;
}>;

const HOUR_MS = 3_600_000;
const CHOICES = [
  { words: "For 4 hours", hours: 4 },
  { words: "For a day", hours: 24 },
  { words: "For a week", hours: 7 * 24 },
  { words: "For 30 days", hours: 30 * 24 },
];

export function SnoozeMenu({ label, until, isBusy, size = "compact-sm", onSnooze }: SnoozeMenuProps) {
  const [day, setDay] = useState<string | null>(null);
  const now = useNow();
  const isSnoozed = until !== null && Date.parse(until) > now;
  if (isSnoozed) {
    return (
      <Button
        variant="default"
        size={size}
        aria-label={`Wake ${label}`}
        loading={isBusy}
        onClick={() => onSnooze(null)}
      >
        Wake
      </Button>
    );
  }
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" size={size} aria-label={`Snooze ${label}`} loading={isBusy}>
          Snooze
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {CHOICES.map(({ words, hours }) => (
          <Menu.Item key={hours} onClick={() => onSnooze(new Date(Date.now() + hours * HOUR_MS).toISOString())}>
            {words}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <DatePickerInput
          size="xs"
          px="sm"
          pb="xs"
          label="Until the end of"
          placeholder="a day"
          valueFormat="YYYY-MM-DD"
          minDate={new Date(now).toISOString().slice(0, 10)}
          popoverProps={{ withinPortal: false }}
          value={day}
          onChange={setDay}
        />
        <Menu.Item disabled={day === null} onClick={() => onSnooze(`${day}T23:59:59Z`)}>
          Until that day
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
