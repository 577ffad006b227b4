import type { SnippetPart } from "@atelier/client/types";

type Props = { readonly parts: readonly SnippetPart[] };

/** A part of a text, with what was looked for marked. It is plain text, whatever it holds. */
export const Snippet = ({ parts }: Props) =>
  parts.map(({ text, marked }, at) =>
    marked ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name, and are drawn anew together
      <mark className="rounded-xs bg-accent-subtle font-medium text-text" key={at}>
        {text}
      </mark>
    ) : (
      text
    ),
  );
