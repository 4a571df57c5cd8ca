const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;

/** What a page does with what it hears. */
export type Follower = {
  readonly changed: (topic: string) => void;
  /** Something may have changed that was not heard. */
  readonly missed: () => void;
  readonly ended: () => void;
};

/**
 * Listens to `GET /api/live` while the page is in view: a browser opens few connections to one host, and a page that
 * nobody sees needs none. Comes back by itself, ever more slowly; without it pages ask by the clock as before. Returns
 * what ends it.
 */
export function follow({ changed, missed, ended }: Follower): () => void {
  let source: EventSource | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  let heardBefore = false;

  const close = () => {
    clearTimeout(again);
    source?.close();
    source = undefined;
  };
  const open = () => {
    close();
    const opened = new EventSource('/api/live');
    source = opened;
    opened.onopen = () => {
      pauseMs = FIRST_PAUSE_MS;
      if (heardBefore) missed();
      heardBefore = true;
    };
    opened.onmessage = ({ data }: MessageEvent<string>) => changed(data);
    opened.addEventListener('missed', missed);
    opened.addEventListener('ended', () => {
      close();
      ended();
    });
    opened.onerror = () => {
      // A broken line the browser mends; an answer that is no stream ends it for good.
      if (opened.readyState !== EventSource.CLOSED) return;
      close();
      again = setTimeout(open, pauseMs);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    };
  };
  const see = () => (document.visibilityState === 'visible' ? open() : close());
  see();
  document.addEventListener('visibilitychange', see);
  return () => {
    document.removeEventListener('visibilitychange', see);
    close();
  };
}
