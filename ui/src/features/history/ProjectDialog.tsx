import type { Project, ProjectColor } from "@atelier/client/types";
import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { useId, useState } from "react";

import { Button } from "../../components/Button";
import { ColorDot } from "../../components/ColorDot";
import { Confirm } from "../../components/Confirm";
import { Field } from "../../components/Field";
import { TextArea } from "../../components/TextArea";
import { TextField } from "../../components/TextField";
import { useCommand } from "../../data/use-command";
import { errorLine } from "../../lib/error-words";
import { PROJECT_COLORS } from "./project-colors";

type Props = {
  /** The project to change; null makes a new one. */
  readonly project: Project | null;
  readonly onClose: () => void;
  /** Runs with the project as it then is. */
  readonly onDone?: (project: Project) => void;
  /** Runs once it is deleted. */
  readonly onDeleted?: () => void;
};

/** A project: its name, its colour, and what Claude is told in it. */
export const ProjectDialog = ({ project, onClose, onDone, onDeleted }: Props) => {
  const create = useCommand("project.create");
  const update = useCommand("project.update");
  const remove = useCommand("project.delete");
  const [name, setName] = useState(project?.name ?? "");
  const [color, setColor] = useState<ProjectColor>(project?.color ?? "blue");
  const [instructions, setInstructions] = useState(project?.instructions ?? "");
  const [asking, setAsking] = useState(false);
  const group = useId();
  const error = create.error ?? update.error ?? remove.error;
  const save = () => {
    const onSuccess = (saved: Project) => {
      onClose();
      onDone?.(saved);
    };
    if (project) update.mutate({ id: project.id, name, color, instructions }, { onSuccess });
    else create.mutate({ name, color, instructions }, { onSuccess });
  };
  return (
    <Confirm
      act={project ? t`Save` : t`Create`}
      beside={
        project && (
          <Button
            className="mr-auto"
            onClick={() => {
              if (!asking) return setAsking(true);
              remove.mutate(
                { id: project.id },
                {
                  onSuccess: () => {
                    onClose();
                    onDeleted?.();
                  },
                },
              );
            }}
            pending={remove.isPending}
            variant="danger"
          >
            {asking ? t`Delete the project, keep its conversations` : t`Delete`}
          </Button>
        )
      }
      disabled={name.trim() === ""}
      onAct={save}
      onClose={onClose}
      open
      pending={create.isPending || update.isPending}
      title={project ? t`Project` : t`New project`}
    >
      <div className="flex flex-col gap-5 pt-1">
        <TextField
          autoFocus
          error={error && errorLine(error)}
          label={t`Name`}
          maxLength={80}
          onChange={setName}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.nativeEvent.isComposing && name.trim() !== "")
              save();
          }}
          text={name}
        />
        <fieldset className="flex flex-wrap gap-3">
          <legend className="pb-2 text-sm font-medium">{t`Colour`}</legend>
          {(Object.keys(PROJECT_COLORS) as ProjectColor[]).map((value) => (
            <label
              className="flex items-center gap-2 rounded-control border border-hairline px-2.5 py-1.5 text-sm has-checked:border-border-focus has-checked:bg-surface-selected"
              key={value}
            >
              <input
                checked={color === value}
                className="sr-only"
                name={group}
                onChange={() => setColor(value)}
                type="radio"
                value={value}
              />
              <ColorDot look={PROJECT_COLORS[value].look} />
              {i18n._(PROJECT_COLORS[value].name)}
            </label>
          ))}
        </fieldset>
        <Field
          description={t`Claude is told this in each conversation of the project, after what the settings say.`}
          label={t`Instructions`}
        >
          {(control) => (
            <TextArea
              {...control}
              className="min-h-24"
              maxLength={16_000}
              onChange={(event) => setInstructions(event.target.value)}
              value={instructions}
            />
          )}
        </Field>
      </div>
    </Confirm>
  );
};
