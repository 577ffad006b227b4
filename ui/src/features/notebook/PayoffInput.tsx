import { TextInput } from "../../components/TextInput";
import { isPayoff } from "./fraction";

type Props = {
  /** Whose payoff it is, and where. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** A payoff that can be changed: a number, or a fraction as in 1/3. */
export const PayoffInput = ({ label, value, onChange }: Props) => (
  <TextInput
    aria-invalid={!isPayoff(value)}
    aria-label={label}
    className="w-14! px-1.5! text-center"
    inputMode="decimal"
    maxLength={20}
    onChange={(event) => onChange(event.target.value)}
    value={value}
  />
);
