/** A value under its name, as the figures of a request or of a run stand beside each other. */
import { Text } from "@mantine/core";
import type { ReactNode } from "react";

export const Figure = ({ label, children }: Readonly<{ label: string; children: ReactNode }>) => (
  <div>
    <Text size="xs" c="dimmed">
      {label}
    </Text>
    <Text size="sm" component="div">
      {children}
    </Text>
  </div>
);
