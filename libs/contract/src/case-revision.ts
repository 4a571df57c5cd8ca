import type { z } from 'zod';
import { caseResponse } from './cases.ts';

/** GET /api/cases/:id/revision: for an open page to learn that it is old, without being a look at the case. */
export const caseRevisionResponse = caseResponse.pick({ revision: true }).meta({ id: 'CaseRevision' });
export type CaseRevision = z.infer<typeof caseRevisionResponse>;
