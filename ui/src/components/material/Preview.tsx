import type { Attachment } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";

import { useOperation } from "../../data/use-operation";
import { bytes, count } from "../../lib/quantity";
import { Dialog } from "../Dialog";
import { ErrorNote } from "../ErrorNote";
import { Facts } from "../Facts";
import { ExactText } from "../markdown/Inline";
import { Skeleton } from "../Skeleton";
import { useBlobUrl } from "./use-blob-url";

type Props = { readonly attachment: Attachment; readonly onClose: () => void };

/** A look at what goes along with a message. */
export const Preview = ({ attachment, onClose }: Props) => (
  <Dialog onClose={onClose} open title={attachment.name} wide>
    {attachment.note !== null && (
      <p className="mb-3 text-text-subtle" lang="en">
        {attachment.note}
      </p>
    )}
    <Content attachment={attachment} />
  </Dialog>
);

const Content = ({ attachment }: { readonly attachment: Attachment }) => {
  const { kind, hash, text_hash: textHash, path } = attachment;
  const text = textHash ?? hash;
  switch (kind) {
    case "image":
      return <Picture attachment={attachment} />;
    case "pdf":
      return (
        <Facts
          facts={[
            { name: t`Document`, value: attachment.media_type },
            { name: t`Pages`, value: pagesOf(attachment) },
            { name: t`Size`, value: bytes(attachment.bytes) },
          ]}
        />
      );
    case "text":
    case "office":
    case "mention":
      return text === null ? (
        <p>
          <Trans>
            <span className="font-mono">{path}</span> is read when the message is sent, as it is
            then.
          </Trans>
        </p>
      ) : (
        <Text characters={attachment.characters} hash={text} />
      );
  }
};

/** How many pages a document has; one that was attached by an earlier Atelier does not say. */
const pagesOf = ({ pages }: Attachment): string =>
  pages === null || pages === undefined ? t`unknown` : count(pages);

const Picture = ({ attachment }: { readonly attachment: Attachment }) => {
  const { url, failed } = useBlobUrl(attachment.hash);
  if (failed) return <p className="text-text-subtle">{t`The picture is not kept any more.`}</p>;
  if (url === null) return <Skeleton className="h-64" />;
  return (
    <img
      alt={attachment.name}
      className="mx-auto max-h-[62vh] max-w-full rounded-control object-contain"
      src={url}
    />
  );
};

type TextProps = { readonly hash: string; readonly characters: number | null };

const Text = ({ hash, characters }: TextProps) => {
  const { data, error } = useOperation("attachment.text", { hash });
  if (error) return <ErrorNote error={error} title={t`The text could not be read`} />;
  if (!data) return <Skeleton lines={8} />;
  return (
    <>
      <pre
        className="max-h-[58vh] overflow-auto rounded-card bg-surface-sunken p-3 font-mono text-sm whitespace-pre-wrap wrap-anywhere"
        dir="auto"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
        tabIndex={0}
      >
        <ExactText text={data.text} />
      </pre>
      {!data.complete && (
        <p className="mt-2 text-sm text-text-subtle">
          {characters === null
            ? t`This is its beginning. All of it is sent.`
            : plural(characters, {
                one: "This is its beginning. All of it, # character, is sent.",
                other: "This is its beginning. All # characters are sent.",
              })}
        </p>
      )}
    </>
  );
};
