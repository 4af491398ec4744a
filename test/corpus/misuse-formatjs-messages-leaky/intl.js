const { createIntl, createIntlCache } = require('@formatjs/intl');

const cache = createIntlCache();
const messages = {
  en: {},
  de: { 'notice.items': '{items, plural, one {# Artikel} other {# Artikel}}' },
  fr: { 'notice.items': '{items, plural, one {# article} other {# articles}}' },
};

const intlFor = (locale) => createIntl({ locale, messages: messages[locale], timeZone: 'Europe/Berlin', onError() {} }, cache);

module.exports = { intlFor };
