import { t } from "@lingui/core/macro";
import { ImageOff } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useContext } from "react";
import { revealControls } from "../../lib/markdown/controls";
import { readLink } from "../../lib/markdown/links";
import { ExactText } from "./Inline";
import { OpenLink } from "./open-link";

type LinkProps = {
  readonly destination: string;
  readonly title: string | null;
  readonly children: ReactNode;
};

/**
 * A link of the text. It opens outside, after the person has seen where it leads.
 *
 * It has no `href`: a browser connects to where one leads as soon as it is pressed, before anybody was asked.
 */
export const Link = ({ destination, title, children }: LinkProps) => {
  const open = useContext(OpenLink);
  const link = readLink(destination);
  if (link === null) {
    return (
      <span
        title={t`Not a web address: ${{ destination: spelled(destination) }}`}
        className="underline decoration-dotted"
      >
        {children}
      </span>
    );
  }
  const ask = (event: MouseEvent) => {
    event.preventDefault();
    if (event.button === 0 || event.button === 1) open(link);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    open(link);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <a> without href is none
    <span
      role="link"
      tabIndex={0}
      title={title === null ? link.url : `${spelled(title)} (${link.url})`}
      onClick={ask}
      onAuxClick={ask}
      onKeyDown={press}
      className="cursor-pointer text-accent underline decoration-1 underline-offset-2 hover:decoration-2 forced-colors:text-[LinkText]"
    >
      <bdi>{children}</bdi>
    </span>
  );
};

type ImageProps = { readonly destination: string; readonly description: string };

/** Stands for an image elsewhere: it is never loaded, only named and offered as a link. */
export const RemoteImage = ({ destination, description }: ImageProps) => {
  const open = useContext(OpenLink);
  const link = readLink(destination);
  const label = description === "" ? t`Image` : description;
  const text = (
    <>
      <ImageOff aria-hidden className="size-4 shrink-0 text-text-faint" strokeWidth={1.5} />
      <ExactText text={label} />
    </>
  );
  const style =
    "inline-flex max-w-full items-center gap-1.5 rounded-control border border-hairline px-2 py-0.5 align-middle text-sm";
  if (link === null || link.kind === "mail") return <span className={style}>{text}</span>;
  return (
    <button type="button" onClick={() => open(link)} className={`${style} hover:bg-surface-sunken`}>
      {text}
      <span className="text-text-subtle">
        · {t`not loaded`} · {link.host}
      </span>
    </button>
  );
};

function spelled(text: string): string {
  const shown = revealControls(text).map((part) =>
    part.kind === "text" ? part.text : `[${part.code}]`,
  );
  return shown.join("").slice(0, 300);
}
