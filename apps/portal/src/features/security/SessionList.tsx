import type { PortalSessions } from '@relink/contract';
import { useCallback, useEffect, useId, useState } from 'react';
import { TroubleNote } from '../../form/TroubleNote.tsx';
import { day } from '../../language/formats.ts';
import { useSpeech } from '../../language/LanguageProvider.tsx';
import type { Trouble } from '../../request/answer.ts';
import { send } from '../../request/send.ts';
import { useSubmission } from '../../request/use-submission.ts';
import { browserName } from '@relink/domain';

/** The browsers in which the customer is signed in. Each can be signed out, or all others at once. */
export function SessionList() {
  const { text, locale } = useSpeech();
  const id = useId();
  const { busy, trouble, submit } = useSubmission();
  const [sessions, setSessions] = useState<PortalSessions['sessions']>();
  const [unread, setUnread] = useState<Trouble>();
  const [ended, setEnded] = useState(false);

  const read = useCallback(async (signal?: AbortSignal) => {
    const answer = await send<PortalSessions>('sessions', { method: 'GET', ...(signal && { signal }) });
    if (signal?.aborted) return;
    if (answer.ok) setSessions(answer.body.sessions);
    else setUnread(answer.trouble);
  }, []);
  useEffect(() => {
    const leave = new AbortController();
    void read(leave.signal);
    return () => leave.abort();
  }, [read]);

  const end = async (which: string) => {
    const answer = await submit(`sessions/${which}`, {});
    if (!answer?.ok) return;
    setEnded(true);
    await read();
  };

  const shown = trouble ?? unread;
  return (
    <section className="security-row" aria-labelledby={id}>
      <h2 id={id}>{text('security.sessions')}</h2>
      {shown && <TroubleNote trouble={shown} reading={trouble === undefined} />}
      <p role="status" className={ended ? 'note good' : 'unseen'}>
        {ended && text('security.session-ended')}
      </p>
      <ul className="sessions">
        {sessions?.map(({ id: name, current, startedAt, lastSeenAt, userAgent }) => {
          const browser = browserName(userAgent) || text('security.session-unknown');
          return (
            <li key={name}>
              <span>
                <bdi>{browser}</bdi>
                {current && <strong> ({text('security.session-this')})</strong>}
                <br />
                <span className="hint">
                  {text('security.session-since', {
                    since: day(startedAt, locale),
                    last: day(lastSeenAt, locale),
                  })}
                </span>
              </span>
              {!current && (
                <button
                  type="button"
                  className="link"
                  aria-disabled={busy}
                  onClick={() => void end(`${name}/end`)}
                >
                  {text('security.session-end')}
                  <span className="unseen"> {browser}</span>
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {sessions !== undefined && sessions.length > 1 && (
        <button
          type="button"
          className="button quiet"
          aria-disabled={busy}
          aria-busy={busy}
          onClick={() => void end('end-others')}
        >
          {text(busy ? 'busy' : 'security.sessions-end')}
        </button>
      )}
    </section>
  );
}
