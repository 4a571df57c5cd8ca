import type { ReactNode } from 'react';
import { go } from './navigation.ts';
import { PATHS } from './route.ts';
import type { PageName } from './route.ts';

/** A real link, so that it can be opened in another tab; a plain click stays in the loaded page. */
export function PageLink({
  to,
  strong = false,
  children,
}: {
  to: PageName;
  strong?: boolean;
  children: ReactNode;
}) {
  return (
    <a
      className={strong ? 'button' : 'link'}
      href={PATHS[to]}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
