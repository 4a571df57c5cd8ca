import { AGENT_ROLES, LOOK_KINDS, LOOK_LIMITS, REVEAL_PARTS } from '@relink/domain';
import { z } from 'zod';
import { idSchema, instant, line } from './shared.ts';

/** One field of an account: an identifier by its id, or a part of its page. */
export const revealField = z.union([
  z.strictObject({ identifierId: idSchema }),
  z.strictObject({ part: z.enum(REVEAL_PARTS) }),
]);
export type RevealField = z.infer<typeof revealField>;

const asked = { field: revealField, reason: line(500, 5) };

/** POST /api/cases/:id/reveals */
export const revealRequest = z.strictObject({ accountId: idSchema, ...asked }).meta({ id: 'RevealRequest' });
export type RevealRequest = z.infer<typeof revealRequest>;

/** POST /api/accounts/:id/reveals: outside a case. */
export const revealOutsideRequest = z.strictObject(asked).meta({ id: 'RevealOutsideRequest' });
export type RevealOutsideRequest = z.infer<typeof revealOutsideRequest>;

/** How many looks of a kind are used up in the stretch of a limit. `near`: so many that a supervisor was told. */
export const lookRoomView = z
  .object({ limit: z.enum(LOOK_LIMITS), used: z.int(), most: z.int(), near: z.boolean() })
  .meta({ id: 'LookRoom' });
export type LookRoomView = z.infer<typeof lookRoomView>;

/** A field in clear, to be shown until then and kept nowhere. */
export const revealView = z
  .object({
    id: idSchema,
    accountId: idSchema,
    field: revealField,
    value: z.string(),
    until: instant,
    /** How long that is from the answer on. */
    seconds: z.number(),
    room: z.array(lookRoomView),
  })
  .meta({ id: 'Reveal' });
export type RevealView = z.infer<typeof revealView>;

/** GET /api/looks: the limits on who asks. */
export const looksView = z
  .object({ role: z.enum(AGENT_ROLES), room: z.array(lookRoomView) })
  .meta({ id: 'Looks' });
export type LooksView = z.infer<typeof looksView>;

/** POST /api/agents/:id/look-grants: more than the limits, for the next twelve hours. */
export const grantLooksRequest = z
  .strictObject({ kind: z.enum(LOOK_KINDS), extra: z.int().min(1).max(200), reason: line(500, 5) })
  .meta({ id: 'LookGrantRequest' });
export type GrantLooksRequest = z.infer<typeof grantLooksRequest>;

export const lookGrantView = z
  .object({
    id: idSchema,
    agentId: idSchema,
    kind: z.enum(LOOK_KINDS),
    extra: z.int(),
    until: instant,
  })
  .meta({ id: 'LookGrant' });
export type LookGrantView = z.infer<typeof lookGrantView>;
