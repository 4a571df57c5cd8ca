import type { CustomerToPlan } from './customer-plan.ts';
import type { ImportedDetails } from './map-details.ts';

/** What is written of a row's details, and whether some of it is not what the file says. */
export type PlannedDetails = { readonly details: ImportedDetails; readonly differs: boolean };

/**
 * An unchanged row writes nothing. Of an account that another was merged into the file speaks as if it were one of the
 * two: what the merge added up is not taken back, and a consent that one of them refused is not given again.
 */
export function planDetails({ row, account }: CustomerToPlan): PlannedDetails {
  const { details = {} } = row;
  if (account?.sameRow === true) return { details: {}, differs: false };
  if (account?.isSurvivor !== true) return { details, differs: false };
  const { birthDate, contactPreference, points, credits, consents = [], ...rest } = details;
  const refused = consents.filter(({ granted }) => !granted);
  return {
    details: {
      // An empty cell of the one takes nothing away that came from the other.
      ...(birthDate && { birthDate }),
      ...(contactPreference && { contactPreference }),
      ...rest,
      ...(refused.length > 0 && { consents: refused }),
    },
    differs: points !== undefined || credits !== undefined || refused.length < consents.length,
  };
}
