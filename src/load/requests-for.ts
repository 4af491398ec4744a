/** Requests that use up `room` where each leaves `perRequest` behind; Infinity where it leaves nothing. */
export function requestsFor(room: number, perRequest: number): number {
  return perRequest > 0 ? room / perRequest : Number.POSITIVE_INFINITY;
}
