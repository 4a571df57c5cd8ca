import { singleKeysOn } from './single-keys.ts';

const NO_TEXT: ReadonlySet<string> = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'file']);
const ENDS_TYPING: ReadonlySet<string> = new Set(['Enter', 'Escape', 'Tab']);
const OWN_KEYS = '[role="menu"], [role="listbox"], [role="combobox"]';

/** Long enough for a hand that types on after its field has gone. */
const PAUSE_AFTER_TYPING_MS = 700;
const SECOND_KEY_WITHIN_MS = 1_500;

let typedAt = -Infinity;
let leaderUntil = -Infinity;
let judged: KeyboardEvent | undefined;
let judgedAsSecond = false;

/** Whether keys pressed there are text, or mean something of their own. */
export function isTypedInto(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest(OWN_KEYS) !== null) return true;
  if (target instanceof HTMLInputElement) return !NO_TEXT.has(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Notes when text was typed last: see `isNoCommand`. Returns what ends it. */
export function watchTyping(): () => void {
  const note = (event: KeyboardEvent) => {
    if (event.key.length === 1 && isTypedInto(event.target)) typedAt = event.timeStamp;
    if (ENDS_TYPING.has(event.key)) typedAt = -Infinity;
  };
  document.addEventListener('keydown', note, { capture: true });
  return () => document.removeEventListener('keydown', note, { capture: true });
}

/** A dialog lies over the page, whose keys rest as long. */
export function isCovered(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}

/**
 * Whether a single key is not meant as a command: it is text, was held down, came with another key, belongs to a dialog,
 * follows too soon on typed text, or single keys are switched off.
 */
export function isNoCommand(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.isComposing) return true;
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  if (event.shiftKey && /^\p{L}$/u.test(event.key)) return true;
  if (!singleKeysOn() || isTypedInto(event.target) || isCovered()) return true;
  return event.timeStamp - typedAt < PAUSE_AFTER_TYPING_MS;
}

/** The first of two keys was pressed. */
export function lead(event: KeyboardEvent): void {
  leaderUntil = event.timeStamp + SECOND_KEY_WITHIN_MS;
}

/** Whether a key is the second of two. All who listen to one event get the same answer. */
export function isSecond(event: KeyboardEvent): boolean {
  if (event !== judged) {
    judged = event;
    judgedAsSecond = event.timeStamp < leaderUntil;
    leaderUntil = -Infinity;
  }
  return judgedAsSecond;
}
