import { POLICY_PRESETS } from '@relink/domain';
import { z } from 'zod';
import { idFilter, idSchema, instant, listQuery, prose } from './shared.ts';

const numbers = z.record(z.string().max(40), z.record(z.string().max(60), z.number()));
const rules = z.strictObject({
  /** Whether a code may be read aloud to an agent. */
  spokenCodes: z.boolean(),
  /** What the orders of an account must come to, by currency, for it to be of high value. */
  highValue: z.record(z.string().max(10), z.number()),
});

/** The policy in force: its ways up are the preset's, its numbers its own, grouped and named as in the domain. */
export const policyResponse = z
  .object({
    version: z.int(),
    preset: z.enum(POLICY_PRESETS),
    numbers,
    rules,
    /** Every way up to an assurance; the highest one fulfilled counts. */
    assurance: z.array(
      z.object({
        level: z.enum(['identified', 'verified', 'strong']),
        round: z.boolean(),
        possessions: z.int(),
        document: z.boolean(),
        smsAloneNeedsLastOrder: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Policy' });
export type PolicyResponse = z.infer<typeof policyResponse>;

const difference = z.object({
  path: z.string(),
  before: z.union([z.number(), z.string(), z.boolean()]).nullable(),
  after: z.union([z.number(), z.string(), z.boolean()]).nullable(),
});

/** One version of the policy, and what it changed of the version before. */
export const policyVersionView = z
  .object({
    id: z.int(),
    preset: z.enum(POLICY_PRESETS),
    numbers,
    rules,
    reason: z.string(),
    inForceFrom: instant,
    createdAt: instant,
    setBy: z.string().nullable(),
    state: z.enum(['in-force', 'coming', 'past']),
    differences: z.array(difference),
  })
  .meta({ id: 'PolicyVersion' });
export type PolicyVersionView = z.infer<typeof policyVersionView>;

/** POST /api/policy-versions. Numbers that are not named are the desk's defaults. */
export const setPolicyRequest = z
  .strictObject({
    preset: z.enum(POLICY_PRESETS),
    numbers,
    rules,
    /** From when on; at once when it is left out. */
    inForceFrom: z.iso.datetime().optional(),
    reason: prose(2_000),
    /** The version it was written over: another one since is a conflict. */
    over: z.int(),
  })
  .meta({ id: 'NewPolicyVersion' });
export type SetPolicyRequest = z.infer<typeof setPolicyRequest>;

export const policyVersionsQuery = listQuery(z.strictObject({}), ['id'] as const);
export type PolicyVersionsQuery = z.infer<typeof policyVersionsQuery>;

/** A stop of all changes of all agents. */
export const changeStopView = z
  .object({
    id: idSchema,
    stoppedAt: instant,
    stoppedBy: z.string(),
    reason: z.string(),
    liftedAt: instant.nullable(),
    liftedBy: z.string().nullable(),
    liftReason: z.string().nullable(),
  })
  .meta({ id: 'ChangeStop' });
export type ChangeStopView = z.infer<typeof changeStopView>;
export const stopChangesRequest = z.strictObject({ reason: prose(2_000) }).meta({ id: 'NewChangeStop' });
export type StopChangesRequest = z.infer<typeof stopChangesRequest>;
export const changeStopsQuery = listQuery(z.strictObject({ id: idFilter.optional() }), [
  'id',
  'stoppedAt',
] as const);
export type ChangeStopsQuery = z.infer<typeof changeStopsQuery>;
