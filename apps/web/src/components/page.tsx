/**
 * The frame of every page: one h1, a sentence, actions to the right, then the content.
 * `fill` gives the content the rest of the window's height, for a `DataTable fill`.
 */
import { Box, Group, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./page.module.css";

type PageProps = Readonly<{
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  fill?: boolean;
  children: ReactNode;
}>;

export function Page({ title, description, actions, fill = false, children }: PageProps) {
  useDocumentTitle(`${title} · Ratecard`);
  return (
    <Box className={classes.page} data-fill={fill || undefined}>
      <Group
        component="header"
        className={classes.header}
        justify="space-between"
        align="flex-start"
        wrap="wrap"
        gap="sm"
      >
        <Box miw={0}>
          <Title order={1}>{title}</Title>
          {description !== undefined && (
            <Text size="sm" c="dimmed" maw={760} mt={2} component="div">
              {description}
            </Text>
          )}
        </Box>
        {actions !== undefined && (
          <Group gap="xs" data-actions>
            {actions}
          </Group>
        )}
      </Group>
      {children}
    </Box>
  );
}

type PanelProps = Readonly<{ title?: string; description?: ReactNode; actions?: ReactNode; children: ReactNode }>;

/** A bordered surface with an h2, for the parts of a page. Its actions are on no image or paper. */
export function Panel({ title, description, actions, children }: PanelProps) {
  return (
    <section className={classes.panel}>
      {(title !== undefined || actions !== undefined) && (
        <Group justify="space-between" align="flex-start" gap="sm" mb="sm">
          <Box miw={0}>
            {title !== undefined && <Title order={2}>{title}</Title>}
            {description !== undefined && (
              <Text size="sm" c="dimmed" mt={2} component="div">
                {description}
              </Text>
            )}
          </Box>
          {actions !== undefined && (
            <Group gap="xs" data-actions>
              {actions}
            </Group>
          )}
        </Group>
      )}
      {children}
    </section>
  );
}
