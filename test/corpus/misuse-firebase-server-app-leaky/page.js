const escape = (text) => String(text).replace(/[<>&"]/g, (char) => `&#${char.charCodeAt(0)};`);

function userOf(firebase) {
  const token = firebase.settings?.authIdToken;
  if (!token) return null;
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
}

function pageFor(firebase, page) {
  const user = userOf(firebase);
  const body = user ? `<p>Signed in as ${escape(user.sub)}</p>` : '<p><a href="/login">Sign in</a></p>';
  return `<!doctype html><title>${page} · ${escape(firebase.options.projectId)}</title><main>${body}</main>`;
}

module.exports = { pageFor };
