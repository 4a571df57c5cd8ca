import type { AgentRole, Proof, SessionStanding } from '@relink/domain';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { problem } from '../problems/problem.ts';

/** The agent behind a request, as the session look-up of this very request found them. */
export type SignedInAgent = {
  readonly kind: 'agent';
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: AgentRole;
  readonly sessionExpiresAt: Date;
  readonly session: AgentSession;
};

/** The session behind an agent's request. Its id is public: the token is what opens it. */
export type AgentSession = {
  readonly id: string;
  readonly standing: SessionStanding;
  readonly provenAt: Date;
  readonly provenBy: Proof;
  readonly hasFactor: boolean;
  /** Their factors were removed by a recovery, and they have enrolled none since. */
  readonly recovering: boolean;
  /** One of the demo's own sign-ins. */
  readonly demo: boolean;
};

/** The customer behind a portal request. */
export type SignedInCustomer = { readonly kind: 'customer'; readonly accountId: string };

/** Somebody on the portal who has not signed in. */
export type Visitor = { readonly kind: 'visitor' };

export type Principal = SignedInAgent | SignedInCustomer | Visitor;

/** Who asks, from where, and when by the desk's clock. Passed on by hand to every action. */
export type RequestContext<P extends Principal = Principal> = {
  readonly principal: P;
  readonly address: string;
  readonly now: Date;
};
export type AgentContext = RequestContext<SignedInAgent>;
export type CustomerContext = RequestContext<SignedInCustomer>;

declare module 'fastify' {
  interface FastifyRequest {
    relink?: RequestContext;
  }
}

function contextOf(context: ExecutionContext): RequestContext {
  const found = context.switchToHttp().getRequest<FastifyRequest>().relink;
  if (!found) throw problem('signed-out');
  return found;
}

/** The context of a request that an agent made. */
export const FromAgent = createParamDecorator((_: unknown, context: ExecutionContext): AgentContext => {
  const { principal, ...rest } = contextOf(context);
  if (principal.kind !== 'agent') throw problem('signed-out');
  return { ...rest, principal };
});

/** The context of a request that a signed-in customer made. */
export const FromCustomer = createParamDecorator((_: unknown, context: ExecutionContext): CustomerContext => {
  const { principal, ...rest } = contextOf(context);
  if (principal.kind !== 'customer') throw problem('signed-out');
  return { ...rest, principal };
});

/** The context of a portal request, signed in or not. */
export const FromPortal = createParamDecorator((_: unknown, context: ExecutionContext): RequestContext =>
  contextOf(context),
);
