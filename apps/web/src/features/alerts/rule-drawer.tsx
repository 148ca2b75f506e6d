/** A rule that is made or changed: a kind from the gallery first, then its limits, and what it would have said. */
import { Badge, Button, Drawer, Group, Stack, Text, UnstyledButton } from "@mantine/core";
import { ALERT_PRESETS, type AlertPreset } from "@ratecard/contract";
import { useState } from "react";
import { checkWords, KIND_WORDS, type Rule } from "./alert-words";
import classes from "./alerts.module.css";
import { RuleForm } from "./rule-form";

type RuleDrawerProps = Readonly<{ standing?: Rule; onClose: () => void }>;

export function RuleDrawer({ standing, onClose }: RuleDrawerProps) {
  const [preset, setPreset] = useState<AlertPreset | null>(null);
  const draft = standing ?? (preset && { ...preset, isActive: true, isInApp: true, channelIds: [] });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={560}
      title={standing?.name ?? preset?.name ?? "What is news?"}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {draft ? (
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {KIND_WORDS[draft.check.kind].about}
          </Text>
          <RuleForm draft={draft} {...(standing && { id: standing.id })} onClose={onClose} />
          {!standing && (
            <Group>
              <Button variant="default" size="compact-sm" onClick={() => setPreset(null)}>
                Another kind
              </Button>
            </Group>
          )}
        </Stack>
      ) : (
        <Gallery onChoose={setPreset} />
      )}
    </Drawer>
  );
}

const Gallery = ({ onChoose }: Readonly<{ onChoose: (preset: AlertPreset) => void }>) => (
  <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
    {ALERT_PRESETS.map((preset) => (
      <li key={preset.name}>
        <UnstyledButton className={classes.preset} onClick={() => onChoose(preset)}>
          <Group justify="space-between" wrap="nowrap">
            <Text size="sm" fw={600}>
              {preset.name}
            </Text>
            {preset.isRecommended && <Badge color="ledger">recommended</Badge>}
          </Group>
          <Text size="sm">{KIND_WORDS[preset.check.kind].about}</Text>
          <Text size="xs" c="dimmed">
            {checkWords(preset.check)}
          </Text>
        </UnstyledButton>
      </li>
    ))}
  </Stack>
);
