import type { IdentifierView } from '@relink/contract';
import EmailIcon from '@mui/icons-material/AlternateEmail';
import KeyIcon from '@mui/icons-material/KeyOutlined';
import PersonIcon from '@mui/icons-material/PersonOutlined';
import PhoneIcon from '@mui/icons-material/PhoneOutlined';
import { Box, Chip, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { showInstant } from '../../app/time.tsx';

const icons = { email: EmailIcon, phone: PhoneIcon, username: PersonIcon, federated: KeyIcon };

/** One identifier as the server shows it, with what an agent has to know about it. */
export function IdentifierLine({
  identifier,
  children,
}: {
  identifier: IdentifierView;
  children?: ReactNode;
}) {
  const t = useTranslate();
  const Icon = icons[identifier.kind];
  return (
    <Box
      component="li"
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1, rowGap: 0.5, py: 0.25 }}
    >
      <Icon
        fontSize="small"
        color="action"
        titleAccess={t(`relink.enums.identifierKind.${identifier.kind}`)}
      />
      <Typography component="span" variant="body2" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
        {identifier.display}
      </Typography>
      {traits(identifier).map(([key, options]) => (
        <Chip key={key} size="small" variant="outlined" label={t(key, options)} />
      ))}
      {identifier.state === 'released' ? <Released identifier={identifier} /> : null}
      {children}
    </Box>
  );
}

function traits(identifier: IdentifierView): [string, object?][] {
  const { use, state, tenured, undeliverable, reachable } = identifier;
  const shown: [string, object?][] = [[`relink.enums.identifierUse.${use}`]];
  if (state === 'pending') shown.push(['relink.enums.identifierState.pending']);
  if (state === 'verified' && use !== 'contact') {
    shown.push([tenured ? 'relink.accounts.tenured' : 'relink.accounts.fresh']);
  }
  if (undeliverable) shown.push(['relink.accounts.undeliverable']);
  if (!reachable) shown.push(['relink.accounts.unreachable']);
  return shown;
}

function Released({ identifier: { releasedAt, releaseReason } }: { identifier: IdentifierView }) {
  const t = useTranslate();
  const when = t('relink.accounts.released', { at: releasedAt ? showInstant(releasedAt) : '' });
  const why = releaseReason ? t(`relink.enums.releaseReason.${releaseReason}`, { _: releaseReason }) : '';
  return <Chip size="small" variant="outlined" color="warning" label={why ? `${when}: ${why}` : when} />;
}
