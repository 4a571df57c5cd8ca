import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useNotify } from 'react-admin';
import { useHotkeys } from 'react-hotkeys-hook';
import { isCovered, isNoCommand, isSecond } from './key-events.ts';
import { type Command, register } from './registry.ts';

const NEVER = ['f24'];

/**
 * Registers what can be done here, for as long as the component is there: its keys work, and the palette and the page
 * of shortcuts show it. What is not allowed says on its key what is missing. Null registers nothing.
 */
export function useCommand(command: Command | null): void {
  const notify = useNotify();
  const latest = useRef(command);
  useLayoutEffect(() => {
    latest.current = command;
  });
  const run = useCallback(() => {
    const now = latest.current;
    if (now?.allowed) now.run();
    else if (now?.why) notify(now.why, { type: 'info' });
  }, [notify]);
  useKeys(command?.keys ?? [], run);
  const { id, label, group, allowed, why } = command ?? {};
  const keys = command?.keys?.join(',');
  useEffect(() => {
    if (id === undefined || label === undefined || group === undefined) return;
    return register({
      ...{ id, label, group, why, run },
      allowed: allowed ?? false,
      ...(keys === undefined ? {} : { keys: keys.split(',') }),
    });
  }, [id, label, group, allowed, why, keys, run]);
}

/** Binds keys of the three kinds: one alone, a second one after `g`, and one held together with others. */
function useKeys(keys: readonly string[], run: () => void): void {
  const chords = keys.filter((key) => key.includes('+'));
  const seconds = keys.filter((key) => key.startsWith('g ')).map((key) => key.slice(2));
  const alone = keys.filter((key) => key.length === 1);
  const shared = { enableOnFormTags: true, preventDefault: true } as const;
  // By what the key says, wherever it lies: on many a keyboard `/` and `?` need another key held.
  const byCharacter = { ...shared, useKey: true, ignoreModifiers: true } as const;
  useHotkeys(orNever(chords), run, {
    ...shared,
    enabled: chords.length > 0,
    ignoreEventWhen: (event) => event.defaultPrevented || event.repeat || isCovered(),
  });
  useHotkeys(orNever(seconds), run, {
    ...byCharacter,
    enabled: seconds.length > 0,
    ignoreEventWhen: (event) => !isSecond(event) || isNoCommand(event),
  });
  useHotkeys(orNever(alone), run, {
    ...byCharacter,
    enabled: alone.length > 0,
    ignoreEventWhen: (event) => isSecond(event) || isNoCommand(event),
  });
}

function orNever(keys: readonly string[]): readonly string[] {
  return keys.length > 0 ? keys : NEVER;
}
