/** The frame around every page: side bar, command palette, help, and who is signed in. */
import { AppShell, Burger, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ModalsProvider } from "@mantine/modals";
import { Outlet, useLocation, useRouteContext } from "@tanstack/react-router";
import { useEffect } from "react";
import { SessionProvider } from "#web/components/session";
import { prolongSession } from "#web/features/access/prolong-session";
import { NotificationBell } from "#web/features/notifications/notification-bell";
import classes from "./app-frame.module.css";
import { Brand } from "./brand";
import { CommandPalette } from "./command-palette";
import { SideBar } from "./side-bar";

const SIDE_BAR_PX = 212;
const PHONE_HEADER_PX = 46;

export function AppFrame() {
  const { me } = useRouteContext({ from: "/app" });
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
            <Outlet />
          </AppShell.Main>
        </AppShell>
        <CommandPalette />
      </ModalsProvider>
    </SessionProvider>
  );
}
