import type { ReactNode } from "react";

import { usePlatform } from "../platform/context";

type Props = { readonly href: string; readonly children: ReactNode };

/** A link that opens outside of Atelier. */
export const ExternalLink = ({ href, children }: Props) => {
  const platform = usePlatform();
  return (
    <a
      href={href}
      onClick={(event) => {
        event.preventDefault();
        void platform.openExternal(href);
      }}
      rel="noreferrer"
      title={href}
    >
      {children}
    </a>
  );
};
