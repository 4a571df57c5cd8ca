import { AGENT_ROLES, PERMISSIONS } from '@relink/domain';
import { z } from 'zod';
import { idSchema, instant } from './shared.ts';

export const signInRequest = z.strictObject({
  username: z.string().min(1).max(200),
  password: z.string().min(1).max(200),
});
export type SignInRequest = z.infer<typeof signInRequest>;

/** The person signed in, and what their role may do. */
export const meResponse = z
  .object({
    id: idSchema,
    username: z.string(),
    name: z.string(),
    role: z.enum(AGENT_ROLES),
    permissions: z.array(z.enum(PERMISSIONS)),
    sessionExpiresAt: instant,
    /** True only where the development inbox exists. */
    development: z.boolean(),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof meResponse>;
