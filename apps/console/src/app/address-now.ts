/**
 * What a hash address says after its `?`. Of the address as it is at this moment: a page follows it in its own time, and
 * whoever is quicker would undo with a second choice the first if that were added to what the page still shows.
 */
export function addressNow(hash: string = window.location.hash): URLSearchParams {
  const begin = hash.indexOf('?');
  return new URLSearchParams(begin < 0 ? '' : hash.slice(begin + 1));
}
