const { getQuickJS, shouldInterruptAfterDeadline } = require('quickjs-emscripten');

let quickjs;
const ready = getQuickJS().then((module) => (quickjs = module));

function evaluate(formula, values) {
  const vm = quickjs.newContext();
  vm.runtime.setInterruptHandler(shouldInterruptAfterDeadline(Date.now() + 100));
  for (const [name, value] of Object.entries(values)) vm.newNumber(value).consume((handle) => vm.setProp(vm.global, name, handle));
  const result = vm.evalCode(formula);
  if (result.error) return { error: result.error.consume(vm.dump).message };
  return { value: result.value.consume(vm.dump) };
}

module.exports = { ready, evaluate };
