import type { ThemeCatalogue } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { useState } from "react";

import { ErrorNote } from "../../components/ErrorNote";
import { Skeleton } from "../../components/Skeleton";
import { useOperation } from "../../data/use-operation";
import { useStream } from "../../data/use-stream";
import { CatalogueForm } from "./CatalogueForm";
import { CatalogueItem } from "./CatalogueItem";
import { fetchOn, hostOf, NOT_ASKED } from "./catalogue-fetch";
import { FetchStatus } from "./FetchStatus";
import type { FileToInstall } from "./ThemeInstall";

type Props = { readonly onPick: (file: FileToInstall) => void };

/** Collections of themes in git repositories: fetched when a button says so, and at no other time. */
export const Catalogues = ({ onPick }: Props) => {
  const { data, error, refetch } = useOperation("theme.catalogues", {});
  const fetch = useStream("theme.fetch_catalogue", fetchOn, { initial: NOT_ASKED });
  // Whose button was pressed last: that of a catalogue, or that beside the address.
  const [asked, setAsked] = useState({ by: "", host: "" });
  const start = (address: string, by: string) => {
    setAsked({ by, host: hostOf(address) ?? address });
    void fetch.start({ address: address.trim() });
  };
  const status = (by: string) => (
    <FetchStatus fetch={asked.by === by ? fetch : null} host={asked.host} onStop={fetch.stop} />
  );
  return (
    <section className="flex flex-col gap-4 border-t border-hairline pt-6">
      <div>
        <h3 className="font-medium">{t`From git repositories`}</h3>
        <p className="text-sm text-text-subtle">
          {t`Public collections of themes. What is fetched stays here, also without a connection; nothing is fetched unless you press for it.`}
        </p>
      </div>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={2} />}
      {data?.length === 0 && <p className="text-sm">{t`No catalogue has been fetched yet`}</p>}
      {data?.map((catalogue: ThemeCatalogue) => (
        <CatalogueItem
          busy={fetch.running}
          catalogue={catalogue}
          key={catalogue.id}
          onPick={onPick}
          onRefresh={() => start(catalogue.address, catalogue.id)}
          status={status(catalogue.id)}
        />
      ))}
      <CatalogueForm busy={fetch.running} onFetch={(address) => start(address, "")} />
      {status("")}
    </section>
  );
};
