import { t } from "@lingui/core/macro";
import type { MarkedToken, Token } from "marked";
import type { ReactNode } from "react";
import { revealControls, revealProseControls, type TextPart } from "../../lib/markdown/controls";
import { decodeEntities } from "../../lib/markdown/entities";
import type { MathToken } from "../../lib/markdown/math";
import { Link, RemoteImage } from "./Link";
import { MathText } from "./MathText";

type Props = { readonly tokens: readonly Token[] | undefined };

/** Shows the text, emphasis, code and links inside a paragraph. */
export const Inline = ({ tokens }: Props): ReactNode =>
  // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place
  tokens?.map((token, index) => <InlineToken key={index} token={token} />);

const InlineToken = ({ token }: { readonly token: Token }) => {
  const known = token as MarkedToken | MathToken;
  switch (known.type) {
    case "math":
      return <MathText display={known.display} tex={known.text} />;
    case "strong":
      return (
        <strong className="font-semibold">
          <Inline tokens={known.tokens} />
        </strong>
      );
    case "em":
      return (
        <em className="[font-synthesis:style]">
          <Inline tokens={known.tokens} />
        </em>
      );
    case "del":
      return (
        <del className="text-text-subtle">
          <Inline tokens={known.tokens} />
        </del>
      );
    case "codespan":
      return (
        <code
          dir="ltr"
          className="rounded-control bg-surface-sunken px-1 py-0.5 font-mono text-[0.9em] [font-variant-ligatures:none]"
        >
          <ExactText text={known.text} />
        </code>
      );
    case "br":
      return <br />;
    case "checkbox":
      return null;
    case "link":
      return (
        <Link destination={known.href} title={known.title ?? null}>
          <Inline tokens={known.tokens} />
        </Link>
      );
    case "image":
      return <RemoteImage destination={known.href} description={known.text} />;
    case "escape":
      return <PlainText text={known.text} literal />;
    default:
      return <PlainText text={token.raw} />;
  }
};

type PlainProps = {
  readonly text: string;
  /** Whether character references stand as they are written. */
  readonly literal?: boolean;
};

/** Shows prose; characters that would turn the reading direction or drive a terminal are spelled out. */
export const PlainText = ({ text, literal }: PlainProps) => (
  <Parts parts={revealProseControls(literal === true ? text : decodeEntities(text))} />
);

/** Shows text that must be read exactly; every hidden character is spelled out. */
export const ExactText = ({ text }: { readonly text: string }) => (
  <Parts parts={revealControls(text)} />
);

const Parts = ({ parts }: { readonly parts: readonly TextPart[] }): ReactNode =>
  parts.map((part, index) => {
    if (part.kind === "text") return part.text;
    return (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
        key={index}
        title={t`A hidden character`}
        className="mx-px rounded-control bg-warning-subtle px-1 text-[0.75em] text-warning"
      >
        {part.code}
      </span>
    );
  });
