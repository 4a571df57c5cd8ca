import { useCallback, useEffect, useRef } from 'react';

/**
 * What is chosen at this moment, to be changed on: also what was chosen a moment ago and the page, which follows its address
 * in its own time, does not show yet. Whoever is quicker than the page would else undo with the second choice the first.
 */
export function useChosen<Value>(shown: Value): { read: () => Value; choose: (value: Value) => void } {
  const chosen = useRef(shown);
  const written = JSON.stringify(shown);
  useEffect(() => {
    chosen.current = JSON.parse(written) as Value;
  }, [written]);
  const read = useCallback(() => chosen.current, []);
  const choose = useCallback((value: Value) => {
    chosen.current = value;
  }, []);
  return { read, choose };
}
