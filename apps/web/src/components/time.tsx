/**
 * Instants as people read them. `<Time at={iso}/>` is the UTC instant; `<Age at={iso}/>` is "3 min ago" with the instant on hover.
 * Time  `at` is ISO 8601 or null; null is an em dash with `absent` as its title. Always UTC, said so.
 */
import { Text } from "@mantine/core";
import { ageOf } from "./age-of";
import { HoverTip } from "./hover-tip";
import { useNow } from "./use-now";

type TimeProps = Readonly<{ at: string | null | undefined; absent?: string; seconds?: boolean }>;

export function Time({ at, absent = "never", seconds = false }: TimeProps) {
  if (!at) return <Absent title={absent} />;
  return (
    <time dateTime={at} title={`${instantText(at, true)} UTC`}>
      {instantText(at, seconds)}
    </time>
  );
}

export function Age({ at, absent = "never" }: TimeProps) {
  const now = useNow();
  if (!at) return <Absent title={absent} />;
  return (
    <HoverTip label={`${instantText(at, true)} UTC`}>
      <time dateTime={at}>{ageOf(new Date(at).getTime(), now)}</time>
    </HoverTip>
  );
}

const Absent = ({ title }: Readonly<{ title: string }>) => (
  <Text span inherit c="dimmed" title={title} aria-label={title} role="img">
    —
  </Text>
);

/** "2026-01-31 14:05" or with seconds, in UTC. */
function instantText(at: string, seconds: boolean): string {
  const iso = new Date(at).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, seconds ? 19 : 16)}`;
}
