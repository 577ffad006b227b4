import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { RotateCcw } from "lucide-react";

import { IconButton } from "../../components/IconButton";
import { TextInput } from "../../components/TextInput";
import { grouped, isColour } from "./roles";

type Props = {
  readonly tokens: Readonly<Record<string, string>>;
  /** What the base has. */
  readonly usual: Readonly<Record<string, string>>;
  /** Gives a role a colour, or the base's again. */
  readonly onChange: (role: string, value: string | null) => void;
};

/** Every colour role, with the colour it has. */
export const RoleColours = ({ tokens, usual, onChange }: Props) => (
  <div className="flex flex-col gap-4">
    {grouped(Object.keys(usual)).map(({ name, roles }) => (
      <fieldset key={name.id}>
        <legend className="pb-2 text-sm font-semibold">{i18n._(name)}</legend>
        <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
          {roles.map((role) => (
            <RoleColour
              isOwn={Object.hasOwn(tokens, role)}
              key={role}
              onChange={(value) => onChange(role, value)}
              role={role}
              value={tokens[role] ?? usual[role] ?? "#000000"}
            />
          ))}
        </div>
      </fieldset>
    ))}
  </div>
);

type RoleProps = {
  readonly role: string;
  readonly value: string;
  readonly isOwn: boolean;
  readonly onChange: (value: string | null) => void;
};

const RoleColour = ({ role, value, isOwn, onChange }: RoleProps) => (
  <div className="flex items-center gap-2 text-sm">
    <input
      aria-label={t`Colour of ${role}`}
      className="h-8 w-10 shrink-0 rounded-control border border-border bg-surface-raised p-0.5"
      onChange={(event) => onChange(event.target.value)}
      type="color"
      value={isColour(value) ? value : "#000000"}
    />
    <span className="min-w-0 flex-1 truncate">{role}</span>
    <span className="w-24 shrink-0">
      <TextInput
        aria-invalid={!isColour(value)}
        aria-label={t`Value of ${role}`}
        className="font-mono"
        maxLength={7}
        onChange={(event) => onChange(event.target.value.toLowerCase())}
        spellCheck={false}
        value={value}
      />
    </span>
    <IconButton
      className={isOwn ? "" : "invisible"}
      icon={RotateCcw}
      label={t`The usual colour for ${role}`}
      onClick={() => onChange(null)}
    />
  </div>
);
