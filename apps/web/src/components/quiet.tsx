/** Text that steps back, in plain elements, since tables are full of it: what explains a value (`Quiet`), and the dash where there is none (`Absent`, `title` says why). */
import { Text, type TextProps } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./quiet.module.css";

export const Quiet = ({ title, children }: Readonly<{ title?: string | undefined; children: ReactNode }>) => (
  <span className={classes.quiet} title={title}>
    {children}
  </span>
);

export const Absent = ({ title }: Readonly<{ title: string }>) => (
  <span className={classes.quiet} title={title} aria-label={title} role="img">
    —
  </span>
);

/** What a row is called. */
export const RowName = ({ children }: Readonly<{ children: string }>) => (
  <span className={classes.name}>{children}</span>
);

type InlineTextProps = Pick<TextProps, "c" | "fw" | "size"> &
  Readonly<{ tip?: string | undefined; isLong?: boolean; children: ReactNode }>;

/**
 * Text in a look of its own, or as what is around it: that is a plain span, which costs a tenth of a Text. `tip` is said on hover;
 * `isLong`: a cell of a table has it smaller, so that its end is seen.
 */
export const InlineText = ({ tip, isLong = false, children, ...text }: InlineTextProps) =>
  Object.keys(text).length === 0 ? (
    <span data-tip={tip} data-long={isLong || undefined}>
      {children}
    </span>
  ) : (
    <Text {...text} span inherit data-tip={tip} data-long={isLong || undefined}>
      {children}
    </Text>
  );

/** One line, cut off where its place ends; `title`, or the whole of it, on hover. */
export const ShortText = ({ text, title = text }: Readonly<{ text: string; title?: string }>) => (
  <span className={classes.short} title={title}>
    {text}
  </span>
);

type TwoLinesProps = Readonly<{ title?: string; c?: string; fw?: number; children: ReactNode }>;

/** Text of a cell that may take two lines; `title` is the whole of it. `c`: a colour of CSS, or `dimmed`. */
export const TwoLines = ({ title, c, fw, children }: TwoLinesProps) => (
  <span
    className={classes.two}
    title={title}
    style={{ color: c === "dimmed" ? "var(--rc-text-quiet)" : c, fontWeight: fw }}
  >
    {children}
  </span>
);
