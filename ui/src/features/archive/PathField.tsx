import type { PathKind } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { type ReactNode, useDeferredValue } from "react";

import { ChoosePath } from "../../components/ChoosePath";
import { ComboField } from "../../components/ComboField";
import { Field } from "../../components/Field";
import { useOperation } from "../../data/use-operation";

type Props = {
  readonly label: string;
  readonly description?: string;
  readonly path: string;
  /** What is chosen where the system has a dialog for it. */
  readonly chooses: PathKind;
  readonly onChange: (path: string) => void;
  readonly error?: string | null;
  readonly placeholder?: string;
  readonly beside?: ReactNode;
};

/** The path of a file or folder, with the folders it could go on with. */
export const PathField = ({
  label,
  description,
  error,
  path,
  chooses,
  onChange,
  beside,
  ...rest
}: Props) => {
  const typed = useDeferredValue(path);
  // A whole path that was suggested is not a beginning of one.
  const open = typed.endsWith("/") || typed.split("/").length < 3;
  const suggested = useOperation(
    "folder.suggest",
    { path: typed },
    { enabled: typed.length > 0 && open, keepPrevious: true },
  );
  return (
    <Field description={description} label={label} {...(error === undefined ? {} : { error })}>
      {(control) => (
        <ComboField
          {...control}
          {...rest}
          beside={
            <>
              <ChoosePath kind={chooses} onChosen={onChange} start={path} title={label} />
              {beside}
            </>
          }
          first="free"
          listLabel={t`Folders`}
          maxLength={4_000}
          onChange={onChange}
          onPick={(folder) => onChange(`${folder}/`)}
          options={open && path !== "" ? (suggested.data ?? []) : []}
          text={path}
        />
      )}
    </Field>
  );
};
