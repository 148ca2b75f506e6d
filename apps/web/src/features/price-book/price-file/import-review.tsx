/** A file before it is written: columns, unit, then the review of its rows. */
import { Alert, Collapse, Group, ScrollArea, Text, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { ChangeSet } from "#web/components/changes/change-choice";
import { ChangeReview } from "#web/components/changes/change-review";
import { usePriceSearch } from "../price-search";
import { ColumnMapping } from "./column-mapping";
import { type AboutFile, fileSource, type ImportDraft, isUnitGiven } from "./import-draft";
import { ImportSettings } from "./import-settings";
import type { ImportChoices } from "./kept-import";
import type { PriceFile } from "./price-file";
import { counted } from "#web/components/count";

type ImportReviewProps = Readonly<{
  file: PriceFile;
  choices: ImportChoices;
  onChange: (choices: ImportChoices) => void;
  onBack: () => void;
  onImported: (imported: ChangeSet) => void;
}>;

export function ImportReview({ file, choices, onChange, onBack, onImported }: ImportReviewProps) {
  const { draft, choice } = choices;
  const [search, setSearch] = usePriceSearch();
  const { columns, unit, decimals, providers } = draft;
  const source = useMemo(
    () => fileSource(file, { columns, unit, decimals, providers }),
    [file, columns, unit, decimals, providers],
  );
  const setDraft = (changed: ImportDraft) => onChange({ ...choices, draft: changed });
  const isUnitMissing = (set: ChangeSet) => unit === "" && !isUnitGiven(set.file?.columns ?? []);
  return (
    <ChangeReview
      source={source}
      verb="Import"
      name={file.name}
      date={{ from: draft.effectiveFrom, onChange: (from) => setDraft({ ...draft, effectiveFrom: from }) }}
      view={[
        { q: search.q, outcome: search.outcome, sort: search.order },
        ({ sort, ...patch }) => setSearch(sort === undefined ? patch : { ...patch, order: sort }),
      ]}
      choice={[choice, (next) => onChange({ ...choices, choice: next })]}
      onBack={{ words: "Another file", go: onBack }}
      onWritten={onImported}
      isBlocked={(set) => isUnitMissing(set) || (set.file?.problems.length ?? 0) > 0}
      nothing="Say above how the columns are taken."
      settings={(set) =>
        set?.file && (
          <ImportSettings
            about={set.file.about}
            columns={set.file.columns}
            draft={draft}
            isUnitMissing={isUnitMissing(set)}
            onChange={setDraft}
          />
        )
      }
    >
      {(set) =>
        set.file && (
          <>
            <FileAbout about={set.file.about} />
            {!set.file.about.isForeign && (
              <ColumnMapping columns={set.file.columns} draft={draft} onChange={setDraft} />
            )}
            <Problems problems={set.file.problems} isUnitMissing={isUnitMissing(set)} />
          </>
        )
      }
    </ChangeReview>
  );
}

type ProblemsProps = Readonly<{ problems: NonNullable<ChangeSet["file"]>["problems"]; isUnitMissing: boolean }>;

/** The missing unit is said where it is chosen. */
function Problems({ problems, isUnitMissing }: ProblemsProps) {
  const shown = problems.filter(({ field }) => !(isUnitMissing && field === "unit"));
  if (shown.length === 0) return null;
  return (
    <Alert flex="none" color="red" variant="light" p="xs" role="alert" title="The choices do not fit yet">
      {shown.map(({ field, problem }) => (
        <Text key={field + problem} size="sm">
          {field === "body" ? "The file" : field} {problem}
        </Text>
      ))}
    </Alert>
  );
}

/** What a file was recognised as, how much it holds, and which of its names have no price to take. */
function FileAbout({ about: { title, isForeign, models, remark, leftOut } }: Readonly<{ about: AboutFile }>) {
  const [isOpen, setIsOpen] = useState(false);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <Group gap="sm">
        <Text size="sm" fw={500}>
          {title}, {counted(models, isForeign ? "model" : "row")}
        </Text>
        {leftOut.length > 0 && (
          <UnstyledButton aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            <Group gap={4}>
              <Chevron size={14} aria-hidden />
              <Text size="sm" c="dimmed">
                {leftOut.length.toLocaleString("en")} left out, without a price to take
              </Text>
            </Group>
          </UnstyledButton>
        )}
        {remark !== null && (
          <Text size="sm" c="var(--rc-warn)">
            {remark}
          </Text>
        )}
      </Group>
      <Collapse expanded={isOpen}>
        <ScrollArea.Autosize mah={160} maw={860} mt={4}>
          {isOpen &&
            [...new Map(leftOut.map(({ model, reason }) => [model, reason]))].map(([model, reason]) => (
              <Text key={model} size="xs">
                <b>{model}</b> {reason}.
              </Text>
            ))}
        </ScrollArea.Autosize>
      </Collapse>
    </div>
  );
}
