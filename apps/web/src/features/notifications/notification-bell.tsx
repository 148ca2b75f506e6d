/** The bell of the frame: what is new for whoever is signed in, with the way there and the way to be rid of it. */
import { ActionIcon, Box, Button, Group, Indicator, Popover, ScrollArea, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBell } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { RouteLink } from "#web/components/links";
import { notifyError } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { ErrorState } from "#web/components/states";
import { Age } from "#web/components/time";
import { queryClient, type RouterOutputs, trpc } from "#web/trpc";

const POLL_MS = 30_000;
const MOST_COUNTED = 99;

export function NotificationBell() {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const list = useQuery(trpc.notifications.list.queryOptions(undefined, { refetchInterval: POLL_MS }));
  const count = list.data?.count ?? 0;
  return (
    <Popover opened={isOpen} onChange={close} position="bottom-start" width={380} shadow="md" trapFocus returnFocus>
      <Indicator
        label={count > MOST_COUNTED ? `${MOST_COUNTED}+` : count}
        size={15}
        offset={5}
        color="ledger"
        disabled={count === 0}
        styles={{ indicator: { fontSize: 10, fontWeight: 600, padding: "0 4px" } }}
      >
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={count === 0 ? "Notifications" : `Notifications: ${count}`}
            onClick={toggle}
          >
            <IconBell size={17} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0}>
        <ScrollArea.Autosize mah="60dvh">
          {list.error && <ErrorState error={list.error} retry={() => void list.refetch()} />}
          {list.data && count === 0 && (
            <Text size="sm" c="dimmed" p="md">
              Nothing is new.
            </Text>
          )}
          <Stack gap={0} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
            {list.data?.newest.map((news) => (
              <NewsItem key={news.id} news={news} onLeave={close} />
            ))}
          </Stack>
          {list.data && count > list.data.newest.length && (
            <Text size="xs" c="dimmed" p="sm">
              The newest {list.data.newest.length} of {count.toLocaleString("en")}.
            </Text>
          )}
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}

type News = RouterOutputs["notifications"]["list"]["newest"][number];

function NewsItem({ news, onLeave }: Readonly<{ news: News; onLeave: () => void }>) {
  const [path = "/", query = ""] = news.link.split("?");
  return (
    <Box component="li" px="sm" py={10} style={{ borderBottom: "1px solid var(--rc-line)" }}>
      <Group justify="space-between" wrap="nowrap" align="baseline" gap="sm">
        <RouteLink
          to={path}
          search={Object.fromEntries(new URLSearchParams(query)) as never}
          fw={500}
          size="sm"
          onClick={onLeave}
        >
          {news.title}
        </RouteLink>
        <Text size="xs" c="dimmed" flex="none" component="div">
          <Age at={news.happenedAt} />
        </Text>
      </Group>
      <Text size="xs" c="dimmed" mt={2} lineClamp={4} style={{ overflowWrap: "anywhere" }}>
        {news.detail}
      </Text>
      <DismissButtons news={news} />
    </Box>
  );
}

function DismissButtons({ news }: Readonly<{ news: News }>) {
  const options = {
    onSuccess: () => queryClient.invalidateQueries(trpc.notifications.pathFilter()),
    onError: notifyError,
  };
  const dismiss = useMutation(trpc.notifications.dismiss.mutationOptions(options));
  const settle = useMutation(trpc.notifications.settle.mutationOptions(options));
  const maySettle = useMay("notifications:settle");
  const button = { variant: "subtle", color: "gray", size: "compact-xs" } as const;
  return (
    <Group gap={4} mt={4} ml={-8}>
      <Button
        {...button}
        aria-label={`Dismiss: ${news.title}`}
        loading={dismiss.isPending}
        onClick={() => dismiss.mutate({ id: news.id })}
      >
        Dismiss
      </Button>
      {maySettle && (
        <Button
          {...button}
          aria-label={`Dismiss for everybody: ${news.title}`}
          loading={settle.isPending}
          onClick={() => settle.mutate({ id: news.id })}
        >
          Dismiss for everybody
        </Button>
      )}
    </Group>
  );
}
