import KeyIcon from '@mui/icons-material/KeyOutlined';
import { Alert, Link, ListItemIcon, ListItemText, MenuItem } from '@mui/material';
import { type ReactNode, forwardRef } from 'react';
import { useTranslate, useUserMenu } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { SecurityPage } from './pages.ts';
import { useMe } from './useMe.ts';

/** On every page of one of the demo's sign-ins whose role would need a second factor. */
export function FactorBanner() {
  const t = useTranslate();
  if (!useMe()?.factorUrged) return null;
  return (
    <Alert severity="info" sx={{ my: 1 }}>
      {t('relink.factors.urged')}{' '}
      <Link component={RouterLink} to="/security">
        {t('relink.factors.urgedLink')}
      </Link>
    </Alert>
  );
}

/** Who must enrol a second factor first gets that page in place of every other. */
export function WholeOnly({ children }: { children: ReactNode }) {
  return useMe()?.standing === 'enrolling' ? <SecurityPage /> : children;
}

/** The way to one's own factors and sessions, in the menu of the agent. */
export const SecurityItem = forwardRef<HTMLAnchorElement>(function SecurityItem(props, ref) {
  const t = useTranslate();
  const menu = useUserMenu();
  return (
    <MenuItem {...props} ref={ref} component={RouterLink} to="/security" onClick={menu?.onClose}>
      <ListItemIcon>
        <KeyIcon fontSize="small" />
      </ListItemIcon>
      <ListItemText>{t('relink.factors.title')}</ListItemText>
    </MenuItem>
  );
});
