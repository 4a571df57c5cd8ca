import type { UndoPreview } from '@relink/contract';
import type { UndoDecision, UndoSubject } from '@relink/domain';
import type { TranslateFunction } from 'react-admin';
import { showInstant } from '../../app/time.tsx';
import { showAmount, showCount } from './amounts.ts';

type Change = UndoPreview['changes'][number];

/** What changed: credit says in which currency, a consent about what, orders where they go. */
export function wordSubject(t: TranslateFunction, { id, subject }: Change): string {
  const word = t(`relink.undo.subjects.${subject}`);
  const about = id.slice(subject.length + 1);
  if (subject === 'credit') return `${word} (${about})`;
  if (subject === 'consent') return `${word}: ${t(`relink.merges.consentTopics.${about}`, { _: about })}`;
  return word;
}

/** A value of a change as it is read: what the rules keep short is put in words. */
export function wordValue(t: TranslateFunction, subject: UndoSubject, value: string): string {
  if (subject === 'points' || subject === 'order') return showCount(Number(value));
  if (subject === 'credit') return showAmount(value);
  if (subject === 'contact-preference') return t(`relink.merges.preferences.${value}`, { _: value });
  if (subject === 'consent') {
    const [said = '', at = ''] = value.split(' ');
    return `${t(`relink.undo.consents.${said}`, { _: said })} ${showInstant(at)}`.trim();
  }
  return value;
}

/** What a decision does with this very change. */
export function wordDecision(t: TranslateFunction, change: Change, option: UndoDecision['do']): string {
  return t(`relink.undo.optionsOf.${kindOf(change)}.${option}`, { _: t(`relink.undo.options.${option}`) });
}

function kindOf({ id, subject, before }: Change): string {
  if (subject === 'order') return id === 'order:other' ? 'order-other' : 'order';
  return subject === 'identifier' && before === '' ? 'identifier-new' : subject;
}
