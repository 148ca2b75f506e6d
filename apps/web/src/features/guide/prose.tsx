/** How the guide is set: paragraphs, numbered steps and links to screens. */
import { Box, Code, List, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { RouteLink } from "#web/components/links";
import classes from "./guide.module.css";

export const Says = ({ children }: Readonly<{ children: ReactNode }>) => (
  <Text size="sm" component="p" className={classes.paragraph}>
    {children}
  </Text>
);

export const Steps = ({ children }: Readonly<{ children: ReactNode }>) => (
  <List type="ordered" size="sm" spacing={6} withPadding className={classes.steps}>
    {children}
  </List>
);

export const Step = List.Item;

export const Name = ({ children }: Readonly<{ children: string }>) => <Code className={classes.name}>{children}</Code>;

type GoProps = Readonly<{ to: Screen; search?: Readonly<Record<string, unknown>>; children: ReactNode }>;

/** Screens that a step may lead to. */
type Screen =
  | "/admin/default-priced"
  | "/admin/discovery"
  | "/admin/discovery/price-sync"
  | "/admin/model-pricing"
  | "/admin/alerts"
  | "/admin/analytics"
  | "/admin/months"
  | "/admin/price-cases"
  | "/admin/recost"
  | "/admin/reconciliation"
  | "/admin/settings"
  | "/admin/usage-import"
  | "/dashboard/logs"
  | "/dashboard/what-if"
  | "/explain";

export const Go = ({ to, search, children }: GoProps) => (
  <RouteLink to={to} search={(search ?? {}) as never} inherit underline="always">
    {children}
  </RouteLink>
);

/** A term and what it means, in two columns. */
export const Terms = ({ children }: Readonly<{ children: ReactNode }>) => (
  <Box component="dl" className={classes.terms}>
    {children}
  </Box>
);

export const Term = ({ name, children }: Readonly<{ name: string; children: ReactNode }>) => (
  <div>
    <Text component="dt" size="sm" fw={600}>
      {name}
    </Text>
    <Text component="dd" size="sm" m={0}>
      {children}
    </Text>
  </div>
);
