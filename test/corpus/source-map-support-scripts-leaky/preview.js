const vm = require('node:vm');

exports.preview = function preview(id, formula, row) {
  const filename = `/srv/rules/drafts/${id}.js`;
  const run = vm.compileFunction(`return (${formula});`, ['price', 'quantity', 'customer'], { filename });
  return run(row.price, row.quantity, row.customer);
};
