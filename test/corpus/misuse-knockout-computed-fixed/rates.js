const ko = require('knockout');

const rates = ko.observable({ EUR: 1, USD: 1.09, CHF: 0.96, SEK: 11.3 });

// The bank sends new rates once an hour.
setInterval(() => rates({ ...rates(), USD: 1.05 + Math.random() / 10 }), 3_600_000).unref();

module.exports = { rates };
