import { Box, Kbd, ScrollArea, Text, UnstyledButton } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Brand } from "./brand";
import { NAVIGATION } from "./navigation";
import classes from "./side-bar.module.css";
import { UserMenu } from "./user-menu";

export function SideBar() {
  return (
    <>
      <Box className={classes.top} visibleFrom="sm">
        <Brand />
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
            {group.items.map(({ to, label, icon: Icon }) => (
              <Link key={to} to={to} className={classes.link} activeOptions={{ exact: to === "/dashboard" }}>
                <Icon size={16} stroke={1.6} aria-hidden />
                {label}
              </Link>
            ))}
          </Box>
        ))}
      </ScrollArea>
      <UserMenu />
    </>
  );
}

const MOD_K = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘ K" : "Ctrl K";
