import type { CallBackView } from '@relink/contract';
import { Link, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'react-admin';
import { useDesk } from '../../app/dataProvider.ts';
import { Facts } from '../../app/Facts.tsx';
import { Panel } from '../../app/Panel.tsx';
import { ProblemAlert } from '../../app/ProblemAlert.tsx';
import { languageName } from '../../app/say/index.ts';
import { TimeText } from '../../app/time.tsx';
import { useCase } from './case-context.tsx';

/** Whom to call, of a case that a customer asked for on the portal; the number in clear to whose case it is. */
export function CallBackPanel() {
  const t = useTranslate();
  const { id, own, state, callBack } = useCase();
  const desk = useDesk();
  const shows = callBack !== null && own && state !== 'closed';
  const { data, error } = useQuery({
    queryKey: ['call-back', id],
    queryFn: () => desk.read<CallBackView>(`cases/${id}/call-back`),
    enabled: shows,
    // Each reading is an event in the audit: once is enough.
    staleTime: Infinity,
    retry: false,
  });
  if (callBack === null) return null;
  const phone = shows ? data?.phone : undefined;
  return (
    <Panel title={t('relink.cases.callBack')} level={3} element="div">
      {error ? <ProblemAlert error={error} /> : null}
      <Typography sx={{ fontSize: '1.25rem', fontWeight: 700, mb: 1 }}>
        {phone === undefined ? (
          callBack.maskedPhone
        ) : (
          <Link href={`tel:${phone}`} dir="ltr">
            {phone}
          </Link>
        )}
      </Typography>
      <Facts
        of={[
          [
            t('relink.cases.wished'),
            callBack.wishedAt ? <TimeText key="wished" at={callBack.wishedAt} /> : t('relink.cases.asSoonAs'),
          ],
          [t('relink.cases.asked'), <TimeText key="asked" at={callBack.requestedAt} />],
          [t('relink.cases.language'), languageName(callBack.language)],
        ]}
      />
    </Panel>
  );
}
