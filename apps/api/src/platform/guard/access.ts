import type { Permission } from '@relink/domain';
import { SetMetadata } from '@nestjs/common';

/** Who may call a route. A route without one is refused to everybody: nothing fails open. */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'any-agent' }
  | { readonly kind: 'agent'; readonly permission: Permission }
  | { readonly kind: 'portal' }
  | { readonly kind: 'customer' };

export const ACCESS = 'relink:access';

/** Only agents whose role holds the permission. */
export const Needs = (permission: Permission) =>
  SetMetadata(ACCESS, { kind: 'agent', permission } satisfies Access);
/** Any agent who is signed in. */
export const AnyAgent = () => SetMetadata(ACCESS, { kind: 'any-agent' } satisfies Access);
/** Anybody: sign-in, health, the API's own description. */
export const OpenToAll = () => SetMetadata(ACCESS, { kind: 'public' } satisfies Access);
/** The portal's visitors, signed in or not. An agent's cookie means nothing here. */
export const OnPortal = () => SetMetadata(ACCESS, { kind: 'portal' } satisfies Access);
/** The portal's customers, signed in. */
export const ForCustomer = () => SetMetadata(ACCESS, { kind: 'customer' } satisfies Access);
