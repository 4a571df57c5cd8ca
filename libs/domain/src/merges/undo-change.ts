import type { UndoChange, UndoDecision, UndoSubject } from './undo-plan.ts';

type ChangeAbout = {
  readonly subject: UndoSubject;
  /** What of the subject it is about; left out where there is only one. */
  readonly about?: string;
  readonly options: readonly UndoDecision['do'][];
  /** Null where somebody has to name a decision. */
  readonly byDefault: 'keep' | 'revert' | null;
  readonly before: string;
  readonly now: string;
};

/** The id by which a decision names a change. */
export function changeId(subject: UndoSubject, about?: string): string {
  return about === undefined ? subject : `${subject}:${about}`;
}

/** Describes a change; without a default, a decision is needed. */
export function undoChange({ subject, about, options, byDefault, before, now }: ChangeAbout): UndoChange {
  return {
    id: changeId(subject, about),
    subject,
    needsDecision: byDefault === null,
    options,
    byDefault: byDefault === null ? null : { do: byDefault },
    before,
    now,
  };
}
