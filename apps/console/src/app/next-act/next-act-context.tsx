import { createContext, type ReactNode, type RefObject, useContext, useEffect, useRef } from 'react';
import { isCovered, isTypedInto } from '../commands/key-events.ts';
import type { Act, Standing } from './next-act.ts';

const StandingContext = createContext<Standing>({ act: null, step: null, missing: [] });

export function StandingProvider({ value, children }: { value: Standing; children: ReactNode }) {
  return <StandingContext.Provider value={value}>{children}</StandingContext.Provider>;
}

/** Where the case around stands; nowhere outside of one. */
export function useStanding(): Standing {
  return useContext(StandingContext);
}

/**
 * Puts the focus on an element when its act comes next and it is `ready` for it; never where it has none. Somebody who is typing elsewhere, or
 * is in a dialog, stays there.
 */
export function useActFocus<Element extends HTMLElement>(
  act: Act | null,
  ready = true,
): RefObject<Element | null> {
  const ref = useRef<Element>(null);
  const { act: now } = useStanding();
  const due = ready && act !== null && now === act;
  useEffect(() => {
    if (due && !isBusyElsewhere()) ref.current?.focus();
  }, [due]);
  return ref;
}

/** Whether moving the focus would take it from somebody who writes. */
export function isBusyElsewhere(): boolean {
  const here = document.activeElement;
  if (isCovered()) return true;
  const writes = here instanceof HTMLInputElement || here instanceof HTMLTextAreaElement;
  return writes && isTypedInto(here) && here.value !== '';
}
