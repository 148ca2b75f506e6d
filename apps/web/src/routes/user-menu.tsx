import { Avatar, Menu, Text, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import {
  IconDeviceDesktop,
  IconKey,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSelector,
  IconSun,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useMe } from "#web/components/session";
import { signOut } from "#web/features/access/auth-client";
import { openChangePassword } from "#web/features/access/password-forms";
import { openKeyboardHelp } from "./command-palette";
import classes from "./user-menu.module.css";

export function UserMenu() {
  const me = useMe();
  const navigate = useNavigate();
  return (
    <Menu position="top-start" width={220} withinPortal shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.user} aria-label={`Account of ${me.name}`} title={me.email ?? undefined}>
          <Avatar size={26} radius="xl" name={me.name} color="ledger" />
          <span className={classes.name}>
            <Text size="sm" fw={500} truncate>
              {me.name}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {me.role}
            </Text>
          </span>
          <IconSelector size={14} stroke={1.6} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconKey size={14} stroke={1.6} />} onClick={openChangePassword}>
          Change password
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={14} stroke={1.6} />} rightSection="?" onClick={openKeyboardHelp}>
          Keyboard
        </Menu.Item>
        <Menu.Divider />
        <ColorSchemeChoice />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={14} stroke={1.6} />}
          onClick={() => void signOut().then(() => navigate({ to: "/sign-in" }))}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const SCHEMES = [
  { value: "light", label: "Light colours", icon: IconSun },
  { value: "dark", label: "Dark colours", icon: IconMoon },
  { value: "auto", label: "As the system", icon: IconDeviceDesktop },
] as const;

function ColorSchemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choose = (value: string) => setColorScheme(SCHEMES.find((scheme) => scheme.value === value)?.value ?? "auto");
  return (
    <Menu.RadioGroup value={colorScheme} onChange={choose}>
      {SCHEMES.map(({ value, label, icon: Icon }) => (
        <Menu.RadioItem key={value} value={value} rightSection={<Icon size={14} stroke={1.6} aria-hidden />}>
          {label}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
