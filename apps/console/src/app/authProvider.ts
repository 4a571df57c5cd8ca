import type { Me } from '@relink/contract';
import type { Permission } from '@relink/domain';
import { type AuthProvider, HttpError } from 'react-admin';
import { AskedOnce } from './asked-once.ts';
import { request } from './request.ts';
import { forgetSessionEnd, noteSessionEnd } from './session-end.ts';

const NEEDED: Readonly<Record<string, Partial<Record<string, Permission>>>> = {
  accounts: { list: 'accounts.search', show: 'accounts.view' },
  agents: { list: 'agents.list', show: 'agents.list', create: 'agents.manage', edit: 'agents.manage' },
  approvals: { list: 'approvals.list', show: 'approvals.list' },
  'audit-events': { list: 'audit.read', show: 'audit.read' },
  cases: { list: 'cases.list', show: 'cases.list', create: 'cases.work' },
  documents: { list: 'documents.confirm', show: 'documents.confirm' },
  duplicates: { list: 'duplicates.list' },
  'import-mappings': { list: 'imports.manage', create: 'imports.manage', edit: 'imports.manage' },
  imports: { list: 'imports.manage', show: 'imports.manage', create: 'imports.manage' },
  messages: { list: 'messages.list' },
  reviews: { list: 'reviews.mark', show: 'reviews.mark' },
  notices: { list: 'notices.settle' },
  signs: { list: 'insights.read', show: 'insights.read' },
};

const signedOut = (error: unknown) => error instanceof HttpError && error.status === 401;

/** Who is signed in, asked once: a 401 of any later request, a sign-in and a sign-out make it ask again. */
const who = new AskedOnce<Me>(async () => (await request('/api/me')).json as Me, signedOut);
const me = () => who.answer();

/** What the agent may do has changed: whoever asks next asks the server. */
export function askAnew(): void {
  who.forget();
}

export const authProvider: AuthProvider = {
  /** The sign-in page has done all its steps; this is who came in. */
  login: (signedIn: Me) => {
    who.hold(signedIn);
    forgetSessionEnd();
    return Promise.resolve();
  },
  logout: async () => {
    who.forget();
    // A session that is already over needs no ending: the sign-in page is the right place either way.
    await request('/api/sign-out', { method: 'POST' }).catch(() => undefined);
  },
  checkAuth: async () => {
    const signedIn = await me().catch((error: unknown) => {
      if (!signedOut(error)) throw error;
      return undefined;
    });
    // A session that still awaits its factor is none yet.
    if (signedIn && signedIn.standing !== 'half') return;
    if (signedIn) who.forget();
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- React-Admin's own way to show the sign-in page without an alarm.
    throw { message: false };
  },
  checkError: async (error: unknown) => {
    if (!signedOut(error)) return;
    if (who.held) {
      noteSessionEnd();
      who.forget();
    }
    throw error;
  },
  getIdentity: async () => {
    const { id, name } = await me();
    return { id, fullName: name };
  },
  getPermissions: async () => (await me().catch(() => undefined))?.permissions ?? [],
  canAccess: async ({ resource, action }) => {
    const needed = NEEDED[resource]?.[action];
    return needed !== undefined && (await me()).permissions.includes(needed);
  },
};
