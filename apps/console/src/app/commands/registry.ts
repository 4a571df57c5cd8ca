/** Under which heading a command stands on the page of shortcuts. */
export const COMMAND_GROUPS = ['case', 'verification', 'contact', 'say', 'decision', 'desk', 'go'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** Something that can be done where it is registered, by its key or from the palette. */
export type Command = {
  readonly id: string;
  /** As on its button. */
  readonly label: string;
  readonly group: CommandGroup;
  /** `x`, `g x` (one after the other), `alt+1` or `mod+k`; `mod` is Ctrl, and Cmd on a Mac. */
  readonly keys?: readonly string[];
  readonly allowed: boolean;
  /** What is missing, where it is not allowed. */
  readonly why?: string | undefined;
  readonly run: () => void;
};

const commands = new Map<string, Command>();
const listeners = new Set<() => void>();
let snapshot: readonly Command[] = [];

function changed(): void {
  snapshot = [...commands.values()];
  listeners.forEach((listener) => listener());
}

/** Makes a command known to the palette and the page of shortcuts; returns what takes it away again. */
export function register(command: Command): () => void {
  commands.set(command.id, command);
  changed();
  return () => {
    if (commands.get(command.id) !== command) return;
    commands.delete(command.id);
    changed();
  };
}

/** Every command of the page as it is now, for `useSyncExternalStore`. */
export function known(): readonly Command[] {
  return snapshot;
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
