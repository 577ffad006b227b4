/** Why a diagram could not be drawn. */
export class NoDrawing extends Error {
  /** The line that is not understood, as what draws counts; none where it names none. */
  readonly line: number | null;

  constructor(message: string, line: number | null) {
    super(message);
    this.name = "NoDrawing";
    this.line = line;
  }
}
