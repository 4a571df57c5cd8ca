import { z } from 'zod';
import { SETTING_NOTES } from './setting-notes.ts';

/** The variables that say how agents sign in by their company's own identity provider. */
export const signInEnvironment = {
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .register(SETTING_NOTES, {
      group: 'Sign-in',
      about:
        "The company's identity provider (OpenID Connect): what stands in its tokens as iss. https, but on this machine.",
      otherwise: 'nobody signs in by a provider',
    }),
  OIDC_CLIENT_ID: z.string().min(1).optional().register(SETTING_NOTES, {
    group: 'Sign-in',
    about:
      'The desk at the provider. Its address to come back to is <public URL>/api/sign-in/company/callback.',
  }),
  OIDC_CLIENT_SECRET: z.string().min(1).optional().register(SETTING_NOTES, {
    group: 'Sign-in',
    secret: true,
    about: 'Proves to the provider that it is the desk.',
    otherwise: 'a client without a secret, by PKCE alone',
  }),
  OIDC_ROLE_CLAIM: z.string().min(1).max(200).default('roles').register(SETTING_NOTES, {
    group: 'Sign-in',
    about:
      'The claim of the ID token that holds roles or groups; dots lead into objects (realm_access.roles).',
  }),
  OIDC_ROLES: z
    .string()
    .regex(
      /^(?:agent|supervisor|admin)=[^,=]+(?:,(?:agent|supervisor|admin)=[^,=]+)*$/,
      'must be agent=…,supervisor=…,admin=… with the values of the claim',
    )
    .default('agent=relink-agent,supervisor=relink-supervisor,admin=relink-admin')
    .register(SETTING_NOTES, {
      group: 'Sign-in',
      about: 'Which value of the claim stands for which role. Of several the one that may most counts.',
    }),
  OIDC_SCOPE: z.string().min(1).default('openid profile email').register(SETTING_NOTES, {
    group: 'Sign-in',
    about: 'What the provider is asked for.',
  }),
  RELINK_LOCAL_SIGN_IN: z.enum(['on', 'off']).default('on').register(SETTING_NOTES, {
    group: 'Sign-in',
    about:
      'off: agents sign in by the company alone. Needs OIDC_ISSUER; start once with on if the provider is lost.',
  }),
};
