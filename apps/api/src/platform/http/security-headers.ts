import { randomBytes } from 'node:crypto';

/** What Vite leaves in the built pages where the nonce of each answer goes. */
export const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** A nonce for one answer: 128 bits, as CSP Level 3 asks. */
export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/** The policy of a page: only scripts with this answer's nonce and what they load, no inline style, nothing from elsewhere. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    // 'self' is for browsers that do not know strict-dynamic (Safari before 15.4); the others leave it out of account.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}
