import { QueryClient } from '@tanstack/react-query';
import { HttpError } from 'react-admin';

/** A refusal is an answer and is not asked for again; only what may pass by itself is. */
function mayPass(error: Error): boolean {
  return !(error instanceof HttpError) || error.status === 0 || error.status >= 500;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    // Asked also while the browser thinks that it is offline: what cannot be sent fails and says so. A change that waits
    // for the network unseen would be sent when nobody expects it any more.
    queries: {
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && mayPass(error),
      refetchOnWindowFocus: false,
    },
    mutations: { networkMode: 'always' },
  },
});
