import type { Permission, SessionStanding } from '@relink/domain';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';

/** Who may call a route. A route without one is refused to everybody: nothing fails open. */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'any-agent' }
  | { readonly kind: 'agent'; readonly permission: Permission }
  | { readonly kind: 'provider' }
  | { readonly kind: 'portal' }
  | { readonly kind: 'customer' };

export const ACCESS = 'relink:access';
/** Set where an agent must have proven lately who they are: the key of {@link StepUp}. */
export const STEP_UP = 'relink:step-up';

/** What the API's description calls the two ways of being signed in. */
export const AGENT_SECURITY = 'agent';
export const CUSTOMER_SECURITY = 'customer';

/** Only agents whose role holds the permission. */
export const Needs = (permission: Permission) =>
  applyDecorators(
    SetMetadata(ACCESS, { kind: 'agent', permission } satisfies Access),
    ApiSecurity(AGENT_SECURITY),
  );
/** Any agent who is signed in. */
export const AnyAgent = () =>
  applyDecorators(SetMetadata(ACCESS, { kind: 'any-agent' } satisfies Access), ApiSecurity(AGENT_SECURITY));
/** Anybody: sign-in, health, the API's own description. */
export const OpenToAll = () => SetMetadata(ACCESS, { kind: 'public' } satisfies Access);
/** Providers of messages, who prove by a signature who they are: the route itself judges it. */
export const ForProviders = () => SetMetadata(ACCESS, { kind: 'provider' } satisfies Access);
/** The portal's visitors, signed in or not. An agent's cookie means nothing here. */
export const OnPortal = () => SetMetadata(ACCESS, { kind: 'portal' } satisfies Access);
/** The portal's customers, signed in. */
export const ForCustomer = () =>
  applyDecorators(SetMetadata(ACCESS, { kind: 'customer' } satisfies Access), ApiSecurity(CUSTOMER_SECURITY));
/**
 * An agent's change, approval or reveal: asks for the second factor again where it was last given longer ago than the
 * policy's `stepUp.minutes`. Stands beside `@Needs`. A change that says nothing is held to it as well.
 */
export const StepUp = () => SetMetadata(STEP_UP, { needed: true } satisfies StepUpRule);
/** An agent's change that gives nothing away and goes on without: says why. */
export const NoStepUp = (reason: string) =>
  SetMetadata(STEP_UP, { needed: false, reason } satisfies StepUpRule);

/** Whether a route asks an agent to prove again who they are. */
export type StepUpRule = { readonly needed: true } | { readonly needed: false; readonly reason: string };

export const ADMITS = 'relink:admits';
/** Routes that a session may call which is not whole: what gives the factor, or enrols one. Every other is closed to it. */
export const Admits = (...standings: SessionStanding[]) => SetMetadata(ADMITS, standings);
