import { t } from "@lingui/core/macro";
import { useMutation } from "@tanstack/react-query";

import { Button } from "../../components/Button";
import { showToast } from "../../components/toasts";
import { usePlatform } from "../../platform/context";
import type { DownloadWish } from "../../platform/downloads";

type Props = { readonly wish: DownloadWish };

/** Lets the browser keep an export, where the page is in one. */
export const DownloadButton = ({ wish }: Props) => {
  const { download } = usePlatform();
  const ask = useMutation({
    mutationFn: async () => download?.(wish),
    onError: (error) => showToast({ text: error.message }),
  });
  if (!download) return null;
  return (
    <Button onClick={() => ask.mutate()} pending={ask.isPending}>
      {t({ message: "Download", context: "verb" })}
    </Button>
  );
};
