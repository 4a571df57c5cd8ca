import { useEffect } from 'react';

/** Where React-Admin puts the title of the page. */
const TITLE_ID = 'react-admin-title';

/** A title too long for the bar ends in an ellipsis; the pointer gets the whole of it. */
export function useWholeTitle(): void {
  useEffect(() => {
    const title = document.getElementById(TITLE_ID);
    if (!title) return;
    const tell = () => {
      const whole = title.textContent;
      if (title.title !== whole) title.title = whole;
    };
    const watch = new MutationObserver(tell);
    watch.observe(title, { childList: true, subtree: true, characterData: true });
    tell();
    return () => watch.disconnect();
  }, []);
}
