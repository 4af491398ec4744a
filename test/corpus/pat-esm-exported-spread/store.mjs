export let state = { visits: [], lastError: null };

export function reduce(visit) {
  state = { ...state, visits: [...state.visits, visit] };
}
