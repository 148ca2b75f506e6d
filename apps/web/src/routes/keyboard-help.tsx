import { Group, Kbd, Stack, Text } from "@mantine/core";
import { modals } from "@mantine/modals";

const SHORTCUTS = [
  { keys: ["/"], does: "Search in this page" },
  { keys: ["Ctrl", "K"], does: "Go to a page or do something" },
  { keys: ["↑", "↓", "Page", "Home", "End"], does: "Move in a table" },
  { keys: ["Enter"], does: "Open the row" },
  { keys: ["Space"], does: "Select the row; with Shift up to here" },
  { keys: ["Esc"], does: "Close, or leave the search" },
  { keys: ["?"], does: "This help" },
] as const;

export function openKeyboardHelp(): void {
  modals.open({ modalId: "keyboard", title: "Keyboard", children: <Shortcuts /> });
}

function Shortcuts() {
  return (
    <Stack gap={7} component="dl" m={0}>
      {SHORTCUTS.map(({ keys, does }) => (
        <Group key={does} justify="space-between" wrap="nowrap">
          <Text size="sm" component="dt">
            {does}
          </Text>
          <Group gap={4} component="dd" m={0} wrap="nowrap">
            {keys.map((key) => (
              <Kbd key={key} size="xs">
                {key}
              </Kbd>
            ))}
          </Group>
        </Group>
      ))}
    </Stack>
  );
}
