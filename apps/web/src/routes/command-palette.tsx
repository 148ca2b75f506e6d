/** mod+K: every page, every chapter of the guide, and what can be done from anywhere. */
import { Group, Kbd, Stack, Text, useMantineColorScheme } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { modals } from "@mantine/modals";
import { Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { IconBook2, IconKeyboard, IconLogout, IconMoon, IconSearch, IconSun } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { signOut } from "#web/features/access/auth-client";
import { TOPICS } from "#web/features/guide/topics";
import { NAVIGATION } from "./navigation";

const icon = { size: 16, stroke: 1.6, "aria-hidden": true } as const;

export function CommandPalette() {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  useHotkeys([["shift+?", openKeyboardHelp]]);
  useHotkeys([["?", openKeyboardHelp]]);

  const pages: SpotlightActionData[] = NAVIGATION.flatMap((group) => group.items).map(
    ({ to, label, about, icon: Icon }) => ({
      id: to,
      label,
      description: about,
      leftSection: <Icon {...icon} />,
      onClick: () => void navigate({ to }),
    }),
  );
  const chapters: SpotlightActionData[] = TOPICS.map(({ id, title, about }) => ({
    id: `guide-${id}`,
    label: title,
    description: about,
    leftSection: <IconBook2 {...icon} />,
    onClick: () => void navigate({ to: "/docs/guides/models", hash: id }),
  }));
  const deeds: SpotlightActionData[] = [
    { id: "light", label: "Light colours", leftSection: <IconSun {...icon} />, onClick: () => setColorScheme("light") },
    { id: "dark", label: "Dark colours", leftSection: <IconMoon {...icon} />, onClick: () => setColorScheme("dark") },
    { id: "keyboard", label: "Keyboard", leftSection: <IconKeyboard {...icon} />, onClick: openKeyboardHelp },
    {
      id: "sign-out",
      label: "Sign out",
      leftSection: <IconLogout {...icon} />,
      onClick: () => void signOut().then(() => navigate({ to: "/sign-in" })),
    },
  ];
  return (
    <Spotlight
      actions={[
        { group: "Pages", actions: pages },
        { group: "Guide", actions: chapters },
        { group: "Do", actions: deeds },
      ]}
      shortcut="mod+K"
      nothingFound="No page or command of that name."
      highlightQuery
      scrollable
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      maxHeight={420}
      // The list is longer than its window: whoever uses no arrows scrolls it by the keyboard all the same.
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      attributes={{ content: { "aria-label": "Commands" } }}
      searchProps={{
        leftSection: <IconSearch size={16} stroke={1.6} />,
        placeholder: "Go to a page or do something",
        "aria-label": "Go to a page or do something",
      }}
    />
  );
}

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
