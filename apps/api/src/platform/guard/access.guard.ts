import type {} from '@fastify/cookie';
import { roleHolds } from '@relink/domain';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DataSource } from 'typeorm';
import type { FastifyRequest } from 'fastify';
import { AuditRefusals } from './audit-refusals.ts';
import { Clock } from '../config/clock.ts';
import { poolOf } from '../database/data-source.ts';
import { runNamed } from '../database/named-statement.ts';
import { problem } from '../problems/problem.ts';
import { ACCESS, type Access } from './access.ts';
import { AGENT_COOKIE, CUSTOMER_COOKIE, Sessions } from './sessions.ts';

const NOW = { name: 'guard_now', text: 'select now() as now' };
const BODIES = /^(?:application\/json|multipart\/form-data)[ \t]*(?:;|$)/i;
const PROVIDER_BODIES = /^application\/(?:json|x-www-form-urlencoded)[ \t]*(?:;|$)/i;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Stands before every route: where the request comes from, who asks, and whether their role may. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly refusals: AuditRefusals,
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
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
        return this.admitAgent(request, access);
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
  ): Promise<true> {
    const found = await this.sessions.findAgent(request.cookies[AGENT_COOKIE]);
    if (!found) throw problem('signed-out');
    request.relink = { principal: found.principal, address: request.ip, now: found.now };
    if (access.kind === 'agent' && !roleHolds(found.principal.role, access.permission)) {
      await this.refusals.record(
        { principal: found.principal, address: request.ip, now: found.now },
        access.permission,
      );
      throw problem('not-permitted');
    }
    return true;
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
