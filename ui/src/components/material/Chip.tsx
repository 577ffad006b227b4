import type { Attachment } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, plural } from "@lingui/core/macro";
import { FileText, FileType, Image as ImageIcon, type LucideIcon, Paperclip } from "lucide-react";
import { type ReactNode, useState } from "react";

import { cx } from "../../lib/cx";
import { bytes } from "../../lib/quantity";
import { Icon } from "../Icon";
import { Preview } from "./Preview";
import { useBlobUrl } from "./use-blob-url";

type Props = {
  readonly attachment: Attachment;
  /** What else can be done with it, at its end. */
  readonly children?: ReactNode;
};

/** Something that goes along with a message: what it is, and a look at it when it is pressed. */
export const Chip = ({ attachment, children }: Props) => {
  const [open, setOpen] = useState(false);
  const { name } = attachment;
  return (
    <>
      <span className="flex max-w-80 min-w-0 items-center rounded-control border border-hairline bg-surface-raised text-sm">
        <button
          className="flex min-w-0 items-center gap-2 rounded-control p-1.5 pr-2 text-left hover:bg-surface-hover"
          onClick={() => setOpen(true)}
          title={name}
          type="button"
        >
          <Thumbnail attachment={attachment} />
          <span className="min-w-0">
            <span className="block truncate font-medium" dir="auto">
              {name}
            </span>
            <span className="numeric block truncate text-xs text-text-subtle">
              {factsOf(attachment)}
            </span>
          </span>
        </button>
        {children}
      </span>
      {open && <Preview attachment={attachment} onClose={() => setOpen(false)} />}
    </>
  );
};

const Thumbnail = ({ attachment }: { readonly attachment: Attachment }) => {
  const isPicture = attachment.kind === "image";
  const { url } = useBlobUrl(isPicture ? attachment.hash : null);
  return (
    <span
      className={cx(
        "flex size-9 shrink-0 items-center justify-center overflow-hidden rounded-control",
        "bg-surface-sunken text-text-subtle",
      )}
    >
      {url === null ? (
        <Icon of={iconOf(attachment)} />
      ) : (
        <img alt="" className="size-full object-cover" src={url} />
      )}
    </span>
  );
};

/** The icon of what an attachment is. */
const iconOf = ({ kind }: Attachment): LucideIcon => {
  switch (kind) {
    case "image":
      return ImageIcon;
    case "pdf":
    case "office":
      return FileType;
    case "text":
      return FileText;
    case "mention":
      return Paperclip;
  }
};

/** What an attachment is and how much, in few words. */
const factsOf = (attachment: Attachment): string => {
  const { kind, width, height, estimated_tokens: tokens } = attachment;
  const size = bytes(attachment.bytes);
  const facts = [i18n._(KINDS[kind]), size];
  if (width !== null && height !== null) facts.splice(1, 1, `${width} × ${height}`);
  // One that was attached by an earlier Atelier says nothing of pages.
  if (attachment.pages) {
    facts.splice(1, 0, plural({ pages: attachment.pages }, { one: "# page", other: "# pages" }));
  }
  if (tokens !== null) {
    facts.push(plural(tokens, { one: "about # token", other: "about # tokens" }));
  }
  return facts.join(" · ");
};

const KINDS = {
  image: msg`Picture`,
  pdf: msg`PDF`,
  text: msg`Text`,
  office: msg`Document`,
  mention: msg`File`,
} as const satisfies Record<Attachment["kind"], MessageDescriptor>;
