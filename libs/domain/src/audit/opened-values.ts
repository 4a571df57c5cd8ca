/** What a list of events is narrowed to. */
export type EventsChosen = {
  readonly caseId?: string | undefined;
  readonly accountId?: string | undefined;
  /** The events themselves, one or many. */
  readonly id?: string | readonly string[] | undefined;
};

/**
 * Whether the personal values of events are opened at all: those of one case, of one account, or of one event. Any other
 * list of the log would be a directory of every customer whose logins ever changed.
 */
export function opensPersonalValues({ caseId, accountId, id }: EventsChosen): boolean {
  if (caseId !== undefined || accountId !== undefined) return true;
  return id !== undefined && [id].flat().length === 1;
}
