import type { Inbox } from '@relink/contract';
import { useQuery } from '@tanstack/react-query';
import { Alert, Box, Card, CardContent, Link, Typography } from '@mui/material';
import { useId } from 'react';
import { useTranslate } from 'react-admin';
import { Panel } from '../../app/Panel.tsx';
import { codeOf, request } from '../../app/request.ts';
import { TimeText } from '../../app/time.tsx';
import { Waiting } from '../../app/Waiting.tsx';
import { splitLinks } from './split-links.ts';

type Message = Inbox['messages'][number];

/** In development, what the customer would receive: phone and mail side by side. */
export function InboxPage() {
  const t = useTranslate();
  const { data, error } = useQuery({
    queryKey: ['development-inbox'],
    // Not by the data provider: whoever plays the customer has no session that could end.
    queryFn: async () => (await request('/api/development/inbox')).json as Inbox,
    refetchInterval: 3_000,
    retry: false,
  });
  return (
    <Box component="main" sx={{ p: { xs: 1, sm: 3 }, minHeight: '100vh', bgcolor: 'background.default' }}>
      <Typography component="h1" variant="h1">
        {t('relink.inbox.title')}
      </Typography>
      <Typography color="textSecondary" sx={{ mb: 2 }}>
        {t('relink.inbox.intro')}
      </Typography>
      {codeOf(error) === 'not-found' ? <Alert severity="info">{t('relink.inbox.none')}</Alert> : null}
      {data ? (
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '2fr 3fr' } }}>
          <Panel title={t('relink.inbox.phone')}>
            <Messages of={data.messages.filter(({ channel }) => channel === 'sms')} />
          </Panel>
          <Panel title={t('relink.inbox.mail')}>
            <Messages of={data.messages.filter(({ channel }) => channel === 'email')} />
          </Panel>
        </Box>
      ) : (
        <Waiting error={codeOf(error) === 'not-found' ? undefined : error} />
      )}
    </Box>
  );
}

function Messages({ of }: { of: readonly Message[] }) {
  const t = useTranslate();
  if (of.length === 0) return <Typography variant="body2">{t('relink.inbox.empty')}</Typography>;
  return of.map((message) => <OneMessage key={message.id} message={message} />);
}

function OneMessage({ message }: { message: Message }) {
  const t = useTranslate();
  const id = useId();
  return (
    <Card component="article" aria-labelledby={id} sx={{ mb: 1.5 }}>
      <CardContent>
        <Typography id={id} component="h3" variant="h3">
          {message.subject || t('relink.enums.messageChannel.sms')}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t('relink.inbox.to', { to: message.destination })}, <TimeText at={message.at} exact />
        </Typography>
        <Typography
          component="div"
          variant="body2"
          sx={{ mt: 1, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
        >
          {splitLinks(message.body, window.location.origin).map(({ text, href }, index) =>
            href ? (
              <Link key={`${index}${text}`} href={href} target="_blank" rel="noopener noreferrer">
                {text}
              </Link>
            ) : (
              text
            ),
          )}
        </Typography>
      </CardContent>
    </Card>
  );
}
