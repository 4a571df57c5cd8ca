import '../../style/security.css';
import type { PortalSecurity } from '@relink/contract';
import { useEffect, useState } from 'react';
import { go } from '../../app/navigation.ts';
import { Page } from '../../app/Page.tsx';
import { PageLink } from '../../app/PageLink.tsx';
import { TroubleNote } from '../../form/TroubleNote.tsx';
import { day, phone } from '../../language/formats.ts';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import type { TextKey } from '../../language/texts.ts';
import { noteSignedIn } from '../sign-in/index.ts';
import { ChangeLogin } from './ChangeLogin.tsx';
import { ChangeName } from './ChangeName.tsx';
import { ChangePassword } from './ChangePassword.tsx';
import { MoveBack } from './MoveBack.tsx';
import { SecurityRow } from './SecurityRow.tsx';
import { SessionList } from './SessionList.tsx';
import { useSecurity } from './use-security.ts';
import { WaitingLogin } from './WaitingLogin.tsx';

/** Login & security: each thing that the customer signs in with, changed alone, and where they are signed in. */
export function SecurityPage() {
  const { text, locale } = useSpeech();
  const { read, show, again } = useSecurity();
  const [said, setSaid] = useState<TextKey>();
  const signedOut = read.state === 'failed' && read.trouble.code === 'signed-out';

  useEffect(() => {
    if (!signedOut) return;
    noteSignedIn(false);
    go('sign-in', { replace: true, notice: 'session-ended' });
  }, [signedOut]);

  const changed = (done: TextKey) => (security: PortalSecurity) => {
    setSaid(done);
    show(security);
  };
  const confirmed = (done: TextKey) => {
    setSaid(done);
    again();
  };

  return (
    <Page heading="security.heading">
      <p role="status" className={said ? 'note good' : 'unseen'}>
        {said && text(said)}
      </p>
      {(read.state === 'loading' || signedOut) && <p role="status">{text('loading')}</p>}
      {read.state === 'failed' && !signedOut && (
        <>
          <TroubleNote trouble={read.trouble} reading />
          <button type="button" className="button" onClick={again}>
            {text('orders.again')}
          </button>
        </>
      )}
      {read.state === 'loaded' && (
        <>
          {read.security.phoneToMoveBack && (
            <MoveBack phone={read.security.phoneToMoveBack} onAsked={changed('security.code-sent')} />
          )}
          <SecurityRow
            label="security.name"
            value={`${read.security.firstName} ${read.security.lastName}`.trim()}
            form={(close) => (
              <ChangeName security={read.security} onDone={changed('security.saved.name')} close={close} />
            )}
          />
          <SecurityRow
            label="security.email"
            value={read.security.email}
            others={read.security.otherEmails}
            waiting={
              read.security.waitingEmail && (
                <WaitingLogin
                  waiting={read.security.waitingEmail}
                  kind="email"
                  onConfirmed={confirmed}
                  onChange={changed}
                />
              )
            }
            form={(close) => (
              <ChangeLogin kind="email" onAsked={changed('security.code-sent')} close={close} />
            )}
          />
          <SecurityRow
            label="security.phone"
            value={read.security.phone === null ? null : phone(read.security.phone)}
            others={read.security.otherPhones.map(phone)}
            waiting={
              read.security.waitingPhone && (
                <WaitingLogin
                  waiting={read.security.waitingPhone}
                  kind="phone"
                  onConfirmed={confirmed}
                  onChange={changed}
                />
              )
            }
            form={(close) => (
              <ChangeLogin kind="phone" onAsked={changed('security.code-sent')} close={close} />
            )}
          />
          {read.security.username !== null && (
            <SecurityRow
              label="security.username"
              value={read.security.username}
              others={read.security.otherUsernames}
            />
          )}
          <SecurityRow
            label="security.password"
            value={
              read.security.passwordSetAt === null
                ? null
                : text('security.password-set', { date: day(read.security.passwordSetAt, locale) })
            }
            form={(close) => <ChangePassword onDone={changed('security.saved.password')} close={close} />}
          />
          <SessionList />
        </>
      )}
      <nav className="ways">
        <PageLink to="orders">{text('orders.heading')}</PageLink>
      </nav>
    </Page>
  );
}
