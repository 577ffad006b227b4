import { t } from "@lingui/core/macro";
import { type ReactNode, useState } from "react";

import type { SafeLink } from "../../lib/markdown/links";
import { usePlatform } from "../../platform/context";
import { Button } from "../Button";
import { Confirm } from "../Confirm";
import { showToast } from "../toasts";
import { OpenLink } from "./open-link";
import { useFlash } from "./use-flash";

type Props = { readonly children: ReactNode };

/** Lets the links below it open outside, each after the person has seen where it really leads. */
export const LinkGate = ({ children }: Props) => {
  const platform = usePlatform();
  const [asked, setAsked] = useState<SafeLink | null>(null);
  const close = () => setAsked(null);
  const open = ({ url }: SafeLink) => {
    close();
    platform
      .openExternal(url)
      .catch(() => showToast({ text: t`The link could not be opened`, tone: "danger" }));
  };
  return (
    <OpenLink value={setAsked}>
      {children}
      <Confirm
        beside={asked && <CopyAddress url={asked.url} />}
        act={asked?.kind === "mail" ? t`Write a letter` : t`Open in the browser`}
        keep={t`Stay here`}
        onAct={() => asked && open(asked)}
        onClose={close}
        open={asked !== null}
        title={asked?.kind === "mail" ? t`Write to this address?` : t`Open this page?`}
      >
        {asked && <Destination link={asked} />}
      </Confirm>
    </OpenLink>
  );
};

const CopyAddress = ({ url }: { readonly url: string }) => {
  const platform = usePlatform();
  const [copied, flash] = useFlash();
  return (
    <Button onClick={() => platform.copyText(url).then(flash, () => {})} variant="quiet">
      {copied ? t`Copied` : t`Copy the address`}
    </Button>
  );
};

const Destination = ({ link }: { readonly link: SafeLink }) => (
  <>
    <p className="text-lg font-semibold wrap-anywhere [font-variant-ligatures:none]" dir="ltr">
      {link.host}
    </p>
    {link.kind === "web" && (
      <p
        className="mt-2 font-mono text-sm wrap-anywhere text-text-subtle [font-variant-ligatures:none]"
        dir="ltr"
      >
        {link.url}
      </p>
    )}
    {link.host.includes("xn--") && (
      <p className="mt-3 text-sm text-warning">
        {t`The name holds letters of other scripts, which can look like those of a name you know.`}
      </p>
    )}
  </>
);
