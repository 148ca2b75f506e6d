/** What stands in the way of an import: prices that moved meanwhile, and ticks that are missing. */
import { Alert, Button, Group } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";

type ConfirmAlertsProps = Readonly<{ moved: number; unticked: number; onLookAgain: () => void }>;

export const ConfirmAlerts = ({ moved, unticked, onLookAgain }: ConfirmAlertsProps) => (
  <>
    {moved > 0 && <Moved count={moved} onLookAgain={onLookAgain} />}
    {unticked > 0 && <Unticked count={unticked} />}
  </>
);

const QUIET_WARNING = {
  flex: "none",
  variant: "default",
  p: "xs",
  icon: <IconAlertTriangle size={16} stroke={1.8} color="var(--rc-warn)" aria-hidden />,
} as const;

const Unticked = ({ count }: Readonly<{ count: number }>) => (
  <Alert
    flex="none"
    variant="light"
    color="orange"
    p="xs"
    title={`${count} ${count === 1 ? "price moves" : "prices move"} far`}
  >
    Most such moves turn out to be unit mistakes. Tick each one that is meant; the others keep you from importing.
  </Alert>
);

const Moved = ({ count, onLookAgain }: Readonly<{ count: number; onLookAgain: () => void }>) => (
  <Alert {...QUIET_WARNING} title={`${count} changed since you looked`}>
    <Group justify="space-between" gap="sm">
      Somebody edited these prices meanwhile. Look at them as they are now, then confirm again.
      <Button variant="default" onClick={onLookAgain}>
        Look again
      </Button>
    </Group>
  </Alert>
);
