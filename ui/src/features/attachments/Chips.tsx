import type { Attachment } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { CircleAlert, Info, LoaderCircle, X } from "lucide-react";
import { type KeyboardEvent, useRef } from "react";

import { Icon } from "../../components/Icon";
import { IconButton } from "../../components/IconButton";
import { Chip } from "../../components/material/Chip";
import { bytes } from "../../lib/quantity";
import type { Upload } from "./uploads";

type Props = {
  readonly attachments: readonly Attachment[];
  readonly uploads: readonly Upload[];
  readonly onRemove: (attachment: Attachment) => void;
  readonly onDrop: (key: number) => void;
};

/** What goes along with the message that is being written. */
export const Chips = ({ attachments, uploads, onRemove, onDrop }: Props) => {
  const list = useRef<HTMLUListElement>(null);
  if (attachments.length + uploads.length === 0) return null;
  const notes = attachments.filter(({ note }) => note !== null);
  return (
    <div className="px-3 pt-3">
      <ul aria-label={t`Attachments`} className="flex flex-wrap gap-2" ref={list}>
        {attachments.map((attachment) => (
          <li key={attachment.id} onKeyDown={(event) => removeByKey(event, list.current)}>
            <Chip attachment={attachment}>
              <IconButton
                data-remove=""
                icon={X}
                label={t`Remove ${{ name: attachment.name }}`}
                onClick={() => onRemove(attachment)}
              />
            </Chip>
          </li>
        ))}
        {uploads.map((upload) => (
          <li key={`upload ${upload.key}`}>
            <OnItsWay onDrop={() => onDrop(upload.key)} upload={upload} />
          </li>
        ))}
      </ul>
      {notes.map(({ id, name, note }) => (
        <p className="mt-2 flex gap-2 text-xs text-text-subtle" key={id}>
          <Icon className="mt-px shrink-0 text-info" of={Info} />
          <span>
            <span className="font-medium">{name}:</span> <span lang="en">{note}</span>
          </span>
        </p>
      ))}
    </div>
  );
};

/** Removes what has the focus by a key, and moves the focus to its neighbour. */
const removeByKey = (event: KeyboardEvent<HTMLLIElement>, list: HTMLUListElement | null): void => {
  if (event.key !== "Delete" && event.key !== "Backspace") return;
  event.preventDefault();
  const item = event.currentTarget;
  const neighbour = item.nextElementSibling ?? item.previousElementSibling;
  item.querySelector<HTMLButtonElement>("[data-remove]")?.click();
  const field = list?.closest("section")?.querySelector<HTMLElement>("textarea");
  (neighbour?.querySelector("button") ?? field)?.focus();
};

type WayProps = { readonly upload: Upload; readonly onDrop: () => void };

const OnItsWay = ({ upload, onDrop }: WayProps) => {
  const { name, error, sent } = upload;
  const percent = Math.round(sent * 100);
  if (error !== null) {
    return (
      <span
        className="flex max-w-lg items-center gap-2 rounded-control border border-danger/40 bg-danger-subtle py-1.5 pr-1 pl-3 text-sm"
        role="alert"
      >
        <Icon className="shrink-0 text-danger" of={CircleAlert} />
        <span className="min-w-0">
          <span className="block font-medium">{error.message}</span>
          {error.hint && (
            <span className="block text-xs text-text-subtle first-letter:uppercase">
              {error.hint}
            </span>
          )}
          {error.detail && (
            <span className="block text-xs wrap-anywhere text-text-subtle" lang="en">
              {error.detail}
            </span>
          )}
        </span>
        <IconButton icon={X} label={t`Dismiss ${name}`} onClick={onDrop} />
      </span>
    );
  }
  return (
    <span className="flex max-w-80 items-center gap-2 rounded-control border border-hairline bg-surface-raised py-1.5 pl-2 text-sm">
      <Icon className="shrink-0 text-text-subtle" of={LoaderCircle} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium" dir="auto">
          {name}
        </span>
        <progress
          aria-label={t`Attaching ${name}`}
          className="block h-1 w-full accent-accent"
          max={100}
          value={percent}
        />
      </span>
      <span className="numeric shrink-0 text-xs text-text-subtle">{bytes(upload.bytes)}</span>
      <IconButton icon={X} label={t`Stop attaching ${name}`} onClick={onDrop} />
    </span>
  );
};
