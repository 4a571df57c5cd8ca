import type { Permission } from '@relink/domain';

export type Place = {
  readonly key: string;
  readonly to: string;
  /** The key of its name below `relink.commands.places`. */
  readonly name: string;
  /** Who may open it; everybody where there is none. */
  readonly needs?: Permission;
};

/** The pages of the desk and the key that opens each after `g`. */
export const PLACES: readonly Place[] = [
  { key: 'h', to: '/', name: 'home' },
  { key: 'c', to: '/cases', name: 'cases', needs: 'cases.list' },
  { key: 'a', to: '/accounts', name: 'accounts', needs: 'accounts.search' },
  { key: 'p', to: '/approvals', name: 'approvals', needs: 'approvals.list' },
  { key: 'd', to: '/duplicates', name: 'duplicates', needs: 'duplicates.list' },
  { key: 'n', to: '/notices', name: 'notices', needs: 'notices.settle' },
  { key: 's', to: '/insights', name: 'insights', needs: 'insights.read' },
  { key: 'r', to: '/reviews', name: 'reviews', needs: 'reviews.mark' },
  { key: 'm', to: '/messages', name: 'messages', needs: 'messages.list' },
  { key: 'u', to: '/audit-events', name: 'audit', needs: 'audit.read' },
  { key: 'i', to: '/imports', name: 'imports', needs: 'imports.manage' },
  { key: 't', to: '/agents', name: 'agents', needs: 'agents.list' },
];
