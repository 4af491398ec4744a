const { createStore, withProps, select } = require('@ngneat/elf');

const steps = ['contact', 'address', 'payment'];

exports.startWizard = function startWizard(session, answers) {
  const store = createStore({ name: `wizard-${session}` }, withProps({ step: 0, answers: {}, errors: [] }));
  const seen = [];
  const following = store.pipe(select(({ step }) => step)).subscribe((step) => seen.push(steps[step] ?? 'done'));
  for (const step of steps) {
    const answer = answers[step];
    store.update((state) => (answer
      ? { ...state, step: state.step + 1, answers: { ...state.answers, [step]: answer } }
      : { ...state, errors: [...state.errors, `${step} is missing`] }));
  }
  const { errors } = store.getValue();
  following.unsubscribe();
  return { seen, errors };
};
