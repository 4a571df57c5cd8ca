import type {} from '@fastify/cookie';
import { isStepUpDue, roleHolds, type SessionStanding } from '@relink/domain';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DataSource } from 'typeorm';
import type { FastifyRequest } from 'fastify';
import { AuditRefusals } from './audit-refusals.ts';
import { Clock } from '../config/clock.ts';
import { poolOf } from '../database/data-source.ts';
import { runNamed } from '../database/named-statement.ts';
import { PolicyInForce } from '../policy/policy-in-force.ts';
import { problem } from '../problems/problem.ts';
import { ACCESS, type Access, ADMITS, STEP_UP, type StepUpRule } from './access.ts';
import type { AgentContext, AgentSession } from './request-context.ts';
import { AGENT_COOKIE, CUSTOMER_COOKIE, Sessions } from './sessions.ts';

const NOW = { name: 'guard_now', text: 'select now() as now' };
const BODIES = /^(?:application\/json|multipart\/form-data)[ \t]*(?:;|$)/i;
const PROVIDER_BODIES = /^application\/(?:json|x-www-form-urlencoded)[ \t]*(?:;|$)/i;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What is closed to a session that is not whole yet, and by what name. */
const NOT_WHOLE = { half: 'factor-awaited', enrolling: 'factor-needed' } as const;

/** What a route asks of an agent's session, beside the role. */
type SessionRule = { readonly admits: readonly SessionStanding[]; readonly stepUp: boolean };

/** Stands before every route: where the request comes from, who asks, and whether their role may. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly refusals: AuditRefusals,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly policy: PolicyInForce,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const route = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, route);
    if (!SAFE.has(request.method)) {
      refuseCrossSite(request);
      refuseOtherMedia(request, access?.kind === 'provider' ? PROVIDER_BODIES : BODIES);
    }
    switch (access?.kind) {
      case 'public':
      case 'provider':
        return true;
      case 'any-agent':
      case 'agent':
        return this.admitAgent(request, access, {
          admits: this.reflector.getAllAndOverride<SessionRule['admits'] | undefined>(ADMITS, route) ?? [
            'whole',
          ],
          // A change that says nothing about it asks: what was forgotten is held to more, not to less.
          stepUp:
            this.reflector.getAllAndOverride<StepUpRule | undefined>(STEP_UP, route)?.needed ??
            !SAFE.has(request.method),
        });
      case 'portal':
      case 'customer':
        return this.admitPortal(request, access);
      default:
        throw problem('not-permitted');
    }
  }

  private async admitAgent(
    request: FastifyRequest,
    access: Extract<Access, { kind: 'agent' | 'any-agent' }>,
    rule: SessionRule,
  ): Promise<true> {
    const found = await this.sessions.findAgent(request.cookies[AGENT_COOKIE]);
    if (!found) throw problem('signed-out');
    const context: AgentContext = { principal: found.principal, address: request.ip, now: found.now };
    request.relink = context;
    const { role, session } = context.principal;
    if (!rule.admits.includes(session.standing))
      throw problem(session.standing === 'whole' ? 'factor-not-awaited' : NOT_WHOLE[session.standing]);
    if (access.kind === 'agent' && !roleHolds(role, access.permission)) {
      await this.refusals.record(context, access.permission);
      throw problem('not-permitted');
    }
    if (rule.stepUp) await this.askAgain(context.now, session);
    return true;
  }

  private async askAgain(now: Date, session: AgentSession): Promise<void> {
    const { numbers } = await this.policy.read(poolOf(this.source));
    if (isStepUpDue(now, session, numbers)) throw problem('step-up-needed');
  }

  private async admitPortal(
    request: FastifyRequest,
    access: Extract<Access, { kind: 'portal' | 'customer' }>,
  ): Promise<true> {
    const found = await this.sessions.findCustomer(request.cookies[CUSTOMER_COOKIE]);
    if (found) request.relink = { principal: found.principal, address: request.ip, now: found.now };
    else if (access.kind === 'customer') throw problem('signed-out');
    else {
      const [row] = await runNamed<{ now: Date }>(poolOf(this.source), NOW, []);
      if (!row) throw new Error('The database did not say what time it is.');
      request.relink = { principal: { kind: 'visitor' }, address: request.ip, now: this.clock.read(row.now) };
    }
    return true;
  }
}

/**
 * A browser says where a request comes from; a page of another origin must not change anything here.
 * Clients that are no browsers send neither header and carry no cookie by accident. Source: Fetch Metadata (W3C), OWASP CSRF.
 */
function refuseCrossSite(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw problem('cross-site');
  const origin = request.headers.origin;
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== request.host))
    throw problem('cross-site');
}

/** What a form of another page could send by itself is no way to change anything; only uploads are multipart. */
function refuseOtherMedia(request: FastifyRequest, taken: RegExp): void {
  const type = request.headers['content-type'];
  if (type !== undefined && !taken.test(type)) throw problem('unsupported-media-type');
}
