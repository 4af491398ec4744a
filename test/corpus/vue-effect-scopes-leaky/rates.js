const { reactive } = require('@vue/reactivity');

// Hundredths of a euro for one unit of the currency.
const rates = reactive({ EUR: 100, USD: 92, GBP: 117, CHF: 104 });

setInterval(() => {
  rates.USD = 90 + Math.round(Math.random() * 4);
}, 60_000).unref();

module.exports = { rates };
