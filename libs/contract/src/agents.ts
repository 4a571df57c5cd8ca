import { AGENT_ROLES } from '@relink/domain';
import { z } from 'zod';
import { idFilter, idSchema, instant, line, listQuery } from './shared.ts';

const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{1,99}$/, 'Use letters, digits, dots and dashes.');

export const agentResponse = z
  .object({
    id: idSchema,
    username: z.string(),
    name: z.string(),
    role: z.enum(AGENT_ROLES),
    disabled: z.boolean(),
    /** How many second factors the agent has enrolled. */
    factors: z.int(),
    /** What the company's identity provider calls them; null: they have a password of the desk's own. Only who manages agents is told. */
    companySubject: z.string().nullable().optional(),
    createdAt: instant,
  })
  .meta({ id: 'Agent' });
export type AgentView = z.infer<typeof agentResponse>;

export const createAgentRequest = z
  .strictObject({
    username,
    name: line(200),
    role: z.enum(AGENT_ROLES),
    password: z.string().min(10).max(200),
  })
  .meta({ id: 'NewAgent' });
export type CreateAgentRequest = z.infer<typeof createAgentRequest>;

/** ra-data-simple-rest sends the whole record on update: what cannot change is accepted and ignored. */
export const updateAgentRequest = z
  .object({
    name: line(200).optional(),
    role: z.enum(AGENT_ROLES).optional(),
    disabled: z.boolean().optional(),
    password: z.string().min(10).max(200).optional(),
    /** Links them to who comes in by the company under that subject; null unlinks. Ends their sessions. */
    companySubject: line(255).nullable().optional(),
  })
  .meta({ id: 'AgentChange' });
export type UpdateAgentRequest = z.infer<typeof updateAgentRequest>;

export const AGENT_SORTS = ['id', 'username', 'name', 'role', 'createdAt'] as const;
export const agentsQuery = listQuery(
  z.strictObject({
    id: idFilter.optional(),
    q: z.string().max(200).optional(),
    role: z.enum(AGENT_ROLES).optional(),
  }),
  AGENT_SORTS,
);
export type AgentsQuery = z.infer<typeof agentsQuery>;

/** Who a case can be handed over to: every active agent, without what only managing them needs. */
export const colleagueResponse = z
  .object({ id: idSchema, name: z.string(), role: z.enum(AGENT_ROLES) })
  .meta({ id: 'Colleague' });
export type Colleague = z.infer<typeof colleagueResponse>;

/** GET /api/agents/:id/private-contacts: masked; the desk keeps only a digest of the value. */
export const privateContactView = z
  .object({
    id: idSchema,
    kind: z.enum(['email', 'phone']),
    masked: z.string(),
    declaredAt: instant,
    declaredBy: z.string(),
  })
  .meta({ id: 'PrivateContact' });
export type PrivateContactView = z.infer<typeof privateContactView>;

export const privateContactParams = z.object({ id: idSchema, contactId: idSchema });

export const declarePrivateContactRequest = z
  .strictObject({ kind: z.enum(['email', 'phone']), value: line(320) })
  .meta({ id: 'NewPrivateContact' });
export type DeclarePrivateContactRequest = z.infer<typeof declarePrivateContactRequest>;

/** GET /api/factor-recoveries: an agent lost their second factor; two admins let them enrol anew. */
export const factorRecoveryView = z
  .object({
    id: idSchema,
    agentId: idSchema,
    agentName: z.string(),
    reason: z.string(),
    requestedBy: z.string(),
    requestedAt: instant,
    expiresAt: instant,
    /** `expired`: nobody decided in time. */
    state: z.enum(['waiting', 'approved', 'rejected', 'expired']),
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    /** Whether whoever looks may say yes, and whether they may say no. */
    mayApprove: z.boolean(),
    mayReject: z.boolean(),
    /** Why whoever looks may not say yes, where it waits. */
    mayNot: z.string().nullable(),
    /** The half of the recovery code that whoever looks has to give the agent; null where they have none, or it was used. */
    half: z.string().nullable(),
  })
  .meta({ id: 'FactorRecovery' });
export type FactorRecoveryView = z.infer<typeof factorRecoveryView>;

export const askFactorRecoveryRequest = z
  .strictObject({ reason: line(500, 3) })
  .meta({ id: 'FactorRecoveryRequest' });
export type AskFactorRecoveryRequest = z.infer<typeof askFactorRecoveryRequest>;
