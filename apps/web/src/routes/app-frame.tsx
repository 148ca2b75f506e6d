/** The frame around every page: side bar, command palette, help, and who is signed in. */
import { AppShell, Box, Burger, Group, Kbd, ScrollArea, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ModalsProvider } from "@mantine/modals";
import { spotlight } from "@mantine/spotlight";
import { IconLock, IconSearch } from "@tabler/icons-react";
import { Link, Outlet, useLocation, useRouteContext } from "@tanstack/react-router";
import { useEffect } from "react";
import { ZoneNotice } from "#web/components/ledger-zone";
import { SessionProvider, useMay } from "#web/components/session";
import { TipLayer } from "#web/components/tip-layer";
import { prolongSession } from "#web/features/access/auth-client";
import { NotificationBell } from "#web/features/notifications/notification-bell";
import classes from "./app-frame.module.css";
import { CommandPalette } from "./command-palette";
import { NAVIGATION, type NavigationItem } from "./navigation";
import { UserMenu } from "./user-menu";

const SIDE_BAR_PX = 212;
const PHONE_HEADER_PX = 46;

export function AppFrame() {
  // The context is a new object with each change of the address; the person is the same, and the frame is not drawn again.
  const me = useRouteContext({ from: "/app", select: (context) => context.me });
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const path = useLocation({ select: (location) => location.pathname });
  useEffect(close, [path, close]);
  useEffect(() => void prolongSession(), []);

  return (
    <SessionProvider me={me}>
      <ModalsProvider>
        <AppShell
          padding={0}
          header={{ height: { base: PHONE_HEADER_PX, sm: 0 } }}
          navbar={{ width: SIDE_BAR_PX, breakpoint: "sm", collapsed: { mobile: !isOpen } }}
        >
          <a className={classes.skip} href="#content">
            Skip to the content
          </a>
          <AppShell.Header hiddenFrom="sm" className={classes.header}>
            <Group h="100%" px="sm" justify="space-between">
              <Brand />
              <Group gap="xs" wrap="nowrap">
                <NotificationBell />
                <Burger opened={isOpen} onClick={toggle} size="sm" aria-label="Navigation" />
              </Group>
            </Group>
          </AppShell.Header>
          <AppShell.Navbar className={classes.navbar}>
            <SideBar />
          </AppShell.Navbar>
          <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
            <ZoneNotice />
            <Outlet />
          </AppShell.Main>
        </AppShell>
        <CommandPalette />
        <TipLayer />
      </ModalsProvider>
    </SessionProvider>
  );
}

function SideBar() {
  return (
    <>
      <Box className={classes.top} visibleFrom="sm">
        <Group justify="space-between" wrap="nowrap">
          <Brand />
          <NotificationBell />
        </Group>
      </Box>
      <UnstyledButton className={classes.search} onClick={spotlight.open}>
        <IconSearch size={14} stroke={1.6} aria-hidden />
        <span>Go to …</span>
        <Kbd size="xs">{MOD_K}</Kbd>
      </UnstyledButton>
      <ScrollArea className={classes.groups} type="auto" component="nav" aria-label="Pages">
        {NAVIGATION.map((group) => (
          <Box key={group.label} className={classes.group}>
            <Text className={classes.groupLabel}>{group.label}</Text>
            {group.items.map((item) => (
              <PageLink key={item.to} {...item} />
            ))}
          </Box>
        ))}
      </ScrollArea>
      <UserMenu />
    </>
  );
}

/** Pages without the right stay visible, with a lock: the page itself says whom to ask. */
function PageLink({ to, label, icon: Icon, permission }: NavigationItem) {
  const may = useMay(permission);
  return (
    <Link to={to} className={classes.link} activeOptions={{ exact: to === "/dashboard" }}>
      <Icon size={16} stroke={1.6} aria-hidden />
      <span className={classes.label}>{label}</span>
      {!may && <IconLock size={13} stroke={1.6} aria-label="not for your role" role="img" />}
    </Link>
  );
}

const MOD_K = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘ K" : "Ctrl K";

function Brand() {
  return (
    <Group gap={8} wrap="nowrap">
      <img src="/icon.svg" alt="" width={20} height={20} />
      <Text fw={650} size="md" lts="-0.01em">
        Ratecard
      </Text>
    </Group>
  );
}
