/** Text that steps back: what explains a value (`Quiet`), and the dash where there is none (`Absent`, `title` says why). */
import { Text, type TextProps } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./two-lines.module.css";

export const Quiet = ({ title, children }: Readonly<{ title?: string | undefined; children: ReactNode }>) => (
  <Text span inherit c="dimmed" title={title}>
    {children}
  </Text>
);

export const Absent = ({ title, ...text }: Readonly<{ title: string }> & Pick<TextProps, "c" | "fw" | "size">) => (
  <Text span inherit {...text} c="dimmed" title={title} aria-label={title} role="img">
    —
  </Text>
);

/** Text of a cell that may take two lines; `title` is the whole of it. */
export const TwoLines = ({
  title,
  children,
  ...text
}: Readonly<{ title?: string; children: ReactNode }> & Pick<TextProps, "c" | "fw">) => (
  <Text span inherit className={classes.two} title={title} {...text}>
    {children}
  </Text>
);
