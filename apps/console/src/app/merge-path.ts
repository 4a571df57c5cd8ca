/** The address of the page where two accounts of a case are merged. */
export function mergePath(caseId: string, accountId: string, otherId: string): string {
  return `/cases/${caseId}/merge?account=${accountId}&other=${otherId}`;
}
