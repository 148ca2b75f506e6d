import { Text, type TextProps } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./two-lines.module.css";

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
