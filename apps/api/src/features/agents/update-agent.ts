import type { UpdateAgentRequest } from '@relink/contract';
import { isRefusal, refuse, type Refusal } from '@relink/domain';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { SETTINGS, type Settings } from '../../platform/config/settings.ts';
import { endAgentSessionsOf } from '../../platform/guard/end-agent-sessions.ts';
import { hashPassword } from '../../platform/guard/passwords.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { type ChangeRequest, Changes, type Done } from '../../platform/idempotency/changes.ts';
import { AuditLog } from '../audit/index.ts';
import { AgentEntity } from './agent.entity.ts';

type Wanted = { readonly passwordHash?: string } & Omit<UpdateAgentRequest, 'password'>;
type Standing = Pick<AgentEntity, 'name' | 'role'> & {
  readonly disabled: boolean;
  readonly companySubject: string | null;
};

/** Changes an agent's name, role, password, or whether they may sign in. What lowers their standing ends their sessions. */
@Injectable()
export class UpdateAgent {
  constructor(
    private readonly changes: Changes,
    private readonly audit: AuditLog,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Returns the agent's id. */
  async run(
    change: ChangeRequest,
    context: AgentContext,
    agentId: string,
    { password, ...request }: UpdateAgentRequest,
  ): Promise<string> {
    const wanted =
      password === undefined ? request : { ...request, passwordHash: await hashPassword(password) };
    const { resourceId } = await this.changes.run(change, async (em, now) => {
      const answer = await this.change(em, { ...context, now }, agentId, wanted);
      if (isRefusal(answer))
        await this.audit.record(
          em,
          { ...context, now },
          {
            action: 'agent.updated',
            outcome: 'refused',
            facts: { agentId, code: answer.code, fields: Object.keys(answer.errors ?? {}) },
          },
        );
      return answer;
    });
    return resourceId;
  }

  private async change(
    em: EntityManager,
    context: AgentContext,
    agentId: string,
    { passwordHash, ...wanted }: Wanted,
  ): Promise<Done<null> | Refusal> {
    // The agent and every admin, in id order: two admins who demote each other at once wait for one another here.
    const locked = await em.find(AgentEntity, {
      where: [{ id: agentId }, { role: 'admin', disabledAt: IsNull() }],
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
    const agent = locked.find(({ id }) => id === agentId);
    if (!agent) return refuse('not-found');
    const before: Standing = {
      name: agent.name,
      role: agent.role,
      disabled: agent.disabledAt !== null,
      companySubject: agent.subject,
    };
    const after: Standing = {
      name: wanted.name ?? before.name,
      role: wanted.role ?? before.role,
      disabled: wanted.disabled ?? before.disabled,
      companySubject: wanted.companySubject === undefined ? before.companySubject : wanted.companySubject,
    };
    const refused =
      whyNot(context.principal.id, agentId, locked, before, after) ??
      (await this.whyNotLink(em, agentId, before, after));
    if (refused) return refused;
    const done = { resourceId: agentId, result: null };
    const lowered =
      before.role !== after.role ||
      before.companySubject !== after.companySubject ||
      (after.disabled && !before.disabled);
    const moved = lowered || before.disabled !== after.disabled || before.name !== after.name;
    if (!moved && passwordHash === undefined) return done;
    await em.update(AgentEntity, agentId, {
      name: after.name,
      role: after.role,
      disabledAt: after.disabled ? (agent.disabledAt ?? context.now) : null,
      updatedAt: context.now,
      issuer: after.companySubject === null ? null : (agent.issuer ?? this.issuer ?? null),
      subject: after.companySubject,
      // Whoever has a password of their own is none of the demo's sign-ins any more.
      ...(passwordHash !== undefined && { passwordHash, passwordChangedAt: context.now, demo: false }),
    });
    const sessionsEnded = lowered || passwordHash !== undefined ? await endAgentSessionsOf(em, agentId) : 0;
    await this.audit.record(em, context, {
      action: 'agent.updated',
      facts: {
        agentId,
        ...whatChanged(before, after),
        passwordChanged: passwordHash !== undefined,
        sessionsEnded,
      },
    });
    return done;
  }

  private get issuer(): string | undefined {
    return this.settings.company?.issuer.href;
  }

  /** The same person at the company cannot be two at the desk. */
  private async whyNotLink(
    em: EntityManager,
    agentId: string,
    before: Standing,
    after: Standing,
  ): Promise<Refusal | undefined> {
    const subject = after.companySubject;
    if (subject === null || subject === before.companySubject) return undefined;
    const { issuer } = this;
    const taken =
      issuer !== undefined && (await em.existsBy(AgentEntity, { issuer, subject, id: Not(agentId) }));
    if (issuer !== undefined && !taken) return undefined;
    const error = taken
      ? 'Another agent is linked to this subject.'
      : 'This desk has no company sign-in: set OIDC_ISSUER first.';
    return { code: 'invalid-input', errors: { companySubject: error } };
  }
}

/** What the log says of a change: nothing of what stayed, and of a link to the company only that there was one. */
function whatChanged(before: Standing, after: Standing): Readonly<Record<string, unknown>> {
  const moved = (['name', 'role', 'disabled'] as const).filter((field) => before[field] !== after[field]);
  const pick = (of: Standing) => Object.fromEntries(moved.map((field) => [field, of[field]]));
  const companyLink = linkChange(before.companySubject, after.companySubject);
  return { before: pick(before), after: pick(after), ...(companyLink && { companyLink }) };
}

/** What the company calls somebody is told to whom manages agents alone; the log has more readers. */
function linkChange(before: string | null, after: string | null): 'set' | 'changed' | 'removed' | undefined {
  if (before === after) return undefined;
  if (before === null) return 'set';
  return after === null ? 'removed' : 'changed';
}

/** An admin stays one until another admin says otherwise: so there is always somebody who can let people in. */
function whyNot(
  actorId: string,
  agentId: string,
  locked: readonly AgentEntity[],
  before: Standing,
  after: Standing,
): Refusal | undefined {
  const admins = locked.filter(({ role, disabledAt }) => role === 'admin' && disabledAt === null);
  // The guard looked before the lock was there.
  if (!admins.some(({ id }) => id === actorId)) return refuse('not-permitted');
  const errors: Record<string, string> = {};
  if (actorId === agentId) {
    if (after.disabled) errors['disabled'] = 'You cannot disable yourself.';
    if (after.role !== before.role) errors['role'] = 'You cannot change your own role.';
  }
  return Object.keys(errors).length > 0 ? { code: 'invalid-input', errors } : undefined;
}
