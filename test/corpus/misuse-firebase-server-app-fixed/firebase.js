const { initializeApp, initializeServerApp } = require('@firebase/app');

const options = { apiKey: 'AIzaSyD-local', projectId: 'shop-local', appId: '1:100:web:5f' };
const anonymous = initializeApp(options);

/** The Firebase app that acts for the user of a request while its page is rendered. */
function appOfRequest(req, token) {
  if (!token) return anonymous;
  return initializeServerApp(options, { authIdToken: token, releaseOnDeref: req });
}

module.exports = { appOfRequest };
