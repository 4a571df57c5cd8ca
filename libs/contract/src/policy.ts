import { POLICY_PRESETS } from '@relink/domain';
import { z } from 'zod';

/** The policy in force: its rules are the preset's, its numbers its own, grouped and named as in the domain. */
export const policyResponse = z
  .object({
    version: z.int(),
    preset: z.enum(POLICY_PRESETS),
    numbers: z.record(z.string(), z.record(z.string(), z.number())),
  })
  .meta({ id: 'Policy' });
export type PolicyResponse = z.infer<typeof policyResponse>;
