import type { Import } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { RelativeTime } from "../../components/RelativeTime";
import { Skeleton } from "../../components/Skeleton";
import { showToast } from "../../components/toasts";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { errorLine } from "../../lib/error-words";
import { Part } from "./Part";
import { SOURCES } from "./words";

/** The imports that were made, last first, each with the way back. */
export const ImportList = () => {
  const { data: imports, error, isPending, refetch } = useOperation("import.list", {});
  return (
    <Part
      description={t`Taking an import back moves what it brought to the trash. What was here before stays.`}
      id="imports"
      title={t`Imports so far`}
    >
      {isPending && <Skeleton lines={2} />}
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {imports?.length === 0 && (
        <p className="text-sm text-text-subtle">{t`Nothing was imported yet.`}</p>
      )}
      {imports && imports.length > 0 && (
        <ul className="divide-y divide-hairline">
          {imports.map((it) => (
            <Row it={it} key={it.id} />
          ))}
        </ul>
      )}
    </Part>
  );
};

const Row = ({ it }: { readonly it: Import }) => {
  const undo = useCommand("import.undo");
  const take = () =>
    undo.mutate(
      { import_id: it.id },
      {
        onSuccess: () =>
          showToast({
            text: plural(
              { count: it.conversations },
              {
                one: "# conversation moved to the trash",
                other: "# conversations moved to the trash",
              },
            ),
          }),
        onError: (error) => showToast({ text: errorLine(error), tone: "danger" }),
      },
    );
  return (
    <li className="flex items-start gap-3 py-3 first:pt-0">
      <div className="min-w-0 flex-1 text-sm">
        <p
          id={`import-${it.id}`}
        >{t`${plural({ conversations: it.conversations }, { one: "# conversation", other: "# conversations" })}, ${plural({ messages: it.messages }, { one: "# message", other: "# messages" })} from ${{ source: SOURCES[it.source] }}`}</p>
        <p className="truncate font-mono text-xs text-text-subtle" dir="ltr" title={it.path}>
          {it.path}
        </p>
        <p className="text-xs text-text-subtle">
          {it.ended_at === null ? t`Stopped` : t`Imported`}, <RelativeTime at={it.started_at} />
          {it.undone_at !== null && ` · ${t`Taken back since`}`}
        </p>
      </div>
      {it.undone_at === null && it.conversations > 0 && (
        <Button
          aria-describedby={`import-${it.id}`}
          onClick={take}
          pending={undo.isPending}
          variant="quiet"
        >
          {t`Take back`}
        </Button>
      )}
    </li>
  );
};
