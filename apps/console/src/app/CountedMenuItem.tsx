import { Badge } from '@mui/material';
import type { ReactElement } from 'react';
import { Menu } from 'react-admin';
import type { Permission } from '@relink/domain';
import { usePermitted } from './useMe.ts';

type Props = {
  /** Who may see it. */
  permission: Permission;
  resource: string;
  /** How many wait. The list is not asked for it: that would be a look at it, in the audit too. */
  count: number | undefined;
  label: string;
  icon: ReactElement;
};

/** The way to a queue, with how many wait in it. */
export function CountedMenuItem({ permission, resource, count = 0, label, icon }: Props) {
  if (!usePermitted(permission)) return null;
  return (
    <Menu.Item
      to={`/${resource}`}
      primaryText={label}
      leftIcon={
        <Badge badgeContent={count} color="error">
          {icon}
        </Badge>
      }
    />
  );
}
