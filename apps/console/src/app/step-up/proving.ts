import { useSyncExternalStore } from 'react';

let asked: { readonly answer: Promise<boolean>; readonly settle: (proven: boolean) => void } | undefined;
const watching = new Set<() => void>();

function tell(): void {
  for (const listener of watching) listener();
}

/**
 * Asks the agent to prove again who they are. True once they have; false when they left it. Several requests that ask
 * at once wait for the same answer.
 */
export function proveAgain(): Promise<boolean> {
  if (!asked) {
    let settle: (proven: boolean) => void = () => undefined;
    const answer = new Promise<boolean>((resolve) => (settle = resolve));
    asked = { answer, settle };
    tell();
  }
  return asked.answer;
}

/** The agent has proven it, or does not want to. */
export function settleProof(proven: boolean): void {
  const settled = asked;
  asked = undefined;
  settled?.settle(proven);
  tell();
}

/** Whether a request waits for the agent to prove who they are. */
export function useProofAsked(): boolean {
  return useSyncExternalStore(
    (listener) => {
      watching.add(listener);
      return () => watching.delete(listener);
    },
    () => asked !== undefined,
  );
}
