const postal = require('postal');

const orders = postal.channel('orders');
const statistics = { placed: 0, paid: 0, shipped: 0, last: null };

orders.subscribe('order.*.placed', () => { statistics.placed++; });
orders.subscribe('order.*.paid', () => { statistics.paid++; });
orders.subscribe('order.*.shipped', () => { statistics.shipped++; });
orders.subscribe('order.#', (data) => { statistics.last = data.at; });

module.exports = { orders, statistics };
