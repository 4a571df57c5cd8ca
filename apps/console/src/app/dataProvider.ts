import simpleRestProvider from 'ra-data-simple-rest';
import { useMemo } from 'react';
import { type DataProvider, type fetchUtils, useDataProvider, useLogoutIfAccessDenied } from 'react-admin';
import { fetchPicture } from './fetch-picture.ts';
import { request } from './request.ts';
import { upload, type UploadProgress } from './upload.ts';

/** The lists of the api, plus the requests that are no CRUD. Paths start after `/api/`. */
export type DeskDataProvider = DataProvider & {
  read: <Answer>(path: string, query?: Readonly<Record<string, string>>) => Promise<Answer>;
  send: <Answer>(path: string, body: object) => Promise<Answer>;
  replace: <Answer>(path: string, body: object) => Promise<Answer>;
  remove: (path: string) => Promise<void>;
  upload: <Answer>(path: string, file: File, onProgress: UploadProgress) => Promise<Answer>;
  picture: (path: string) => Promise<Blob>;
};

const API = '/api';

export const dataProvider: DeskDataProvider = {
  ...simpleRestProvider(API, request),
  // The same list, and how its total is meant (counted, a least, or an estimate), and where a search ended before it.
  getList: async (resource, params) => {
    let counted = 'exact';
    let searchedTo: string | null = null;
    const listing = simpleRestProvider(API, async (url: string, options?: fetchUtils.Options) => {
      const answer = await request(url, options);
      counted = answer.headers.get('relink-count') ?? counted;
      searchedTo = answer.headers.get('relink-searched-to');
      return answer;
    });
    const list = await listing.getList(resource, params);
    return { ...list, meta: { counted, searchedTo } };
  },
  read: async <Answer>(path: string, query: Readonly<Record<string, string>> = {}) => {
    const search = new URLSearchParams(query).toString();
    const { json } = await request(`${API}/${path}${search ? `?${search}` : ''}`);
    return json as Answer;
  },
  send: async <Answer>(path: string, body: object) => {
    const { json } = await request(`${API}/${path}`, { method: 'POST', body: JSON.stringify(body) });
    return json as Answer;
  },
  replace: async <Answer>(path: string, body: object) => {
    const { json } = await request(`${API}/${path}`, { method: 'PUT', body: JSON.stringify(body) });
    return json as Answer;
  },
  remove: async (path: string) => {
    await request(`${API}/${path}`, { method: 'DELETE' });
  },
  upload: async <Answer>(path: string, file: File, onProgress: UploadProgress) =>
    (await upload(`${API}/${path}`, file, onProgress)) as Answer,
  picture: (path: string) => fetchPicture(`${API}/${path}`),
};

/**
 * The data provider behind React-Admin's proxy, which signs out when the server says that the session is over. What was
 * asked for is answered there by something empty, which no page expects of the requests that are no CRUD: they fail.
 */
export function useDesk(): DeskDataProvider {
  const proxied = useDataProvider<DeskDataProvider>();
  const signOutIfDenied = useLogoutIfAccessDenied();
  return useMemo(() => {
    const answered = <Answer>(asked: Promise<Answer>): Promise<Answer> =>
      asked.catch(async (error: unknown) => {
        await signOutIfDenied(error);
        throw error;
      });
    return {
      ...proxied,
      read: <Answer>(path: string, query?: Readonly<Record<string, string>>) =>
        answered(dataProvider.read<Answer>(path, query)),
      send: <Answer>(path: string, body: object) => answered(dataProvider.send<Answer>(path, body)),
      replace: <Answer>(path: string, body: object) => answered(dataProvider.replace<Answer>(path, body)),
      remove: (path) => answered(dataProvider.remove(path)),
      upload: <Answer>(path: string, file: File, onProgress: UploadProgress) =>
        answered(dataProvider.upload<Answer>(path, file, onProgress)),
      picture: (path) => answered(dataProvider.picture(path)),
    };
  }, [proxied, signOutIfDenied]);
}
