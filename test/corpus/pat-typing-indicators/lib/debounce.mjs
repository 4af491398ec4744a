export function debounce(work, waitMs) {
  let timer = null;
  let latest = [];

  function run() {
    timer = null;
    work(...latest);
  }

  function debounced(...args) {
    latest = args;
    clearTimeout(timer);
    timer = setTimeout(run, waitMs);
    timer.unref();
  }

  debounced.cancel = () => {
    clearTimeout(timer);
    timer = null;
  };
  debounced.flush = () => {
    if (timer !== null) {
      clearTimeout(timer);
      run();
    }
  };
  return debounced;
}
