/**
 * As much of React as a subscription can notice: an effect runs after the first render and whenever one of what it
 * depends on has changed, its clean-up before the next run and at the end; StrictMode runs each effect twice at first.
 */
export interface Mounted<Props> {
  render(props: Props): void;
  unmount(): void;
}

type CleanUp = (() => void) | undefined;
interface Effect {
  readonly run: () => CleanUp;
  readonly deps: readonly unknown[] | undefined;
  cleanUp: CleanUp;
}

let asked: Effect[] = [];

export function useEffect(run: () => CleanUp, deps?: readonly unknown[]): void {
  asked.push({ run, deps, cleanUp: undefined });
}

export function mount<Props>(component: (props: Props) => void, props: Props, { strict = false } = {}): Mounted<Props> {
  let effects = render(component, props);
  for (const effect of effects) effect.cleanUp = effect.run();
  if (strict) {
    for (const effect of effects) effect.cleanUp?.();
    for (const effect of effects) effect.cleanUp = effect.run();
  }
  return {
    render(next) {
      const before = effects;
      effects = render(component, next).map((effect, at) => {
        const last = before[at];
        const isSame = last?.deps !== undefined && effect.deps?.every((one, index) => one === last.deps?.[index]);
        return isSame ? last : effect;
      });
      for (const [at, effect] of effects.entries()) {
        if (effect === before[at]) continue;
        before[at]?.cleanUp?.();
        effect.cleanUp = effect.run();
      }
    },
    unmount() {
      for (const effect of effects) effect.cleanUp?.();
    },
  };
}

function render<Props>(component: (props: Props) => void, props: Props): Effect[] {
  asked = [];
  component(props);
  return asked;
}
