import type { ClaimMapping } from '@relink/domain';
import type { Environment } from './environment.ts';
import { isPlainToAnother } from './plain-http.ts';
import { SettingsError } from './settings-error.ts';

/** An identity provider that speaks OpenID Connect, and how its claims are read. */
export type CompanyProvider = {
  readonly issuer: URL;
  readonly clientId: string;
  /** Undefined: a public client. */
  readonly clientSecret: string | undefined;
  readonly scope: string;
  readonly claims: ClaimMapping;
};

/** Reads the provider's settings; undefined where there is none. Throws {@link SettingsError}. */
export function companyProvider(e: Environment): CompanyProvider | undefined {
  if (e.OIDC_ISSUER === undefined) {
    if (e.OIDC_CLIENT_ID !== undefined || e.OIDC_CLIENT_SECRET !== undefined)
      throw new SettingsError('OIDC_ISSUER: say which provider OIDC_CLIENT_ID belongs to.');
    if (e.RELINK_LOCAL_SIGN_IN === 'off')
      throw new SettingsError('RELINK_LOCAL_SIGN_IN: without OIDC_ISSUER nobody could sign in.');
    return undefined;
  }
  if (e.OIDC_CLIENT_ID === undefined)
    throw new SettingsError('OIDC_CLIENT_ID: needed with OIDC_ISSUER, as the provider knows the desk.');
  const issuer = new URL(e.OIDC_ISSUER);
  if (isPlainToAnother(issuer))
    throw new SettingsError('OIDC_ISSUER: a provider on another machine must be reached by https.');
  const values: Record<string, string> = {};
  for (const pair of e.OIDC_ROLES.split(',')) {
    const [role = '', value = ''] = pair.split('=');
    values[role] = value;
  }
  return {
    issuer,
    clientId: e.OIDC_CLIENT_ID,
    clientSecret: e.OIDC_CLIENT_SECRET,
    scope: e.OIDC_SCOPE,
    claims: { claim: e.OIDC_ROLE_CLAIM, values },
  };
}
