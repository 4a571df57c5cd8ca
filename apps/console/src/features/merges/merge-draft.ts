import type { MergePreviewRequest } from '@relink/contract';
import type { MergeField, MergeSide } from '@relink/domain';

export type FieldSide = MergeSide | 'both';

/** What the agent has chosen so far; what is left out is the server's default. */
export type MergeDraft = {
  readonly survivorId: string | undefined;
  readonly fields: Readonly<Partial<Record<MergeField, FieldSide>>>;
  readonly primaryIds: readonly string[];
  readonly releaseIds: readonly string[];
};

export const NOTHING_CHOSEN: MergeDraft = {
  survivorId: undefined,
  fields: {},
  primaryIds: [],
  releaseIds: [],
};

const FLIPPED: Readonly<Record<FieldSide, FieldSide>> = {
  survivor: 'other',
  other: 'survivor',
  both: 'both',
};

/** The other account stays instead. A value that was chosen stays chosen: its side is the other one now. */
export function swapped(draft: MergeDraft, survivorId: string): MergeDraft {
  const fields = Object.fromEntries(
    Object.entries(draft.fields).map(([field, side]) => [field, FLIPPED[side]]),
  );
  return { ...draft, survivorId, fields };
}

export function withField(draft: MergeDraft, field: MergeField, side: FieldSide): MergeDraft {
  return { ...draft, fields: { ...draft.fields, [field]: side } };
}

/** @param ofKind the ids of all identifiers of its kind: one of them comes first. */
export function withFirst(draft: MergeDraft, id: string, ofKind: readonly string[]): MergeDraft {
  return { ...draft, primaryIds: [...draft.primaryIds.filter((each) => !ofKind.includes(each)), id] };
}

/** A login that ends cannot come first. */
export function withEnding(draft: MergeDraft, id: string, ends: boolean): MergeDraft {
  const others = draft.releaseIds.filter((each) => each !== id);
  if (!ends) return { ...draft, releaseIds: others };
  return {
    ...draft,
    releaseIds: [...others, id],
    primaryIds: draft.primaryIds.filter((each) => each !== id),
  };
}

/** What was chosen, as the server takes it. */
export function choicesOf(draft: MergeDraft): NonNullable<MergePreviewRequest['choices']> {
  const { fields, primaryIds, releaseIds } = draft;
  return {
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(primaryIds.length > 0 ? { primaryIds: [...primaryIds] } : {}),
    ...(releaseIds.length > 0 ? { releaseIds: [...releaseIds] } : {}),
  };
}

export function previewOf(accountIds: readonly [string, string], draft: MergeDraft): MergePreviewRequest {
  return {
    accountIds: [...accountIds],
    ...(draft.survivorId ? { survivorId: draft.survivorId } : {}),
    choices: choicesOf(draft),
  };
}
