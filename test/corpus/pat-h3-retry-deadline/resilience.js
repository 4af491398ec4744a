class ShuttingDown extends Error {}
class DeadlineExceeded extends Error {}

const shuttingDown = new Promise((_, reject) => {
  process.once('SIGTERM', () => reject(new ShuttingDown('the service is going away')));
});
shuttingDown.catch(() => {});

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function withDeadline(task, ms) {
  const controller = new AbortController();
  let timer;
  const deadline = new Promise((_, reject) => {
    timer = setTimeout(() => {
      controller.abort();
      reject(new DeadlineExceeded(`no answer within ${ms} ms`));
    }, ms);
  });
  try {
    return await Promise.race([task(controller.signal), deadline, shuttingDown]);
  } finally {
    clearTimeout(timer);
  }
}

async function withRetries(task, { attempts = 3, deadlineMs = 800, delayMs = 2 } = {}) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await withDeadline((signal) => task({ signal, attempt }), deadlineMs);
    } catch (error) {
      if (error instanceof ShuttingDown || attempt === attempts) throw error;
      await sleep(delayMs * 2 ** attempt);
    }
  }
}

module.exports = { DeadlineExceeded, ShuttingDown, withDeadline, withRetries };
