import { Badge } from '@mui/material';
import type { ReactElement } from 'react';
import { Menu, type SortPayload, useGetList } from 'react-admin';
import type { Permission } from '@relink/domain';
import { useActive } from './useActive.ts';
import { usePermitted } from './useMe.ts';

const EVERY_MS = 60_000;

type Props = {
  /** Who may see it. */
  permission: Permission;
  resource: string;
  /** What of the resource waits. */
  filter: object;
  sort: SortPayload;
  label: string;
  icon: ReactElement;
};

/** The way to a queue, with how many wait in it. */
export function CountedMenuItem({ permission, resource, filter, sort, label, icon }: Props) {
  const permitted = usePermitted(permission);
  const active = useActive();
  const { total = 0 } = useGetList(
    resource,
    { filter, pagination: { page: 1, perPage: 1 }, sort },
    // What changes is told; a menu that is only drawn anew reads nothing, for each reading is an event in the audit.
    {
      enabled: permitted,
      staleTime: EVERY_MS,
      refetchInterval: active ? EVERY_MS : false,
      refetchIntervalInBackground: false,
    },
  );
  if (!permitted) return null;
  return (
    <Menu.Item
      to={`/${resource}`}
      primaryText={label}
      leftIcon={
        <Badge badgeContent={total} color="error">
          {icon}
        </Badge>
      }
    />
  );
}
