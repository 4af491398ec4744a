const nodemailer = require('nodemailer');

// The queue takes the message from here.
const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' });

function receiptHeaders(order) {
  return (mail, done) => {
    if (mail.data.order === order.number) {
      mail.data.headers = { 'X-Order': order.number, 'X-Lines': String(order.lines.length) };
    }
    process.nextTick(done);
  };
}

exports.sendReceipt = async function sendReceipt(order) {
  transport.use('compile', receiptHeaders(order));
  const text = order.lines.map((line) => `${line.quantity} x ${line.sku}`).join('\n');
  const info = await transport.sendMail({ from: 'shop@example.org', to: order.email, subject: 'Receipt', text, order: order.number });
  return info.message.length;
};
