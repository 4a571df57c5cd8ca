import type { Me } from '@relink/contract';
import type { Permission } from '@relink/domain';
import { useQuery } from '@tanstack/react-query';
import { usePermissions } from 'react-admin';
import { useDesk } from './dataProvider.ts';

/** The person signed in; undefined until the server has answered. */
export function useMe(): Me | undefined {
  const desk = useDesk();
  return useQuery({ queryKey: ['me'], queryFn: () => desk.read<Me>('me'), staleTime: 60_000 }).data;
}

/** Whether the signed-in role holds a permission, as the server says. */
export function usePermitted(permission: Permission): boolean {
  const { permissions } = usePermissions<readonly Permission[]>();
  return permissions?.includes(permission) ?? false;
}
