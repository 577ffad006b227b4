import { t } from "@lingui/core/macro";
import { stripControls } from "../../lib/markdown/controls";
import { negative } from "./fraction";

/** A game as it is shown: names and payoffs as they were written. */
export type GameTable = {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** For each row and column, what the two players get. */
  readonly payoffs: readonly (readonly (readonly [string, string])[])[];
  readonly isZeroSum: boolean;
};

/** Reads the game that the notebook was asked about; null where it cannot be shown as a table. */
export const readGame = (input: unknown, rows: number, columns: number): GameTable | null => {
  if (typeof input !== "object" || input === null) return null;
  const fields = input as Readonly<Record<string, unknown>>;
  const row = matrix(fields["row_payoffs"], rows, columns);
  const given = fields["column_payoffs"];
  const column = given === undefined ? null : matrix(given, rows, columns);
  if (!row || (given !== undefined && !column)) return null;
  return {
    rows: names(fields["row_names"], rows, (at) => t`Row ${at}`),
    columns: names(fields["column_names"], columns, (at) => t`Column ${at}`),
    payoffs: row.map((line, at) =>
      line.map((own, to) => [own, column?.[at]?.[to] ?? negative(own)] as const),
    ),
    isZeroSum: given === undefined,
  };
};

const matrix = (value: unknown, rows: number, columns: number): string[][] | null => {
  if (!Array.isArray(value) || value.length !== rows) return null;
  const lines = value.map((line) =>
    Array.isArray(line) && line.length === columns ? line.map(String) : null,
  );
  return lines.every((line) => line !== null) ? lines : null;
};

const names = (value: unknown, many: number, nameOf: (at: number) => string): readonly string[] => {
  const given =
    Array.isArray(value) && value.length === many
      ? value.map((name) => stripControls(String(name)))
      : [];
  return Array.from({ length: many }, (_, at) => given[at] || nameOf(at + 1));
};

/** Returns the choice that a strategy makes for certain; null where it mixes. */
export const pureOf = (shares: readonly string[]): number | null => {
  const at = shares.indexOf("1");
  return at < 0 ? null : at;
};
