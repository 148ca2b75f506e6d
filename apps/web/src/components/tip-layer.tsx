/**
 * Tooltips of elements with `data-tip`, one for the whole page: a screen of a table has hundreds of them, and each costs an attribute.
 * Shown on hover and for the keyboard's focus, as Mantine's are; a child that is more than text takes `HoverTip`.
 *   <span data-tip="$0.0105 USD">$0.01</span>
 */
import { Tooltip } from "@mantine/core";
import { useEffect, useState } from "react";

const OPEN_DELAY_MS = 250;
const WIDEST_PX = 280;

type Shown = Readonly<{ target: HTMLElement; label: string }>;

export function TipLayer() {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => listenForTips(setShown), []);
  return shown && <Tooltip opened target={shown.target} label={shown.label} multiline maw={WIDEST_PX} />;
}

function listenForTips(setShown: (shown: Shown | null) => void): () => void {
  let pointed: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const point = (target: HTMLElement | null) => {
    if (target === pointed) return;
    clearTimeout(timer);
    setShown(null);
    pointed = target;
    if (target) timer = setTimeout(() => setShown({ target, label: target.dataset["tip"] ?? "" }), OPEN_DELAY_MS);
  };
  const hide = () => pointed && point(null);
  const ended = new AbortController();
  const listen = <Name extends keyof DocumentEventMap>(name: Name, hear: (event: DocumentEventMap[Name]) => void) =>
    document.addEventListener(name, hear, { signal: ended.signal, capture: true, passive: true });
  listen("mouseover", ({ target }) => point(tipped(target)));
  listen(
    "focusin",
    ({ target }) => target instanceof Element && target.matches(":focus-visible") && point(tipped(target)),
  );
  listen("focusout", hide);
  // Another row may stand under the pointer now, in the same element.
  listen("scroll", hide);
  listen("keydown", ({ key }) => key === "Escape" && hide());
  document.documentElement.addEventListener("mouseleave", hide, { signal: ended.signal });
  return () => {
    clearTimeout(timer);
    ended.abort();
  };
}

const tipped = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>("[data-tip]") : null;
