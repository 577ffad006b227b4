import type { MessageId } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";

import { IconButton } from "../../components/IconButton";
import { type Side, useBranching } from "./branching";

type Props = { readonly id: MessageId };

/** Steps between a message and its siblings; nothing where it has none. */
export const BranchStepper = ({ id }: Props) => {
  const branching = useBranching();
  const group = useRef<HTMLFieldSetElement>(null);
  const fork = branching?.forks.get(id);

  // What was stepped from is gone from the page; the focus goes on where it was.
  useEffect(() => {
    const next = branching?.focusNext.current;
    if (!branching || !fork || next?.id !== id) return;
    branching.focusNext.current = null;
    const buttons = [...(group.current?.querySelectorAll("button") ?? [])];
    const [previous, following] = buttons;
    const wanted = next.side === "previous" ? previous : following;
    (wanted?.disabled ? buttons.find((button) => !button.disabled) : wanted)?.focus();
  }, [branching, fork, id]);

  if (!branching || !fork) return null;
  const { busy, focusNext, show } = branching;
  const step = (side: Side) => {
    const to = fork[side];
    if (to === null || busy) return;
    focusNext.current = { id: to, side };
    show(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const side = KEYS[event.key];
    if (side === undefined) return;
    event.preventDefault();
    step(side);
  };
  return (
    <fieldset
      aria-label={t`Version ${{ place: fork.place }} of ${{ count: fork.count }}`}
      className="m-0 flex min-w-0 items-center border-0 p-0 text-xs text-text-subtle"
      onKeyDown={onKeyDown}
      ref={group}
    >
      <IconButton
        className="size-7"
        disabled={busy || fork.previous === null}
        icon={ChevronLeft}
        label={busy ? t`Previous version once the answer has ended` : t`Previous version`}
        onClick={() => step("previous")}
        shortcut="←"
      />
      <span aria-hidden className="numeric px-0.5">
        {fork.place} / {fork.count}
      </span>
      <IconButton
        className="size-7"
        disabled={busy || fork.next === null}
        icon={ChevronRight}
        label={busy ? t`Next version once the answer has ended` : t`Next version`}
        onClick={() => step("next")}
        shortcut="→"
      />
    </fieldset>
  );
};

const KEYS: Readonly<Record<string, Side>> = { ArrowLeft: "previous", ArrowRight: "next" };
