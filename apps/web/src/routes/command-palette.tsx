/** mod+K: every page, and what can be done from anywhere. */
import { useMantineColorScheme } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { IconKeyboard, IconLogout, IconMoon, IconSearch, IconSun } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { signOut } from "#web/features/access/sign-out";
import { openKeyboardHelp } from "./keyboard-help";
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
        { group: "Do", actions: deeds },
      ]}
      shortcut="mod+K"
      nothingFound="No page or command of that name."
      highlightQuery
      scrollable
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      maxHeight={420}
      attributes={{ content: { "aria-label": "Commands" } }}
      searchProps={{
        leftSection: <IconSearch size={16} stroke={1.6} />,
        placeholder: "Go to a page or do something",
        "aria-label": "Go to a page or do something",
      }}
    />
  );
}
