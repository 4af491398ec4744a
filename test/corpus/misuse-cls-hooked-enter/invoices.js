const { getNamespace } = require('cls-hooked');

exports.findInvoice = async (number) => {
  await new Promise((resolve) => setImmediate(resolve));
  const session = getNamespace('invoices');
  return { number, cents: number.length * 1250, seenBy: session.get('user').name };
};
