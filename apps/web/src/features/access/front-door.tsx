/** The frame of the pages before sign-in. */
import { Box, Group, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./front-door.module.css";

type FrontDoorProps = Readonly<{ title: string; description?: ReactNode; children: ReactNode }>;

export function FrontDoor({ title, description, children }: FrontDoorProps) {
  useDocumentTitle(`${title} · Ratecard`);
  return (
    <main className={classes.place}>
      <Box className={classes.card}>
        <Group gap={8} mb="lg">
          <img src="/icon.svg" alt="" width={22} height={22} />
          <Text fw={650} size="md">
            Ratecard
          </Text>
        </Group>
        <Title order={1}>{title}</Title>
        {description !== undefined && (
          <Text size="sm" c="dimmed" mt={4} component="div">
            {description}
          </Text>
        )}
        <Box mt="lg">{children}</Box>
      </Box>
    </main>
  );
}
