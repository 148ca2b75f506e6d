import { Box, Group, Kbd, ScrollArea, Text, UnstyledButton } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import { IconLock, IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Brand } from "./brand";
import { useMay } from "#web/components/session";
import { NotificationBell } from "#web/features/notifications/notification-bell";
import { NAVIGATION, type NavigationItem } from "./navigation";
import classes from "./side-bar.module.css";
import { UserMenu } from "./user-menu";

export function SideBar() {
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
