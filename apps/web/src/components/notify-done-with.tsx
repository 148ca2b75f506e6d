/** A short word after an action, with what may be done about it at once: `notifyDoneWith("Kept", [{ label: "Undo", onClick: undo }])`. */
import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";

type NotifiedAction = Readonly<{ label: string; onClick: () => void }>;

const SHOWN_MS = 15_000;

export function notifyDoneWith(words: string, actions: readonly NotifiedAction[]): void {
  const id = notifications.show({
    message: (
      <>
        <Text size="sm">{words}</Text>
        <Group gap="xs" mt={6}>
          {actions.map(({ label, onClick }) => (
            <Button
              key={label}
              size="compact-sm"
              variant="light"
              onClick={() => {
                notifications.hide(id);
                onClick();
              }}
            >
              {label}
            </Button>
          ))}
        </Group>
      </>
    ),
    withBorder: true,
    autoClose: SHOWN_MS,
    closeButtonProps: { "aria-label": "Close" },
  });
}
