const { join } = require('node:path');
const { I18n } = require('i18n');

const i18n = new I18n({ locales: ['en', 'de'], defaultLocale: 'en', directory: join(__dirname, 'locales'), updateFiles: false, autoReload: false });

const translator = (locale) => (phrase, ...values) => i18n.__({ phrase, locale }, ...values);

module.exports = { translator };
