/** What a person at the desk may be. A role never changes while a session lives: the session ends instead. */
export const AGENT_ROLES = ['agent', 'supervisor', 'admin'] as const;
export type AgentRole = (typeof AGENT_ROLES)[number];

/** Named by the controller of each route; one table says who has which. */
export const PERMISSIONS = [
  'accounts.erase',
  'accounts.legal-hold',
  'accounts.reveal',
  'accounts.search',
  'accounts.view',
  'accounts.view-outside-case',
  'agents.list',
  'agents.manage',
  'approvals.decide',
  'approvals.list',
  'audit.export',
  'audit.read',
  'audit.verify',
  'cases.list',
  'cases.oversee',
  'cases.work',
  'changes.stop',
  'documents.confirm',
  'duplicates.list',
  'duplicates.manage',
  'imports.manage',
  'insights.read',
  'locks.lift',
  'merges.list',
  'merges.undo',
  'merges.view-outside-case',
  'messages.list',
  'notices.settle',
  'policy.manage',
  'policy.read',
  'reviews.mark',
  'say-texts.manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const DESK: readonly Permission[] = [
  'accounts.reveal',
  'accounts.search',
  'accounts.view',
  'cases.list',
  'cases.work',
  'merges.list',
  'merges.undo',
  'messages.list',
  'policy.read',
];
const OVERSIGHT: readonly Permission[] = [
  ...DESK,
  'accounts.view-outside-case',
  'audit.export',
  'audit.read',
  'audit.verify',
  'cases.oversee',
  'documents.confirm',
  'insights.read',
  'locks.lift',
  'merges.view-outside-case',
  'duplicates.list',
  'agents.list',
  'approvals.list',
  'approvals.decide',
  'notices.settle',
  'reviews.mark',
];

const GRANTED: Readonly<Record<AgentRole, ReadonlySet<Permission>>> = {
  agent: new Set(DESK),
  supervisor: new Set(OVERSIGHT),
  admin: new Set([
    ...OVERSIGHT,
    'accounts.erase',
    'accounts.legal-hold',
    'agents.manage',
    'changes.stop',
    'duplicates.manage',
    'imports.manage',
    'policy.manage',
    'say-texts.manage',
  ]),
};

/** Whether a role holds a permission. Anything not granted in the table is refused. */
export function roleHolds(role: AgentRole, permission: Permission): boolean {
  return GRANTED[role].has(permission);
}

/** Whether a word names a role; what the database or a token says is checked before it is believed. */
export function isAgentRole(word: string): word is AgentRole {
  return Object.hasOwn(GRANTED, word);
}

/** Everything a role may do, for `GET /api/me` so that the console draws only what works. */
export function permissionsOf(role: AgentRole): Permission[] {
  return PERMISSIONS.filter((permission) => GRANTED[role].has(permission));
}
