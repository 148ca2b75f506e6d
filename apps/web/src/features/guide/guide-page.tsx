/** The guide inside the product: how models are priced, and what to do when they are not. Every step leads to its screen. */
import { NavLink, Text, Title } from "@mantine/core";
import { useLocation } from "@tanstack/react-router";
import { type ComponentType, useEffect } from "react";
import { Page } from "#web/components/page";
import { Importing, Usage } from "./arriving-bodies";
import classes from "./guide.module.css";
import { Instrumentations } from "./instrumentation-bodies";
import { Chain, Dates, Names, Units } from "./naming-bodies";
import { type TopicId, TOPICS } from "./topics";
import { CostsWrong, DefaultPricing, ModelsMissing } from "./troubleshooting-bodies";

const BODIES: Readonly<Record<TopicId, ComponentType>> = {
  names: Names,
  chain: Chain,
  units: Units,
  dates: Dates,
  import: Importing,
  usage: Usage,
  instrumentations: Instrumentations,
  "models-missing": ModelsMissing,
  "costs-wrong": CostsWrong,
  "default-pricing": DefaultPricing,
};

export function GuidePage() {
  const { hash } = useLocation();
  // The page is loaded after the address is known, so the browser has looked for the heading too early.
  useEffect(() => document.getElementById(hash)?.scrollIntoView(), [hash]);
  return (
    <Page
      title="How models are priced"
      description="From a name in a request to a cost with a reason, and what to do when there is none."
    >
      <div className={classes.frame}>
        <nav className={classes.contents} aria-label="Contents">
          {TOPICS.map(({ id, title }) => (
            <NavLink key={id} href={`#${id}`} label={title} active={hash === id} py={5} />
          ))}
        </nav>
        <article>
          {TOPICS.map(({ id, title }) => {
            const Body = BODIES[id];
            return (
              <section key={id} id={id} className={classes.topic} aria-labelledby={`${id}-title`}>
                <Title order={2} id={`${id}-title`} mb="xs">
                  {title}
                </Title>
                <Body />
              </section>
            );
          })}
          <Text size="sm" c="dimmed">
            Ctrl K finds every page and every chapter of this guide.
          </Text>
        </article>
      </div>
    </Page>
  );
}
