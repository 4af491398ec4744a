// A selector with a memory of its last result for each first argument.
export function createSelector(...functions) {
  const combine = functions.pop();
  const memories = new WeakMap();
  return (state, options) => {
    const inputs = functions.map((select) => select(state, options));
    const last = memories.get(state);
    if (last && last.inputs.every((input, index) => input === inputs[index])) return last.result;
    const result = combine(...inputs);
    memories.set(state, { inputs, result });
    return result;
  };
}
