/** A number of requests or tokens: readable at a glance, exact on hover. `null` is not known, which is not 0. */
import { Text, type TextProps } from "@mantine/core";
import { HoverTip } from "./hover-tip";
import { type CountValue, exactCount, readableCount } from "./read-count";

type CountProps = Readonly<{ of: CountValue | null | undefined; unit?: string; absent?: string }> &
  Pick<TextProps, "c" | "fw" | "size">;

export function Count({ of, unit, absent = "not known", ...text }: CountProps) {
  if (of === null || of === undefined) {
    return (
      <Text span inherit {...text} c="dimmed" title={absent} aria-label={absent} role="img">
        —
      </Text>
    );
  }
  const exact = exactCount(of);
  const glance = readableCount(of);
  const shown =
    Object.keys(text).length === 0 ? (
      <span>{glance}</span>
    ) : (
      <Text span inherit {...text}>
        {glance}
      </Text>
    );
  return glance === exact && unit === undefined ? (
    shown
  ) : (
    <HoverTip label={unit === undefined ? exact : `${exact} ${unit}`}>{shown}</HoverTip>
  );
}
