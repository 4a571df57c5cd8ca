import { useEffect, useState } from 'react';

const IDLE_AFTER_MS = 5 * 60_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'scroll'] as const;

/** Whether somebody has touched this page within the last five minutes. */
export function useActive(): boolean {
  const [active, setActive] = useState(true);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const touch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setActive(false), IDLE_AFTER_MS);
      setActive(true);
    };
    touch();
    for (const sign of SIGNS) window.addEventListener(sign, touch, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS) window.removeEventListener(sign, touch);
    };
  }, []);
  return active;
}
