const { Emitter, CompositeDisposable } = require('event-kit');

const builds = new Emitter();
const subscriptions = new CompositeDisposable();

function compile(project) {
  for (const [step, percent] of [['resolve', 20], ['compile', 70], ['link', 100]]) {
    builds.emit('progress', { project, step, percent });
  }
}

exports.build = function build(project) {
  const lines = [];
  const following = builds.on('progress', (progress) => {
    if (progress.project === project) lines.push(`${progress.percent}% ${progress.step}`);
  });
  subscriptions.add(following);
  compile(project);
  following.dispose();
  return lines;
};

exports.closeBuilds = () => subscriptions.dispose();
