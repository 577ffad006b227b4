import { t } from "@lingui/core/macro";
import { MessageCircleDashed } from "lucide-react";
import { Link } from "wouter";

import { Icon } from "../../../components/Icon";
import { StateDot } from "../../../components/StateDot";
import { useShortcut } from "../../../lib/shortcuts/registry";
import { useBeginTemporary, useTemporary } from "./use-temporary";

/** The temporary conversations, as long as there are any: no other list has them. */
export const TemporaryList = ({ place }: { readonly place: string }) => {
  const conversations = useTemporary();
  if (conversations.length === 0) return null;
  return (
    <section
      aria-label={t`Temporary conversations`}
      className="mb-2 max-h-40 shrink-0 overflow-y-auto border-b-2 border-dashed border-border px-2 pb-2"
    >
      <h2 className="px-2 pb-1 text-xs font-medium text-text-faint">{t`Temporary, not kept`}</h2>
      <ul>
        {conversations.map(({ id, title, state }) => (
          <li key={id}>
            <Link
              aria-current={place.startsWith(`/c/${id}`) ? "page" : undefined}
              className="flex h-8 items-center gap-2 rounded-control px-2 text-sm text-text no-underline hover:bg-surface-hover focus-visible:-outline-offset-2 aria-[current=page]:bg-surface-selected"
              href={`/c/${id}`}
              title={title}
            >
              <Icon className="shrink-0 text-text-subtle" of={MessageCircleDashed} />
              {state === "streaming" && <StateDot label={t`Answering`} running tone="accent" />}
              <span className="min-w-0 flex-1 truncate" dir="auto">
                {title || t`New conversation`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Begins a temporary conversation by its keys and from the palette, wherever a person is. */
export const TemporaryKeys = () => {
  const begin = useBeginTemporary();
  useShortcut("temporary.begin", () => void begin({}));
  return null;
};
