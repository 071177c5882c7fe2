type Stroke = (text: string) => string;

/** How a report marks its text; the entry decides whether that is colour or nothing. */
export interface Paint {
  readonly bold: Stroke;
  readonly dim: Stroke;
  readonly red: Stroke;
  readonly yellow: Stroke;
  readonly green: Stroke;
  readonly cyan: Stroke;
}

const same: Stroke = (text) => text;

export const PLAIN: Paint = { bold: same, dim: same, red: same, yellow: same, green: same, cyan: same };
